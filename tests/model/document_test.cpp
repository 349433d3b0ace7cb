#include "engine/model/document.h"

#include <doctest/doctest.h>

#include <stdexcept>
#include <string>

namespace clearinghouse::model {
namespace {

Document with_texts(std::initializer_list<std::string> languages) {
    Document document;
    document.id = "sample";
    for (const auto& language : languages) {
        Text text;
        text.language = language;
        text.translation_of = document.texts.empty() ? "" : document.texts.front().language;
        document.texts.push_back(text);
    }
    return document;
}

TEST_CASE("a reader gets their own language, a near one, English, or the original") {
    struct Case {
        std::initializer_list<std::string> texts;
        std::string reader, given;
    };
    const Case cases[] = {
        {{"sv", "en"}, "sv", "sv"},
        {{"sv", "nn", "nb"}, "nb", "nb"},
        {{"sv", "nn"}, "nb", "nn"},
        {{"fi", "sv", "da"}, "nb", "da"},
        {{"fi", "sv", "en"}, "da", "sv"},
        {{"fi", "en"}, "da", "en"},
        {{"fi"}, "da", "fi"},
        {{"is", "da"}, "fo", "da"},
        {{"pl"}, "", "pl"},
        {{"pl", "en"}, "xx-YY", "en"},
        {{"sv", "en"}, "fi", "en"},
        {{"da", "en"}, "en", "en"},
    };
    for (const auto& c : cases) {
        CAPTURE(c.reader);
        CAPTURE(c.given);
        CHECK(with_texts(c.texts).text_for(c.reader).language == c.given);
    }
}

TEST_CASE("a reader gets the questions of their own language, of a near one, in English, or none") {
    struct Case {
        std::vector<std::string> lists;
        std::string reader, given;
    };
    const Case cases[] = {
        {{"da", "sv", "nb", "fi", "is", "en"}, "is", "is"},
        {{"da", "sv", "nb", "fi", "is", "en"}, "nn", "nb"},
        {{"sv", "nb"}, "da", "nb"},
        {{"da", "en"}, "fi", "en"},
        {{"da", "nb"}, "fo", "da"},
        {{"fi", "da"}, "en", ""},
        {{}, "en", ""},
    };
    for (const auto& c : cases) {
        CAPTURE(c.reader);
        CAPTURE(c.given);
        auto document = with_texts({"pl"});
        for (const auto& language : c.lists) document.questions.push_back({language, {"?"}, 1});
        const auto* questions = document.questions_for(c.reader);
        CHECK((questions == nullptr ? "" : questions->language) == c.given);
    }
}

TEST_CASE("a document without an original is a fault of the program") {
    CHECK_THROWS_AS(Document{}.original(), std::logic_error);
    CHECK(with_texts({"da", "en"}).original().language == "da");
    CHECK(with_texts({"da", "en"}).text_in("fi") == nullptr);
}

TEST_CASE("the year is that of the theme, else of the date, else of the start") {
    Document document;
    CHECK(document.year() == 0);
    document.details.push_back({"start", {"", {{"at", "2017-04"}}, 1}});
    CHECK(document.year() == 2017);
    document.date = PartialDate{2018, 5, 0};
    CHECK(document.year() == 2018);
    document.details.push_back({"year", {"2019", {}, 1}});
    CHECK(document.year() == 2019);
    document.details.back().value.text = "soon";
    CHECK(document.year() == 2018);
}

TEST_CASE("a start that is no date gives no year") {
    for (const std::string at : {"", "1", "soon", "-2017", "20", "0000-01-01"}) {
        CAPTURE(at);
        Document document;
        document.details.push_back({"start", {"", {{"at", at}}, 1}});
        CHECK(document.year() == 0);
    }
}

TEST_CASE("readers see what is published and whose time has come") {
    struct Case {
        Status status;
        std::string published, now;
        bool visible;
    };
    const Case cases[] = {
        {Status::published, "2026-11-01", "2026-11-01T00:00:00Z", true},
        {Status::published, "2026-11-01", "2026-10-31T23:59:59Z", false},
        {Status::published, "", "2026-11-01", false},
        {Status::draft, "2026-11-01", "2026-12-01", false},
        {Status::withdrawn, "2026-11-01", "2026-12-01", false},
    };
    for (const auto& c : cases) {
        CAPTURE(c.now);
        Document document;
        document.status = c.status;
        document.published = parse_moment(c.published);
        CHECK(document.is_visible(*parse_moment(c.now)) == c.visible);
    }
}

TEST_CASE("the last change is the modification, else the publication") {
    Document document;
    CHECK_FALSE(document.last_changed());
    document.published = parse_moment("2026-11-01");
    CHECK(document.last_changed() == parse_moment("2026-11-01"));
    document.modified = parse_moment("2026-11-05");
    CHECK(document.last_changed() == parse_moment("2026-11-05"));
}

TEST_CASE("values and sections are found by the name of their field") {
    Document document;
    document.details = {{"funder", {"Nordforsk", {}, 3}}, {"pages", {"12", {}, 4}}, {"funder", {"Kela", {}, 5}}};
    CHECK(document.values("funder").size() == 2);
    CHECK(document.values("funder").at(1)->text == "Kela");
    CHECK(document.value("funder")->text == "Nordforsk");
    CHECK(document.value("doi") == nullptr);
    CHECK(document.value("pages")->attribute("href").empty());
    Text text;
    text.sections = {{"results", {"<p>x</p>", "x"}, 1}};
    CHECK(text.section("results")->markup.text == "x");
    CHECK(text.section("body") == nullptr);
}

TEST_CASE("a learning example tells what its fields hold, in any of its texts; other types are not asked") {
    auto document = with_texts({"sv", "en"});
    document.type = "learning-example";
    CHECK(document.aspects().empty());
    document.texts.at(1).sections.push_back({"transferability", {}, 0});
    document.texts.at(0).sections.push_back({"resources", {}, 0});
    CHECK(document.aspects() == std::vector<std::string>{"cost", "transferability"});
    document.texts.at(0).sections.clear();
    CHECK(document.aspects() == std::vector<std::string>{"transferability"});
    document.details.push_back({"cost", {"", {{"amount", "1000"}, {"currency", "SEK"}}, 0}});
    CHECK(document.aspects() == std::vector<std::string>{"cost", "transferability"});
    document.type = "news";
    CHECK(document.aspects().empty());
}

}  // namespace
}  // namespace clearinghouse::model
