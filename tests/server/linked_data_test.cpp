#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "server/linked_data/json_ld.h"
#include "server/linked_data/rdf.h"
#include "tests/server/site_fixture.h"

using namespace clearinghouse::server;
using namespace clearinghouse::server::tests;

namespace {

Response ask(std::string path, std::string accept) {
    const Request request{.method = "GET", .path = std::move(path), .parameters = {}, .headers = {{"accept", accept}}};
    return respond(request, small_site());
}

}  // namespace

TEST_CASE("linked data say what a document, a vocabulary and the site are") {
    struct Case {
        std::string target;
        std::vector<std::string> parts;
    };
    const Case cases[] = {
        {"/api/v1/documents/language-cafe?format=json-ld",
         {R"("@type":"Article")", R"("@id":"https://example.org/documents/language-cafe")", R"("inLanguage":"sv")",
          R"("license":"https://creativecommons.org/licenses/by/4.0/")", R"("workTranslation":[{)"}},
        {"/api/v1/documents/arrivals?format=json-ld", {R"("@type":"Dataset")"}},
        {"/api/v1/documents/language-cafe/linkset?format=linkset",
         {"<https://example.org/documents/language-cafe>; rel=\"cite-as\"; "
          "anchor=\"https://example.org/documents/language-cafe\"",
          "rel=\"describes\"; type=\"text/html\""}},
        {"/api/v1/vocabularies/evidence-levels?format=turtle",
         {"@prefix skos:", "a skos:ConceptScheme", "skos:inScheme <https://integrationnorden.org/vocabulary/"}},
        {"/api/v1/vocabularies/perspectives/gender-equality?format=json",
         {R"("id":"gender-equality")", R"("vocabulary":"perspectives")"}},
        {"/api/v1/catalogue?format=turtle",
         {"a dcat:Catalog", "a dcat:Dataset", "<https://example.org/documents/arrivals>",
          "dcat:downloadURL <https://example.org/api/v1/statistics/arrivals?format=csv>",
          "dcat:mediaType <https://www.iana.org/assignments/media-types/application/json>"}},
        {"/opensearch.xml?lang=sv", {"<Language>sv</Language>", "/sv/search?q={searchTerms}"}},
        {"/sitemap.xml",
         {"<loc>https://example.org/sitemaps/documents-1.xml</loc>\n<lastmod>2024-05-02T08:00:00Z</lastmod>",
          "<loc>https://example.org/sitemaps/pages.xml</loc>\n<lastmod>20"}},
        {"/sitemaps/documents-1.xml",
         {"<loc>https://example.org/fi/documents/language-cafe</loc>",
          "hreflang=\"x-default\" href=\"https://example.org/documents/language-cafe\"",
          "<loc>https://example.org/is/collections/2024</loc>"}},
    };
    for (const auto& c : cases) {
        CAPTURE(c.target);
        const auto answer = get(small_site(), c.target);
        REQUIRE(answer.status == 200);
        for (const auto& part : c.parts) {
            CAPTURE(part);
            CHECK(answer.body.find(part) != std::string::npos);
        }
    }
}

TEST_CASE("the figures of a statistic are told wherever programs look for them, and lead back to its page") {
    const std::string figures = "https://example.org/api/v1/statistics/arrivals?format=";
    const auto described = Json::parse(get(small_site(), "/api/v1/documents/arrivals?format=json-ld").body);
    const auto expected =
        Json::array({{{"@type", "DataDownload"}, {"encodingFormat", "text/csv"}, {"contentUrl", figures + "csv"}},
                     {{"@type", "DataDownload"},
                      {"encodingFormat", "application/json-stat+json"},
                      {"contentUrl", figures + "json-stat"}}});
    CHECK(described["distribution"] == expected);
    const auto links = header(get(small_site(), "/en/documents/arrivals"), "Link");
    CHECK(links.find("<" + figures + "csv>; rel=\"item\"; type=\"text/csv\"") != links.npos);
    CHECK(links.find("<" + figures + "json-stat>; rel=\"item\"; type=\"application/json-stat+json\"") != links.npos);
    const auto set = get(small_site(), "/api/v1/documents/arrivals/linkset?format=linkset").body;
    CHECK(set.find("rel=\"collection\"; type=\"text/html\"; anchor=\"" + figures + "csv\"") != set.npos);
    for (const std::string format : {"csv", "json-stat"}) {
        const auto answer = get(small_site(), "/api/v1/statistics/arrivals?format=" + format);
        CHECK(header(answer, "Link").starts_with("<https://example.org/documents/arrivals>; rel=\"collection\""));
    }
    const auto without = get(real_site(), "/api/v1/documents/nordic-pocket-facts-2013?format=json-ld").body;
    CHECK(without.find("DataDownload") == without.npos);
}

TEST_CASE("every page of the sitemap says when it changed, a theme and a country with its documents") {
    const auto pages = get(small_site(), "/sitemaps/pages.xml").body;
    const auto changed = [&](const std::string& path) {
        const auto at = pages.find("<loc>https://example.org" + path + "</loc>\n<lastmod>");
        REQUIRE(at != pages.npos);
        const auto begin = pages.find("<lastmod>", at) + std::string{"<lastmod>"}.size();
        return pages.substr(begin, pages.find('<', begin) - begin);
    };
    CHECK(changed("/sv/themes/demography") == "2024-04-01T00:00:00Z");
    CHECK(changed("/en/countries/dk") == "2024-03-10T00:00:00Z");
    const auto made = small_site().current_searcher()->facts().created;
    CHECK(changed("/en/") == made);
    CHECK(changed("/fi/statistics") == made);
}

TEST_CASE("a concept's address leads people to its page and programs to its data") {
    struct Case {
        std::string path, accept, location;
    };
    const Case cases[] = {
        {"/vocabulary/themes/women", "text/html,application/xhtml+xml", "/en/themes/women"},
        {"/vocabulary/themes/women", "", "/en/themes/women"},
        {"/vocabularies/target-groups/newcomers", "text/html", "/en/target-groups/newcomers"},
        {"/vocabulary/themes/women", "text/turtle", "/api/v1/vocabularies/themes/women?format=turtle"},
        {"/vocabulary/themes/women", "application/rdf+xml;q=0.9, text/html;q=0.1",
         "/api/v1/vocabularies/themes/women?format=rdf-xml"},
        {"/vocabulary/themes", "application/ld+json", "/api/v1/vocabularies/themes?format=json-ld"},
        {"/documents/language-cafe", "application/ld+json", "/api/v1/documents/language-cafe?format=json-ld"},
    };
    for (const auto& c : cases) {
        CAPTURE(c.path);
        CAPTURE(c.accept);
        const auto answer = ask(c.path, c.accept);
        CHECK(answer.status == 303);
        CHECK(header(answer, "Location") == c.location);
        CHECK(header(answer, "Vary") == "Accept");
    }
    CHECK(ask("/vocabulary/themes/no-such-theme", "text/turtle").status == 404);
    CHECK(ask("/api/v1/vocabularies/no-such-scheme", "").status == 404);
}

TEST_CASE("a page says what it is to citation managers and search engines") {
    const auto page = get(small_site(), "/en/documents/language-cafe");
    const auto has = [&](std::string_view text) { return page.body.find(text) != std::string::npos; };
    CHECK(has("<meta name=\"citation_author\" content=\"Nordic Welfare Centre\">"));
    CHECK(has("<meta name=\"citation_publication_date\" content=\"2023/05\">"));
    CHECK(has("<link rel=\"canonical\" href=\"https://example.org/en/documents/language-cafe\">"));
    CHECK(has("<link rel=\"alternate\" hreflang=\"sv\" href=\"https://example.org/sv/documents/language-cafe\">"));
    CHECK(has("<link rel=\"alternate\" hreflang=\"x-default\" href=\"https://example.org/documents/language-cafe\">"));
    CHECK(header(page, "Link").starts_with("<https://example.org/documents/language-cafe>; rel=\"cite-as\", "));
}

TEST_CASE("nothing that a document says ends the script that describes it") {
    const auto page = get(small_site(), "/sv/documents/language-cafe").body;
    const std::string begin = "<script type=\"application/ld+json\">";
    const auto from = page.find(begin);
    REQUIRE(from != page.npos);
    const auto script = page.substr(from + begin.size(), page.find("</script>", from) - from - begin.size());
    CHECK(script.find('<') == script.npos);
    const auto described = Json::parse(script);
    CHECK(described["@graph"][0]["name"] == "Språkcafé <script>alert(\"hamn\")</script> & 'kaffe'");
    CHECK(described["@graph"][1]["@type"] == "BreadcrumbList");
}

TEST_CASE("statements are written with their languages, types and marks") {
    using namespace linked_data;
    Graph graph;
    graph.add(iri("https://example.org/a"), "rdf:type", iri(expanded("skos:Concept")));
    graph.add_text(iri("https://example.org/a"), "skos:prefLabel", "\"å\" <&>\n", "sv");
    graph.add_text(iri("https://example.org/a"), "skos:note", "");
    graph.add(iri("https://example.org/a"), "dct:issued", typed("2018-05", "gYearMonth"));
    const auto turtle = write(graph, "turtle");
    CHECK(turtle.find("a skos:Concept") != turtle.npos);
    CHECK(turtle.find("\"2018-05\"^^xsd:gYearMonth") != turtle.npos);
    CHECK(turtle.find("skos:note ") == turtle.npos);
    const auto xml = write(graph, "rdf-xml");
    CHECK(xml.find("xml:lang=\"sv\">\"å\" &lt;&amp;&gt;") != xml.npos);
    const auto json = Json::parse(write(graph, "json-ld"));
    CHECK(json["@graph"][0]["skos:prefLabel"][0]["@value"] == "\"å\" <&>\n");
    CHECK_THROWS(expanded("unknown:term"));
}
