#include "tests/content/texts.h"

#include <doctest/doctest.h>

using namespace clearinghouse;
using namespace clearinghouse::tests;

namespace {

Passage passage(const std::string& field, const std::string& words, int line = 1) {
    return {"a.xml", line, "nb", field, words, words};
}

std::string words(int count) {
    std::string all;
    for (int i = 0; i < count; ++i) all += "ord ";
    return all;
}

model::Text text(const std::string& language, const std::string& translation_of = "", bool has_version = true) {
    model::Text text;
    text.language = language;
    text.translation_of = translation_of;
    text.title = "Tittel";
    if (has_version) text.from_version = model::Moment{};
    return text;
}

Findings missing_in(std::vector<model::Text> texts) {
    model::Document document;
    document.file = "a.xml";
    document.texts = std::move(texts);
    return missing_translations({document});
}

}  // namespace

TEST_CASE("a summary has 60 to 120 words") {
    struct Row {
        int words;
        bool is_good;
    };
    for (const auto& [count, is_good] : {Row{59, false}, Row{60, true}, Row{120, true}, Row{121, false}}) {
        CAPTURE(count);
        CHECK(wrong_summary_lengths({passage("summary", words(count))}).empty() == is_good);
        CHECK(wrong_summary_lengths({passage("body", words(count))}).empty());
    }
    CHECK(wrong_summary_lengths({passage("summary", "Kort om det.")}) ==
          Findings{"a.xml:1: nb: the summary has 3 words ('Kort om det.')"});
}

TEST_CASE("readers of English and of a Scandinavian language find a text") {
    CHECK(missing_in({text("nb"), text("en", "nb")}).empty());
    CHECK(missing_in({text("en"), text("sv", "en")}).empty());
    CHECK(missing_in({text("fi"), text("en", "fi")}).empty());
    CHECK(missing_in({text("nb")}) == Findings{"a.xml:0: nb: has no text in English ('Tittel')"});
    CHECK(missing_in({text("fi"), text("sv", "fi")}) == Findings{"a.xml:0: fi: has no text in English ('Tittel')"});
    CHECK(missing_in({text("en"), text("fi", "en")}) ==
          Findings{"a.xml:0: en: has no text in a Scandinavian language ('Tittel')"});
}

TEST_CASE("a translation names its origin and that one's version") {
    CHECK(missing_in({text("nb"), text("en", "sv")}) ==
          Findings{"a.xml:0: en: is translated from a text that is not there ('Tittel')"});
    CHECK(missing_in({text("nb"), text("en", "nb", false)}) ==
          Findings{"a.xml:0: en: does not say which version it translates ('Tittel')"});
}

TEST_CASE("a document without questions in a language of the readers is found, and one with fewer than in another") {
    model::Document document;
    document.file = "a.xml";
    document.texts = {text("nb")};
    int line = 10;
    for (const std::string language : {"da", "sv", "nb", "fi", "is", "en"}) {
        document.questions.push_back({language, {"A?", "B?"}, ++line});
    }
    CHECK(missing_questions({document}).empty());
    auto fewer = document;
    fewer.questions[3].questions.pop_back();
    CHECK(missing_questions({fewer}) == Findings{"a.xml:14: fi: has 1 questions, another language has 2 ('Tittel')"});
    for (std::size_t i = 0; i < document.questions.size(); ++i) {
        auto without = document;
        const auto language = without.questions[i].language;
        CAPTURE(language);
        without.questions.erase(without.questions.begin() + static_cast<std::ptrdiff_t>(i));
        CHECK(missing_questions({without}) == Findings{"a.xml:0: " + language + ": has no questions ('Tittel')"});
    }
}

TEST_CASE("questions are judged like sentences: by their language, and by where they stand again") {
    model::Document document;
    document.file = "a.xml";
    document.questions = {{"nb", {"Hvem hjelper familiene med å finne fram?", "Hva koster det kommunen?"}, 3},
                          {"da", {"Hvem hjælper familierne med at finde vej?", "Hva koster det kommunen?"}, 7}};
    const auto questions = questions_in({document});
    REQUIRE(questions.size() == 4);
    CHECK(questions[2].field == "question");
    CHECK(repeated_sentences(questions, 1) ==
          Findings{"a.xml:7: da: stands in a.xml:3 too ('Hva koster det kommunen?')"});
    CHECK(repeated_sentences({questions[0], questions[1]}, 1).empty());
}

TEST_CASE("a sentence that stands twice is found, wherever it stands, but for short ones") {
    const auto first = passage("body", "Noe annet her. Kommunen har ansatt to nye medarbeidere.", 3);
    auto second = passage("summary", "Kommunen har ansatt to nye medarbeidere! Mer kommer.", 9);
    second.file = "b.xml";
    CHECK(repeated_sentences({first, second}) ==
          Findings{"b.xml:9: nb: stands in a.xml:3 too ('Kommunen har ansatt to nye medarbeidere!')"});
    CHECK(repeated_sentences({first}).empty());
    const auto name = passage("attachment", "Leseutgave på norsk og engelsk (PDF)");
    CHECK(repeated_sentences({name, name}).empty());
    CHECK(repeated_sentences({passage("body", "Kilde: SSB."), passage("body", "Kilde: SSB.")}).empty());
}
