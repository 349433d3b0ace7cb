#include "engine/search/snippet.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "engine/language/language.h"
#include "tests/search/support.h"

namespace clearinghouse::search {
namespace {

model::Text text_of(const std::string& language, const std::string& summary, const std::string& body) {
    model::Text text;
    text.language = language;
    text.title = "Title";
    text.summary = summary;
    if (!body.empty()) text.sections.push_back({.field = "body", .markup = {.html = "", .text = body}});
    return text;
}

model::Document document_of(std::vector<model::Text> texts) {
    model::Document document;
    document.id = "one";
    for (std::size_t i = 1; i < texts.size(); ++i) texts[i].translation_of = texts[0].language;
    document.texts = std::move(texts);
    return document;
}

/// What is wanted for a query of these words.
Wanted want(const std::string& words, const std::string& language) {
    Wanted wanted;
    for (const auto& word : testing::analyser()->words(words, language)) {
        wanted.next_word();
        for (const auto& stem : word.stems) wanted.add_stem(language::group(language), stem);
        wanted.add_folded(word.folded);
    }
    return wanted;
}

Excerpt excerpt(const model::Document& document, const std::string& words, const std::string& language) {
    static const concepts::Labels labels{testing::corpus_vocabulary(), *testing::analyser()};
    return make_excerpt(document, want(words, language), {*testing::analyser(), labels}, language);
}

std::string plain(const Excerpt& excerpt) {
    std::string text;
    for (const auto& fragment : excerpt.fragments) text += fragment.text;
    return text;
}

std::vector<std::string> marked(const Excerpt& excerpt) {
    std::vector<std::string> words;
    for (const auto& fragment : excerpt.fragments) {
        if (fragment.marked) words.push_back(fragment.text);
    }
    return words;
}

std::size_t letters(const std::string& text) {
    return static_cast<std::size_t>(
        std::ranges::count_if(text, [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }));
}

std::string repeat(const std::string& text, int times) {
    std::string result;
    for (int i = 0; i < times; ++i) result += text;
    return result;
}

using Words = std::vector<std::string>;

TEST_CASE("a snippet shows the stretch where the words stand closest, and marks them as they stand there") {
    const auto filler = repeat("Noget andet står her. ", 40);
    const auto document = document_of(
        {text_of("da", "Om børn. " + filler, filler + "Flygtningene lærer sproget (dansk) hurtigt. " + filler)});
    const auto found = excerpt(document, "flygtning sprog", "da");
    CHECK(marked(found) == Words{"Flygtningene", "sproget"});
    CHECK(found.why == Words{"Flygtningene", "sproget"});
    CHECK(plain(found).starts_with("\u2026 "));
    CHECK(plain(found).ends_with(" \u2026"));
    CHECK(plain(found).find("lærer sproget (dansk) hurtigt.") != std::string::npos);
    CHECK(letters(plain(found)) <= 240);
    CHECK(letters(plain(found)) > 200);
}

TEST_CASE("a short text is shown whole, without ellipses") {
    const auto document = document_of({text_of("sv", "”Växthus” är varma.\nDär\tväxer  tomater.", "")});
    CHECK(plain(excerpt(document, "tomat", "sv")) == "”Växthus” är varma. Där växer tomater.");
    CHECK(marked(excerpt(document, "växthus", "sv")) == Words{"Växthus"});
}

TEST_CASE("where nothing met the query the summary begins, cut between words") {
    const auto document = document_of({text_of("fi", repeat("Kieltä opitaan työssä. ", 30), "Muu teksti.")});
    const auto found = excerpt(document, "sauna", "fi");
    CHECK(marked(found).empty());
    CHECK(found.why.empty());
    CHECK(plain(found).starts_with("Kieltä opitaan"));
    CHECK(plain(found).ends_with(" \u2026"));
    CHECK(letters(plain(found)) <= 240);
    CHECK(plain(excerpt(document_of({text_of("fi", "", "Vain teksti.")}), "sauna", "fi")) == "Vain teksti.");
    CHECK(excerpt(document_of({text_of("fi", "", "")}), "sauna", "fi").fragments.empty());
}

TEST_CASE("the text that met most of the query is shown, the reader's own where several did") {
    const auto document =
        document_of({text_of("en", "Work in greenhouses.", "Tomatoes."), text_of("sv", "Arbete i växthus.", "Tomater."),
                     text_of("da", "Arbejde i drivhuse.", "Tomater.")});
    CHECK(excerpt(document, "växthus", "sv").language == "sv");
    CHECK(excerpt(document, "växthus", "en").language == "sv");
    CHECK(excerpt(document, "tomater", "da").language == "da");
    CHECK(excerpt(document, "drivhuse tomater", "sv").language == "da");
    CHECK(excerpt(document, "sauna", "nb").language == "da");
}

TEST_CASE("a hit that only a question met shows that question, in its language or one near to the reader's") {
    auto document = document_of({text_of("en", "Work in greenhouses.", "Tomatoes.")});
    document.questions = {{"fi", {"Kuka poimii tomaatit?", "Mitä työ maksaa?"}, 1},
                          {"nb", {"Hvem plukker grønnsakene?", "Hva koster arbeidet?"}, 2}};
    const auto finnish = excerpt(document, "työ maksaa", "fi");
    CHECK(finnish.language == "fi");
    CHECK(plain(finnish).find("Mitä työ maksaa?") != std::string::npos);
    CHECK(marked(finnish) == Words{"työ", "maksaa"});
    CHECK(finnish.why == Words{"työ", "maksaa"});
    CHECK(plain(finnish).find("greenhouses") == std::string::npos);
    CHECK(excerpt(document, "grønnsakene", "nn").language == "nb");
    CHECK(marked(excerpt(document, "grønnsakene", "da")) == Words{"grønnsakene"});
    // Where the text met it as well it is the text that is shown, and so where a reader does not read the questions.
    CHECK(plain(excerpt(document, "greenhouses", "fi")).starts_with("Work in greenhouses."));
    CHECK(plain(excerpt(document, "maksaa", "sv")).starts_with("Work in greenhouses."));
}

TEST_CASE("a snippet is never longer than promised and never breaks a letter") {
    const std::string texts[] = {
        repeat("åäöæøðþ ", 200),          repeat("tomat ", 500),
        repeat("tomat\u2014", 500),       "tomat " + std::string(3000, '.') + " tomat",
        repeat("\U0001F345 tomat ", 300), repeat("文字", 300) + " tomat",
        repeat("well-being-tomat ", 100),
    };
    for (const auto& text : texts) {
        CAPTURE(text.substr(0, 30));
        const auto document = document_of({text_of("sv", text, text)});
        const auto found = excerpt(document, "tomat", "sv");
        CHECK(letters(plain(found)) <= 240);
        CHECK(language::is_utf8(plain(found)));
        for (const auto& fragment : found.fragments) {
            CHECK(language::is_utf8(fragment.text));
            CHECK_FALSE(fragment.text.empty());
        }
    }
}

TEST_CASE("the words that met the query are named once each and no more than eight") {
    const auto document = document_of(
        {text_of("en", "Work, work and working; worked WORK works.", "one two three four five six seven eight")});
    const auto found = excerpt(document, "work one two three four five six seven eight", "en");
    CHECK(found.why.size() == 8);
    CHECK(found.why.front() == "work");  // small where the document has it so, too
    CHECK(std::ranges::count(found.why, "Work") == 0);
}

TEST_CASE("hits of the real search are marked in the document's own language") {
    const auto answer = testing::corpus_searcher()->search({.text = "bydelsmödre", .language = "sv", .filters = {}},
                                                           testing::in_summer());
    REQUIRE(answer);
    REQUIRE_FALSE(answer->hits.empty());
    const auto& hit = answer->hits.front();
    CHECK(hit.record.document.id == "bydelsmodre");
    CHECK(hit.snippet_language == "da");
    CHECK(std::ranges::find(hit.why, "bydelsmødre") != hit.why.end());
}

TEST_CASE("a snippet says in which section its words stand, and nothing of the summary") {
    auto document = document_of({text_of("en", "Summer on the coast.", "")});
    document.texts.front().sections = {
        {.field = "challenge", .markup = {.html = "", .text = "Nobody spoke to the newcomers."}},
        {.field = "results", .markup = {.html = "", .text = "Forty gardens were planted."}}};
    CHECK(excerpt(document, "gardens", "en").section == "results");
    CHECK(excerpt(document, "newcomers", "en").section == "challenge");
    CHECK(excerpt(document, "summer", "en").section.empty());
    CHECK(excerpt(document, "nothing", "en").section.empty());
}

}  // namespace
}  // namespace clearinghouse::search
