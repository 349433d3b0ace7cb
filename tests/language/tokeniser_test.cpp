#include "engine/language/tokeniser.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace clearinghouse::language;

namespace {

std::vector<std::string> cut(const std::string& text, bool colon_endings = false) {
    std::vector<std::string> words;
    for (const auto& span : find_words(text, colon_endings))
        words.push_back(text.substr(span.begin, span.end - span.begin));
    return words;
}

}  // namespace

TEST_CASE("text falls into its words") {
    struct Case {
        std::string text;
        std::vector<std::string> expected;
    };
    const Case cases[] = {
        {"", {}},
        {" ,.!? \n\t", {}},
        {"Børn på Ærø.", {"Børn", "på", "Ærø"}},
        {"don't 3.14 1,5", {"don't", "3.14", "1,5"}},
        {"tv-avis", {"tv-avis", "tv", "avis"}},
        {"mother-in-law's", {"mother-in-law's", "mother", "in", "law's"}},
        {"2018-2021", {"2018-2021", "2018", "2021"}},
        {"arbets- och bostadsmarknad", {"arbets", "och", "bostadsmarknad"}},
        {"a - b -- c -d", {"a", "b", "c", "d"}},
        {"tv\u2011avis", {"tv\u2011avis", "tv", "avis"}},
        {"ar\u00ADbejde", {"ar\u00ADbejde"}},
        {"(læring)/[utdanning]", {"læring", "utdanning"}},
        {"😀 børn 😀", {"børn"}},
        {"b\xF8rn og b\xC3\xB8rn", {"b", "rn", "og", "børn"}},
        {std::string("a\0b", 3), {"a", "b"}},
        {"EU:s", {"EU", "s"}},
    };
    for (const auto& c : cases) {
        CAPTURE(c.text);
        CHECK(cut(c.text) == c.expected);
    }
}

TEST_CASE("an ending behind a colon belongs to its word where the language writes so") {
    struct Case {
        std::string text;
        std::vector<std::string> expected;
    };
    const Case cases[] = {
        {"EU:s regler", {"EU:s", "regler"}},
        {"EU:ssa", {"EU:ssa"}},
        {"klo 10:30", {"klo", "10", "30"}},
        {"Obs: detta", {"Obs", "detta"}},
        {"tema:arbete", {"tema", "arbete"}},
        {":s", {"s"}},
        {"EU:n-kansalainen", {"EU:n-kansalainen", "EU:n", "kansalainen"}},
    };
    for (const auto& c : cases) {
        CAPTURE(c.text);
        CHECK(cut(c.text, true) == c.expected);
    }
}

TEST_CASE("a chain of many hyphens is read once") {
    std::string chain = "a";
    for (int i = 0; i < 100000; ++i) chain += "-a";
    CHECK(find_words(chain).size() == 100002);
}
