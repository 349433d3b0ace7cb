#include "indexer/uncovered.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <sstream>

namespace clearinghouse::indexer {
namespace {

model::Vocabulary one_concept() {
    model::Concept refugees;
    refugees.id = "refugees";
    refugees.preferred = {{"en", "refugees"}, {"sv", "flyktingar"}};
    model::Scheme scheme;
    scheme.id = "themes";
    scheme.concepts = {refugees};
    return model::Vocabulary{{scheme}};
}

model::Document document_of(std::string id, std::string language, std::string summary) {
    model::Document document;
    document.id = std::move(id);
    model::Text text;
    text.language = std::move(language);
    text.summary = std::move(summary);
    document.texts.push_back(std::move(text));
    return document;
}

std::map<std::string, Uncovered> uncovered_in(const std::vector<model::Document>& documents) {
    const auto analyser = language::Analyser::without_data();
    const concepts::Labels labels{one_concept(), *analyser};
    std::vector<const model::Document*> pointers;
    for (const auto& document : documents) pointers.push_back(&document);
    return uncovered(pointers, labels, *analyser);
}

TEST_CASE("words that no concept covers are listed by how many documents have them, under their commonest form") {
    const auto found = uncovered_in({
        document_of("a", "en", "Refugees meet mentors. A mentor helps refugees; mentors listen."),
        document_of("b", "en", "The mentors of refugees write diaries."),
    });
    const auto& english = found.at("en");
    REQUIRE_FALSE(english.list.empty());
    CHECK(english.list.front().word == "mentors");
    CHECK(english.list.front().documents == 2);
    CHECK(english.list.front().occurrences == 4);
    CHECK(english.list.front().example == "a");
    CHECK(english.covered == 3);
    CHECK(std::ranges::none_of(english.list, [](const auto& word) { return word.word == "refugees"; }));
}

TEST_CASE("names, numbers and words that say nothing by themselves are no matter for a vocabulary") {
    const auto found = uncovered_in({document_of("a", "en", "In 2017 the people of Malmö and ICORN had 120000 cups.")});
    std::vector<std::string> words;
    for (const auto& word : found.at("en").list) words.push_back(word.word);
    CHECK(words == std::vector<std::string>{"cups", "people"});
}

TEST_CASE("each language is counted by itself") {
    const auto found =
        uncovered_in({document_of("a", "sv", "Flyktingar cyklar."), document_of("b", "en", "Refugees cycle.")});
    CHECK(found.at("sv").covered == 1);
    CHECK(found.at("sv").list.front().word == "cyklar");
    std::ostringstream out;
    print_uncovered("sv", found.at("sv"), 1, out);
    CHECK(out.str().find("sv: 1 of 2 words are covered by a concept (50.0 %)") == 0);
    CHECK(out.str().find("cyklar") != std::string::npos);
}

}  // namespace
}  // namespace clearinghouse::indexer
