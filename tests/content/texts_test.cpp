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
