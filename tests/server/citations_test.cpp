#include <doctest/doctest.h>

#include <string>

#include "server/citations/citation.h"
#include "server/citations/formats.h"
#include "tests/server/site_fixture.h"

using namespace clearinghouse::server;
using namespace clearinghouse::server::tests;

TEST_CASE("references to documents are as they were") {
    struct Case {
        std::string document, format, file;
    };
    const Case cases[] = {
        {"language-cafe", "dublin-core", "language-cafe.dc.xml"},
        {"language-cafe", "mods", "language-cafe.mods.xml"},
        {"language-cafe", "ris", "language-cafe.ris"},
        {"language-cafe", "bibtex", "language-cafe.bib"},
        {"language-cafe", "csl-json", "language-cafe.csl.json"},
        {"language-cafe", "datacite", "language-cafe.datacite.json"},
    };
    for (const auto& c : cases) {
        CAPTURE(c.file);
        const auto answer = get(small_site(), "/api/v1/documents/" + c.document + "?format=" + c.format);
        REQUIRE(answer.status == 200);
        check_golden("citations/" + c.file, answer.body);
    }
}

TEST_CASE("a name is read by its parts, with the small words that belong to the family's") {
    struct Case {
        std::string full, family, given;
    };
    const Case cases[] = {
        {"Vilde Hernes", "Hernes", "Vilde"},
        {"Kristine von Simson", "von Simson", "Kristine"},
        {"Hanne C. Kavli", "Kavli", "Hanne C."},
        {"Johannes van der Berg", "van der Berg", "Johannes"},
        {"Hjördís Rut Sigurjónsdóttir", "Sigurjónsdóttir", "Hjördís Rut"},
        {"Nordregio", "Nordregio", ""},
        {"", "", ""},
    };
    for (const auto& c : cases) {
        CAPTURE(c.full);
        const auto name = citations::read_name(c.full);
        CHECK(name.family == c.family);
        CHECK(name.given == c.given);
    }
}

TEST_CASE("a reference in XML holds nothing that XML cannot") {
    citations::Citation citation;
    citation.title = "Coffee \xEF\xBF\xBE\x01& <tea>";
    citation.summaries.push_back({"en", "In\xFF short"});
    const auto xml = citations::dublin_core_document(citation);
    CHECK(xml.find("<dc:title>Coffee &amp; &lt;tea&gt;</dc:title>") != xml.npos);
    CHECK(xml.find("<dc:description xml:lang=\"en\">In short</dc:description>") != xml.npos);
}

TEST_CASE("a reference on a page is in the manner of APA, with the title's translation for the reader") {
    const auto page = get(small_site(), "/en/documents/language-cafe").body;
    CHECK(page.find("Nordic Welfare Centre (2023). <cite lang=\"sv\">Språkcafé") != page.npos);
    CHECK(page.find("</cite> [Language café] [Learning example]. Integration Norden. "
                    "https://example.org/documents/language-cafe</span></p>") != page.npos);
}

TEST_CASE("a list of results is given as references to all of its documents") {
    const auto answer = get(small_site(), "/api/v1/search?format=ris&limit=2");
    CHECK(header(answer, "Content-Disposition") == "attachment; filename=\"search.ris\"");
    CHECK(answer.body.starts_with("TY  - "));
    CHECK(answer.body.find("ER  - \r\n\r\nTY  - ") != answer.body.npos);
    CHECK(answer.body.find("\nTY") == answer.body.find("\r\nTY") + 1);
}
