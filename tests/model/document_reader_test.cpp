#include "engine/model/document_reader.h"

#include <doctest/doctest.h>

#include <string>

#include "engine/language/analyser.h"
#include "engine/model/fields.h"
#include "tests/model/samples.h"

namespace clearinghouse::model {
namespace {

using samples::document;
using samples::metadata;
using samples::news_with;
using samples::text;

std::string joined(std::initializer_list<std::string_view> pieces) {
    std::string result;
    for (const auto piece : pieces) result += std::string{piece} + "\n";
    return result;
}

/// All problems, one a line, for messages of failing tests.
std::string lines_of(const Problems& problems) {
    std::string result;
    for (const auto& each : problems) result += each.code + ": " + to_line(each) + "\n";
    return result;
}

TEST_CASE("each document of the content is read as its folder and name say") {
    int count = 0;
    for (const auto& file : samples::files_below(samples::root / "content", ".xml")) {
        CAPTURE(file.string());
        const auto document = read_document(samples::read_file(file), file.string());
        CHECK_MESSAGE(document.has_value(), (document ? "" : lines_of(document.error())));
        if (!document) continue;
        CHECK(document->id == file.stem().string());
        CHECK(document->file == file.string());
        const Type* found = type(document->type);
        REQUIRE(found != nullptr);
        CHECK(found->folder == file.parent_path().filename().string());
        CHECK(document->texts.front().is_original());
        for (const auto& each : document->texts) {
            CHECK_FALSE(each.summary.empty());
            for (const auto& section : each.sections) CHECK_FALSE(section.markup.text.empty());
        }
        ++count;
    }
    CHECK(count >= 60);
}

TEST_CASE("a document is read with everything that its file says") {
    const auto file = samples::root / "tests/fuzz/corpus/content/learning-example.xml";
    const auto read = read_document(samples::read_file(file), "learning-examples/open-door.xml");
    REQUIRE_MESSAGE(read.has_value(), (read ? "" : lines_of(read.error())));
    const Document& document = *read;
    CHECK(document.id == "open-door");
    CHECK(document.type == "learning-example");
    CHECK(document.status == Status::published);
    CHECK(to_rfc3339(*document.published) == "2024-09-01T07:00:00Z");
    CHECK(to_rfc3339(*document.modified) == "2025-01-15T00:00:00Z");
    CHECK_FALSE(document.withdrawal);
    CHECK(document.aliases == std::vector<std::string>{"the-open-door"});
    CHECK(document.date == PartialDate{2018, 5, 0});
    CHECK(document.authors == std::vector<std::string>{"Kirkens Bymisjon"});
    CHECK(document.publishers == std::vector<std::string>{"Bodø kommune"});
    CHECK(document.countries == std::vector<std::string>{"no", "se"});
    REQUIRE(document.places.size() == 1);
    CHECK(document.places[0].text == "Bodø");
    CHECK(document.places[0].attribute("country") == "no");
    CHECK(document.places[0].line == 12);
    CHECK(document.themes == std::vector<std::string>{"housing", "labour-market"});
    CHECK(document.target_groups == std::vector<std::string>{"refugees"});
    CHECK(document.perspectives == std::vector<std::string>{"gender-equality"});
    CHECK(document.goals == std::vector<std::string>{"9"});
    REQUIRE(document.sources.size() == 1);
    CHECK(document.sources[0].attribute("href") == "https://example.org/rapport?a=1&b=2");
    CHECK(document.sources[0].text == "Rapporten");
    CHECK(document.licence == "CC-BY-4.0");
    REQUIRE(document.links.size() == 1);
    CHECK(document.links[0].relation == "evaluates");
    CHECK(document.links[0].document == "another");
    CHECK(document.links[0].line == 20);
    REQUIRE(document.attachments.size() == 1);
    CHECK(document.attachments[0].file == "rapport.pdf");
    CHECK(document.attachments[0].language == "nb");
    CHECK(document.attachments[0].title == "Hele rapporten");
    CHECK(document.last_reviewed == PartialDate{2025, 0, 0});
    CHECK(document.value("period")->attribute("from") == "2016");
    CHECK(document.value("practice-status")->text == "regular-service");
    CHECK(document.value("cost")->attribute("per") == "participant");
    CHECK(document.values("funder").size() == 2);
    REQUIRE(document.texts.size() == 2);
    CHECK(document.original().language == "nb");
    CHECK(document.original().title == "Åpen dør & åpne hjem");
    CHECK(document.original().keywords == std::vector<std::string>{"bolig", "naboskap"});
    CHECK(document.original().sections.at(0).field == "challenge");
    CHECK(document.original().section("challenge")->markup.text == "Mange ventet lenge.\nSvært lenge.");
    CHECK(document.original().sections.back().field == "body");
    const Text* english = document.text_in("en");
    REQUIRE(english);
    CHECK(english->translation_of == "nb");
    CHECK(to_rfc3339(*english->from_version) == "2024-09-01T00:00:00Z");
    CHECK(english->subtitle == "A trial");
}

TEST_CASE("what is wrong with a document is said with its line and what to do") {
    struct Case {
        std::string name, xml, code;
        int line;
    };
    const std::string good_text{text};
    const auto news = [](std::string_view inside, std::string_view publication = "status=\"draft\"") {
        return document("news", inside, publication);
    };
    const Case cases[] = {
        {"an element without end", "<news>\n<metadata>\n</news>", "not-well-formed", 3},
        {"a text file", "Bosetting i Oslo\n", "not-well-formed", 1},
        {"only a comment", "<!-- news -->", "not-well-formed", 1},
        {"an attribute without quotes", "<news\nstatus=draft/>", "not-well-formed", 2},
        {"an unknown root", "\n<html xmlns=\"urn:clearinghouse:content:1\"/>", "unknown-type", 2},
        {"no namespace", "<news status=\"draft\"/>", "unknown-type", 1},
        {"another namespace", "<news xmlns=\"urn:clearinghouse:content:2\" status=\"draft\"/>", "unknown-type", 1},
        {"no metadata", news(good_text), "no-metadata", 1},
        {"no status", news(joined({metadata, text}), ""), "bad-status", 1},
        {"an unknown status", news(joined({metadata, text}), "status=\"Published\""), "bad-status", 1},
        {"published at no time", news(joined({metadata, text}), "status=\"published\""), "no-publication-time", 1},
        {"withdrawn for no reason", news(joined({metadata, text}), "status=\"withdrawn\""), "no-withdrawal", 1},
        {"withdrawn at no time", news(joined({"<withdrawn/>", metadata, text}), "status=\"withdrawn\""),
         "no-withdrawal", 2},
        {"a withdrawal on no day",
         news(joined({"", "<withdrawn at=\"2025-02-30\"/>", metadata, text}), "status=\"withdrawn\""), "bad-date", 3},
        {"two reasons in one language",
         news(joined({"<withdrawn at=\"2025-02-01\"><reason lang=\"da\">A</reason>",
                      "<reason lang=\"da\">B</reason></withdrawn>", metadata, text}),
              "status=\"withdrawn\""),
         "language-twice", 3},
        {"a change on no day", news(joined({metadata, text}), "status=\"draft\" modified=\"2023-02-29\""), "bad-date",
         1},
        {"a date in words", news(joined({"<metadata>", "<date>May 2018</date></metadata>", text})), "bad-date", 3},
        {"a date before our era", news(joined({"<metadata><date>-2018</date></metadata>", text})), "bad-date", 2},
        {"a huge year", news(joined({"<metadata><date>20180000000</date></metadata>", text})), "bad-date", 2},
        {"reviewed on no day",
         news(joined({"<metadata>", "", "<last-reviewed>2018-13</last-reviewed></metadata>", text})), "bad-date", 4},
        {"a source without address", news(joined({"<metadata>", "<source/></metadata>", text})), "bad-target", 3},
        {"a source that is a script",
         news(joined({"<metadata><source href=\"javascript:alert(1)\"/></metadata>", text})), "bad-target", 2},
        {"a source with a space", news(joined({"<metadata><source href=\"https://a b\"/></metadata>", text})),
         "bad-target", 2},
        {"a source that is a scheme", news(joined({"<metadata><source href=\"https://\"/></metadata>", text})),
         "bad-target", 2},
        {"an attachment in another folder",
         news(joined(
             {"<metadata>", "<attachment file=\"../../etc/passwd\" lang=\"da\">A</attachment></metadata>", text})),
         "bad-file-name", 3},
        {"an attachment without language",
         news(joined({"<metadata><attachment file=\"a.pdf\">A</attachment></metadata>", text})), "bad-language", 2},
        {"a field of another type", news(joined({metadata, "<details>", "<doi>10.1000/1</doi></details>", text})),
         "unknown-field", 4},
        {"data in another folder",
         document("statistic", joined({metadata, "<details><data file=\"/etc/passwd\"/></details>", text})),
         "bad-file-name", 3},
        {"a period that ends before it starts",
         document("knowledge-synthesis",
                  joined({metadata, "<details>", "<period from=\"2019\" to=\"2016\"/></details>", text})),
         "dates-in-wrong-order", 4},
        {"months in the wrong order",
         document("knowledge-synthesis",
                  joined({metadata, "<details><period from=\"2019-05\" to=\"2019-02\"/></details>", text})),
         "dates-in-wrong-order", 3},
        {"days in the wrong order",
         document("knowledge-synthesis",
                  joined({metadata, "<details><period from=\"2019-05-03\" to=\"2019-05-02\"/></details>", text})),
         "dates-in-wrong-order", 3},
        {"a recording that is a script",
         document("event", joined({metadata, "<details><recording href=\"data:text/html,x\"/></details>", text})),
         "bad-target", 3},
        {"no text", news(metadata), "no-original", 1},
        {"two originals", news(joined({metadata, text, "<text lang=\"da\"><title>B</title></text>"})), "no-original",
         1},
        {"translations alone",
         news(joined({metadata, "<text lang=\"da\" translation-of=\"sv\"><title>B</title></text>"})), "no-original", 1},
        {"two texts in one language",
         news(joined({metadata, text, "<text lang=\"nb\" translation-of=\"nb\"><title>B</title></text>"})),
         "language-twice", 4},
        {"a language by its name", news(joined({metadata, "<text lang=\"Norsk\"><title>B</title></text>"})),
         "bad-language", 3},
        {"a text without title", news(joined({metadata, "", "<text lang=\"nb\"><title> </title></text>"})), "no-title",
         4},
        {"a title twice", news_with("<summary>A</summary>\n<title>B</title>"), "field-twice", 5},
        {"a body twice", news_with("<body><p>A</p></body>\n<body><p>B</p></body>"), "field-twice", 5},
        {"a section of another type", news_with("\n<results><p>A</p></results>"), "unknown-field", 5},
        {"an element of HTML for a field", news_with("<script>alert(1)</script>"), "unknown-field", 4},
        {"a version that is no time",
         news(joined(
             {metadata, text, "<text lang=\"da\" translation-of=\"nb\" from-version=\"v2\"><title>B</title></text>"})),
         "bad-date", 4},
        {"two lists of questions in one language",
         news(joined({metadata, text, "<questions lang=\"da\"><question>A?</question></questions>",
                      "<questions lang=\"da\"><question>B?</question></questions>"})),
         "language-twice", 5},
        {"questions in a language by its name",
         news(joined({metadata, text, "<questions lang=\"Dansk\"><question>A?</question></questions>"})),
         "bad-language", 4},
        {"two sentences in one language",
         document("collection",
                  joined({metadata, text, "<parts><part document=\"a\" role=\"activity\">",
                          "<sentence lang=\"da\">A</sentence>", "<sentence lang=\"da\">B</sentence></part></parts>"})),
         "language-twice", 6},
    };
    for (const auto& c : cases) {
        CAPTURE(c.name);
        const auto document = read_document(c.xml, "news/sample.xml");
        REQUIRE_FALSE(document.has_value());
        const Problems& problems = document.error();
        CAPTURE(lines_of(problems));
        REQUIRE(problems.size() == 1);
        CHECK(problems[0].code == c.code);
        CHECK(problems[0].file == "news/sample.xml");
        CHECK(problems[0].line == c.line);
        CHECK_FALSE(problems[0].what.empty());
        CHECK_FALSE(problems[0].hint.empty());
    }
}

TEST_CASE("a period with vague dates is not said to end before it starts") {
    struct Case {
        std::string from, to;
    };
    for (const auto& c :
         {Case{"2018-05", "2018"}, {"2018-05-24", "2018-05"}, {"2018", "2018"}, {"2018", ""}, {"", "2018"}}) {
        CAPTURE(c.from);
        const auto period = "<details><period from=\"" + c.from + "\" to=\"" + c.to + "\"/></details>";
        CHECK(read_document(document("project", joined({metadata, period, text})), "projects/a.xml").has_value());
    }
}

TEST_CASE("the questions of each language are read in their order, with the line of their list") {
    const auto read = read_document(
        document("news",
                 joined({metadata, text, "<questions lang=\"fi\">", "<question> Miten\n lapsi  oppii? </question>",
                         "<question>Kuka maksaa &amp; miksi?</question>", "</questions>",
                         "<questions lang=\"nb\"><question>Hvem betaler?</question></questions>"})),
        "news/a.xml");
    REQUIRE_MESSAGE(read.has_value(), (read ? "" : lines_of(read.error())));
    REQUIRE(read->questions.size() == 2);
    CHECK(read->questions[0].language == "fi");
    CHECK(read->questions[0].questions == std::vector<std::string>{"Miten lapsi oppii?", "Kuka maksaa & miksi?"});
    CHECK(read->questions[0].line == 4);
    CHECK(read->questions[1].language == "nb");
    CHECK(read->questions[1].questions == std::vector<std::string>{"Hvem betaler?"});
    CHECK(read->questions[1].line == 9);
    const auto without = read_document(document("news", joined({metadata, text})), "news/a.xml");
    REQUIRE(without.has_value());
    CHECK(without->questions.empty());
}

TEST_CASE("all problems of a document are said at once") {
    const auto xml =
        document("news",
                 joined({"<metadata><date>soon</date><source href=\"ftp://a\"/></metadata>",
                         "<text lang=\"nb\"><title>A</title><body><p onclick=\"x()\">A</p></body></text>"}),
                 "status=\"draft\" published=\"never\"");
    const auto document = read_document(xml, "news/a.xml");
    REQUIRE_FALSE(document.has_value());
    CHECK(document.error().size() == 4);
}

TEST_CASE("the id is the name of the file, and a name that is no id is a problem") {
    const auto xml = document("news", joined({metadata, text}));
    for (const std::string file : {"a.xml", "content/news/a.xml", "/a.xml", "a"}) {
        CAPTURE(file);
        const auto read = read_document(xml, file);
        REQUIRE(read.has_value());
        CHECK(read->id == "a");
    }
    for (const std::string file :
         {"", ".xml", "news/", "A.xml", "ærø.xml", "-a.xml", "a_b.xml", "a b.xml", "a.b.xml"}) {
        CAPTURE(file);
        const auto read = read_document(xml, file);
        REQUIRE_FALSE(read.has_value());
        CHECK(read.error().at(0).code == "bad-id");
    }
    CHECK(read_document(xml, std::string(100, 'a') + ".xml").has_value());
    CHECK_FALSE(read_document(xml, std::string(101, 'a') + ".xml").has_value());
}

TEST_CASE("a value that holds lines and control characters leaves its message one short line") {
    const auto xml = document(
        "news", joined({"<metadata><source href=\"x&#10;y" + std::string(100'000, 'z') + "\"/></metadata>", text}));
    const auto read = read_document(xml, "news/a.xml");
    REQUIRE_FALSE(read.has_value());
    const auto line = to_line(read.error().at(0));
    CHECK(line.size() < 500);
    CHECK(line.find('\n') == std::string::npos);
}

TEST_CASE("words are kept whole around comments, CDATA and line ends of Windows") {
    const auto xml = document("news", joined({metadata, "<text lang=\"nb\"><title>Ny<!-- x --> by\r\n",
                                              "<![CDATA[& <by>]]></title><body><p>En\r\nto</p></body></text>"}));
    const auto read = read_document(xml, "news/a.xml");
    REQUIRE(read.has_value());
    CHECK(read->original().title == "Ny by & <by>");
    CHECK(read->original().section("body")->markup.text == "En to");
}

TEST_CASE("every word the schema lists for a choice is read") {
    for (const std::string status : {"running", "regular-service", "ended"}) {
        const auto details = "<details><practice-status>" + status + "</practice-status></details>";
        const auto read = read_document(document("learning-example", joined({metadata, details, text})), "a.xml");
        REQUIRE(read.has_value());
        CHECK(read->value("practice-status")->text == status);
    }
}

TEST_CASE("texts in very many languages are read in the time of reading them") {
    std::string texts;
    for (int i = 0; i < 20'000; ++i) texts += "<text lang=\"aa-" + std::to_string(10'000 + i) + "\"/>";
    const auto read = read_document(document("news", std::string{metadata} + texts), "a.xml");
    REQUIRE_FALSE(read.has_value());
    CHECK(read.error().size() == 20'001);
}

}  // namespace
}  // namespace clearinghouse::model
