#include "engine/search/suggestions.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "tests/search/support.h"

namespace clearinghouse::search {
namespace {

std::vector<Suggestion> suggest(const std::string& text, const std::string& language,
                                std::size_t limit = most_suggestions, model::Moment now = testing::in_summer()) {
    return testing::corpus_searcher()->suggest(text, language, limit, now);
}

std::vector<std::string> texts(const std::vector<Suggestion>& suggestions) {
    std::vector<std::string> result;
    for (const auto& each : suggestions) result.push_back(each.text);
    return result;
}

bool has(const std::vector<Suggestion>& suggestions, const std::string& text) {
    return std::ranges::find(suggestions, text, &Suggestion::text) != suggestions.end();
}

TEST_CASE("labels and titles are suggested by the beginnings of their words, as neighbours spell them too") {
    struct Row {
        std::string typed;
        std::string language;
        std::string suggested;
    };
    const std::vector<Row> rows{
        {"la", "en", "labour market"},
        {"LABOUR MA", "en", "labour market"},
        {"market", "en", "labour market"},
        {"swed", "en", "Swedish in the greenhouse"},
        {"greenh", "en", "Swedish in the greenhouse"},
        {"bokkafe", "nn", "Bokkafé for vaksne"},
        {"bydelsmo", "da", "Bydelsmødre i boligområdet"},
        {"bydelsmö", "sv", "Bydelsmødre i boligområdet"},
        {"moedurm", "is", "Móðurmál í grunnskóla"},
        {"kielik", "fi", "Kielikahvila kirjastossa"},
        {"svenska i vä", "sv", "Svenska i växthuset"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.typed);
        CAPTURE(texts(suggest(row.typed, row.language)).size());
        CHECK(has(suggest(row.typed, row.language), row.suggested));
    }
}

TEST_CASE("what begins so comes before what has it inside, and the reader's language before others") {
    const auto english = suggest("wo", "en");
    const auto inside = [](const Suggestion& each) {
        return !each.text.starts_with('w') && !each.text.starts_with('W');
    };
    CHECK(std::ranges::is_partitioned(english, [&](const Suggestion& each) { return !inside(each); }));
    const auto swedish = texts(suggest("arb", "sv"));
    REQUIRE_FALSE(swedish.empty());
    CHECK(suggest("arb", "sv").front().language == "sv");
}

TEST_CASE("a document is suggested once, with its title in the reader's language beside it") {
    const auto found = suggest("svenska i", "en");
    REQUIRE(has(found, "Svenska i växthuset"));
    const auto& each = *std::ranges::find(found, "Svenska i växthuset", &Suggestion::text);
    CHECK(each.kind == Suggestion::Kind::document);
    CHECK(each.id == "greenhouse-swedish");
    CHECK(each.name == "Swedish in the greenhouse");
    std::set<std::string> ids;
    for (const auto& other : suggest("sw", "en")) CHECK(ids.insert(other.scheme + "/" + other.id).second);
}

TEST_CASE("what is suggested finds something when it is searched for") {
    for (const std::string language : {"en", "sv", "da", "nn", "fi"}) {
        for (const std::string typed : {"ar", "in", "sk", "ma", "st", "ko", "wo", "kv"}) {
            for (const auto& each : suggest(typed, language)) {
                CAPTURE(each.text);
                const Request request{.text = each.text, .language = each.language, .filters = {}};
                CHECK(testing::corpus_searcher()->search(request, testing::in_summer()).value().total > 0);
            }
        }
    }
}

TEST_CASE("nothing is suggested for one letter, for nothing, for what nothing begins with, or beyond the bounds") {
    for (const std::string typed : {"", "l", " ", "*", "\"", "\xFF\xFE", "zzzz", "l*", "market labour"}) {
        CAPTURE(typed);
        CHECK(suggest(typed, "en").empty());
    }
    CHECK(suggest("in", "en", 1).size() <= 1);
    CHECK(suggest("in", "en", 0).empty());
    CHECK(suggest("in", "en", 1000).size() <= most_suggestions);
    CHECK(suggest(std::string(100000, 'a'), "en").empty());
}

TEST_CASE("documents to come, drafts and withdrawn ones are not told") {
    CHECK(suggest("mentoring gu", "en").empty());
    CHECK(has(suggest("mentoring gu", "en", 10, *model::parse_moment("2027-04-01")), "Mentoring guide for employers"));
    CHECK(suggest("fejl i", "da").empty());
    CHECK(suggest("gründerk", "nb").empty());
}

}  // namespace
}  // namespace clearinghouse::search
