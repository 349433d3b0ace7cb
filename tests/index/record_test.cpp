#include "engine/index/record.h"

#include <doctest/doctest.h>

#include "tests/index/sample.h"

using namespace clearinghouse;
using namespace clearinghouse::index;

TEST_CASE("a record that is read again is written to the same bytes") {
    const Record record{testing::full_document(), {{"part-of", "2020"}, {"supports", "the-segregated-city"}}};
    const std::string json = to_json(record);
    const auto read = record_from_json(json);
    REQUIRE(read);
    CHECK(to_json(*read) == json);
    CHECK(json.find('\n') == std::string::npos);
}

TEST_CASE("a record keeps every field of a document") {
    const model::Document written = testing::full_document();
    const auto record = record_from_json(to_json({written, {{"part-of", "2020"}}}));
    REQUIRE(record);
    const model::Document& read = record->document;
    CHECK(read.id == written.id);
    CHECK(read.type == written.type);
    CHECK(read.status == written.status);
    CHECK(read.published == written.published);
    CHECK(read.modified == written.modified);
    REQUIRE(read.withdrawal);
    CHECK(read.withdrawal->at == written.withdrawal->at);
    CHECK(read.withdrawal->reasons == written.withdrawal->reasons);
    CHECK(read.withdrawal->replaced_by == "newer");
    CHECK(read.aliases == written.aliases);
    CHECK(read.date == written.date);
    CHECK(read.authors == written.authors);
    CHECK(read.publishers == written.publishers);
    CHECK(read.countries == written.countries);
    CHECK(read.places.at(0).text == "Malmö");
    CHECK(read.places.at(0).attribute("country") == "se");
    CHECK(read.themes == written.themes);
    CHECK(read.target_groups == written.target_groups);
    CHECK(read.perspectives == written.perspectives);
    CHECK(read.goals == written.goals);
    CHECK(read.sources.at(0).attribute("href") == "https://example.org/");
    CHECK(read.licence == written.licence);
    CHECK(read.links.at(0).document == "other-one");
    CHECK(read.attachments.at(0).title == "Rapport");
    CHECK(read.last_reviewed == written.last_reviewed);
    CHECK(read.details.at(0).value.attribute("to") == "2019");
    CHECK(read.details.at(1).value.text == "running");
    CHECK(read.parts.at(0).sentences.at("en") == "Read this first.");
    REQUIRE(read.texts.size() == 2);
    CHECK(read.texts[0].title == written.texts[0].title);
    CHECK(read.texts[0].subtitle == written.texts[0].subtitle);
    CHECK(read.texts[0].keywords == written.texts[0].keywords);
    CHECK(read.texts[0].sections.at(0).markup.html == "<p>45 anställda &amp; fler</p>");
    CHECK(read.texts[0].sections.at(1).markup.text == "Arbete.\nMer arbete.");
    CHECK(read.texts[1].translation_of == "sv");
    CHECK(read.texts[1].from_version == written.texts[1].from_version);
    REQUIRE(read.questions.size() == 2);
    CHECK(read.questions[0].language == "sv");
    CHECK(read.questions[0].questions == written.questions[0].questions);
    CHECK(read.questions[1].language == "fi");
    CHECK(read.questions[1].questions == std::vector<std::string>{"Kuka saa siellä työtä?"});
    CHECK(record->backlinks.at(0).relation == "part-of");
}

TEST_CASE("a record does not depend on where the document was read from") {
    model::Document here = testing::full_document();
    model::Document there = here;
    there.file = "elsewhere/yalla-trappan.xml";
    there.texts[0].line = 7;
    there.questions[0].line = 70;
    CHECK(to_json(Record{here, {}}) == to_json(Record{there, {}}));
}

TEST_CASE("text that is no record is a Problem") {
    const std::string deep = std::string(100000, '[') + std::string(100000, ']');
    const std::string cases[] = {"",
                                 "{}",
                                 "[]",
                                 "null",
                                 R"({"id":7})",
                                 R"({"id":"a"})",
                                 R"({"id":"a","status":"lost"})",
                                 R"({"id":"a","status":"draft","themes":"women"})",
                                 R"({"id":"a","status":"draft","themes":[1]})",
                                 R"({"id":"a","status":"draft","date":"yesterday"})",
                                 R"({"id":"a","status":"draft","published":"soon"})",
                                 R"({"id":"a","status":"draft","withdrawal":{}})",
                                 R"({"id":"a","status":"draft","texts":[3]})",
                                 R"({"id":"a","status":"draft","questions":"why?"})",
                                 R"({"id":"a","status":"draft","questions":[{"language":"sv","questions":7}]})",
                                 R"({"id":"a","status":"draft")",
                                 R"({"id":")" + deep};
    for (const std::string& json : cases) {
        CAPTURE(json.substr(0, 80));
        const auto record = record_from_json(json);
        REQUIRE_FALSE(record);
        CHECK(record.error().code == "index-damaged");
    }
    CHECK_FALSE(record_from_json(R"({"id":"a","status":"draft","texts":)" + deep + "}"));
}

TEST_CASE("a vocabulary that is read again is written to the same bytes") {
    const std::string json = to_json(testing::small_vocabulary());
    const auto vocabulary = vocabulary_from_json(json);
    REQUIRE(vocabulary);
    CHECK(to_json(*vocabulary) == json);
    const model::Concept* women = vocabulary->find("themes", "women");
    REQUIRE(women != nullptr);
    CHECK(women->scheme == "themes");
    CHECK(women->label("sv") == "kvinnor");
    CHECK(women->alternative.at("en") == std::vector<std::string>{"females", "woman"});
    CHECK(women->broader == std::vector<std::string>{"groups"});
    CHECK(vocabulary->find("themes", "groups")->is_top);
}

TEST_CASE("text that is no vocabulary is a Problem") {
    const std::string cases[] = {"", "[]", R"({"schemes":{}})", R"({"schemes":[{"concepts":[{"preferred":[]}]}]})",
                                 R"({"schemes":[{"concepts":[{"alternative":{"en":"one"}}]}]})"};
    for (const std::string& json : cases) {
        CAPTURE(json);
        CHECK_FALSE(vocabulary_from_json(json));
    }
}
