#include <doctest/doctest.h>

#include <fmt/format.h>

#include <algorithm>
#include <regex>
#include <string>
#include <vector>

#include "engine/language/alphabet.h"
#include "server/representations.h"
#include "tests/server/site_fixture.h"

using namespace clearinghouse::server;
using namespace clearinghouse::server::tests;

namespace {

bool has(const std::string& page, const std::string& part) {
    return page.find(part) != std::string::npos;
}

/// Hashes in the addresses of static files change with every change of style.
std::string without_hashes(const std::string& page) {
    return std::regex_replace(page, std::regex{"/static/[0-9a-f]{16}/"}, "/static/hash/");
}

std::string main_of(const std::string& page) {
    const auto begin = page.find("<main");
    return page.substr(begin, page.find("</main>") - begin) + "</main>\n";
}

/// Without the scripts that pages have: files of our own.
std::string without_own_script(const std::string& page) {
    return std::regex_replace(
        page,
        std::regex{"<script (src=\"/static/[0-9a-f]{16}/(suggest|copy)\\.js\" defer|type=\"application/ld\\+json\")>"},
        "");
}

}  // namespace

TEST_CASE("what documents and readers write is text and never markup") {
    const std::string hostile = "%3Cscript%3Ealert(1)%3C/script%3E%22%27%3E";
    const std::vector<std::string> targets{"/en/search?q=" + hostile,
                                           "/en/search?sort=" + hostile,
                                           "/en/search?theme=" + hostile,
                                           "/en/search?page=" + hostile,
                                           "/en/documents/language-cafe?text=" + hostile,
                                           "/en/search?q=alert",
                                           "/sv/search",
                                           "/sv/documents/language-cafe",
                                           "/sv/",
                                           "/en/nothing?q=" + hostile,
                                           "/sv/collections/2024"};
    for (const auto& target : targets) {
        CAPTURE(target);
        const auto page = get(small_site(), target).body;
        CHECK_FALSE(has(without_own_script(page), "<script"));
        CHECK_FALSE(has(page, "alert(1)</"));
        CHECK_FALSE(has(page, "=\"\"'"));
    }
    CHECK(has(get(small_site(), "/sv/documents/language-cafe").body, "Språkcafé &lt;script&gt;"));
}

TEST_CASE("a hit on a page of a PDF says which and leads to it, in the reader's language") {
    // The words stand in the glossary of two reader's editions and in no other text.
    const auto hits = get(real_site(), "/en/search?q=kommunekvoter").body;
    const std::regex link{"<a href=\"(/files/[a-z0-9-]+/[a-z0-9-]+\\.pdf#page=([0-9]+))\">PDF, page ([0-9]+)<span"};
    std::smatch found;
    REQUIRE(std::regex_search(hits, found, link));
    CHECK(found[2] == found[3]);
    const auto address = found[1].str();
    const auto file = get(real_site(), address.substr(0, address.find('#')));
    CHECK(file.status == 200);
    CHECK(header(file, "Content-Disposition").starts_with("inline"));
    CHECK(has(get(real_site(), "/fi/search?q=kommunekvoter").body, ">PDF, sivu " + found[2].str() + "<"));
    // A document whose own texts say it is not left for one of its PDFs.
    CHECK(has(get(real_site(), "/api/v1/search?q=language&limit=1").body, "\"page\":null"));
}

TEST_CASE("a misspelt search shows what was meant and leads back to what was typed") {
    const auto page = get(small_site(), "/en/search?q=langauge").body;
    CHECK(has(page, "These are the documents for “language”."));
    CHECK(has(page,
              "<a href=\"/en/search?q=langauge&amp;spelling=as-typed\">Search for “langauge” as it is written</a>"));
    const auto insisted = get(small_site(), "/en/search?q=langauge&spelling=as-typed").body;
    CHECK(has(insisted, "<a href=\"/en/search?q=language\">Did you mean “language”?</a>"));
    CHECK(has(insisted, "0 documents"));
}

TEST_CASE("a search says how it understood the words, and what they name leads to its page") {
    const auto page = get(small_site(), "/sv/search?q=women").body;
    CHECK(has(page, "<summary>Så tolkades din sökning</summary>"));
    CHECK(has(page, "<dt>women</dt>"));
    CHECK(has(page, "<li><a href=\"/sv/themes/women\">kvinnor</a></li>"));
    CHECK(has(page, "<a href=\"/sv/search?q=women&amp;translations=off\">Sök utan översättningar</a>"));
    CHECK_FALSE(has(page, "<details class=\"understood\" open>"));
    CHECK(has(get(small_site(), "/en/search?q=housing").body, "<li><a href=\"/en/themes/"));
    for (const std::string nothing : {"/en/search", "/en/search?q=xyzzy"}) {
        CAPTURE(nothing);
        CHECK_FALSE(has(get(small_site(), nothing).body, "class=\"understood\""));
    }
}

TEST_CASE("that the reader's language comes first is said on the page and can be switched off") {
    const auto page = get(small_site(), "/en/search?q=language").body;
    CHECK(has(page, "Of equally good documents those with a text in your language come first."));
    CHECK(has(page, "href=\"/en/search?q=language&amp;own-language=off\""));
    const auto without = get(small_site(), "/en/search?q=language&own-language=off").body;
    CHECK_FALSE(has(without, "Of equally good documents"));
    CHECK(has(without, "<a href=\"/en/search?q=language\">Search with your language first among equals</a>"));
    CHECK(has(without, "<input type=\"hidden\" name=\"own-language\" value=\"off\">"));
}

TEST_CASE("a search without translations stays so by filters, orders, pages and languages, and can be undone") {
    const auto page = get(real_site(), "/en/search?q=language&theme=language-learning&translations=off").body;
    CHECK(has(page, "<details class=\"understood\" open>"));
    CHECK(has(page, "<a href=\"/en/search?q=language&amp;theme=language-learning\">Search with translations</a>"));
    CHECK(has(page, "<input type=\"hidden\" name=\"translations\" value=\"off\">"));
    CHECK(has(page, "<a class=\"clear\" href=\"/en/search?q=language&amp;translations=off\">"));
    CHECK(has(page, "href=\"/sv/search?q=language&amp;theme=language-learning&amp;translations=off\""));
    CHECK(has(get(real_site(), "/en/search?q=language&translations=off").body, "translations=off&amp;page=2"));
    CHECK_FALSE(has(get(real_site(), "/en/search?q=language").body, "name=\"translations\""));
    CHECK(get(small_site(), "/en/search?q=language&translations=maybe").status == 400);
}

TEST_CASE("a translation with a summary alone is completed from the original, and says so") {
    const auto page = get(small_site(), "/en/documents/language-cafe").body;
    CHECK(has(page, "<h1>Language café</h1>"));
    CHECK(has(page, "The full text is in Swedish"));
    CHECK(has(page, "<div class=\"prose\" lang=\"sv\">"));
    const auto original = get(small_site(), "/en/documents/language-cafe?text=sv").body;
    CHECK(has(original, "<h1 lang=\"sv\">Språkcafé"));
    CHECK_FALSE(has(original, "is not available in English"));
}

TEST_CASE("a document that is related in two ways is shown once, where the relation says most") {
    const auto page = get(real_site(), "/en/documents/country-profile-no").body;
    const std::string link = "<a class=\"card-title\" href=\"/en/documents/introduction-programme-2014-outcome\"";
    const auto first = page.find(link);
    REQUIRE(first != page.npos);
    CHECK(page.find(link, first + 1) == page.npos);
}

TEST_CASE("a document says which questions it answers, to readers of the language or of one near to it") {
    const auto swedish = get(small_site(), "/sv/documents/language-cafe").body;
    CHECK(has(swedish, "Frågor som dokumentet svarar på</h2>\n<ul>\n<li>Var kan man prata &lt;svenska&gt; med andra?"));
    CHECK(swedish.find("class=\"summary\"") < swedish.find("class=\"questions\""));
    const auto nynorsk = get(small_site(), "/nn/documents/language-cafe").body;
    CHECK(has(nynorsk, "Spørsmål dokumentet svarar på</h2>\n<ul lang=\"nb\">\n<li>Hvor kan man snakke med andre?"));
    const auto chosen = get(small_site(), "/en/documents/language-cafe?text=sv").body;
    CHECK(has(chosen, "Questions this document answers</h2>\n<ul lang=\"sv\">"));
    CHECK(has(get(small_site(), "/fi/collections/2024").body, "<li>Why begin with learning to speak?</li>"));
    for (const std::string without : {"/en/documents/language-cafe", "/sv/documents/arrivals"}) {
        CAPTURE(without);
        CHECK_FALSE(has(get(small_site(), without).body, "class=\"questions\""));
    }
}

TEST_CASE("a learning example has its verdict and its key facts before its text, and says what is not known") {
    const auto page = get(small_site(), "/sv/documents/language-cafe").body;
    const auto facts = page.find("<dl class=\"key-facts\">");
    REQUIRE(facts != page.npos);
    CHECK(page.find("<h2 id=\"verdict\">") < facts);
    CHECK(facts < page.find("class=\"summary\""));
    const auto band = page.substr(facts, page.find("</dl>", facts) - facts);
    for (const std::string fact :
         {"Har blivit ordinarie verksamhet", "sedan 2019", "1\u00A0250\u00A0000,50\u00A0SEK per år (2022)", "Hamnstad",
          "Sverige", "Nyanlända"}) {
        CAPTURE(fact);
        CHECK_MESSAGE(has(band, fact), band);
    }
    const auto without = get(real_site(), "/en/documents/are-newcomer-service").body;
    CHECK(has(without, "<dd class=\"quiet\">No cost is known</dd>"));
    CHECK(has(without, "<dd class=\"quiet\">Not known whether it is still running</dd>"));
    const auto in_prose = get(real_site(), "/en/documents/kvinder-i-job").body;
    CHECK(has(in_prose, "<dd><a href=\"#resources\">Resources</a></dd>"));
    CHECK(has(in_prose, "<h2 id=\"resources\">Resources</h2>"));
    CHECK_FALSE(has(get(small_site(), "/en/documents/arrivals").body, "class=\"key-facts\""));
}

TEST_CASE("a review that is more than three years old is said to be") {
    CHECK(has(get(small_site(), "/en/documents/language-cafe").body,
              "Last reviewed May 2024, more than three years ago: much may have changed since."));
}

TEST_CASE("a citation can be copied, and had in the formats of reference managers") {
    const auto page = get(small_site(), "/en/documents/language-cafe").body;
    CHECK(
        has(page, "<p class=\"citation\" data-copy=\"Copy\" data-copied=\"Copied\"><span>Nordic Welfare Centre (2023"));
    for (const auto& row : document_formats()) {
        const auto address = fmt::format("/api/v1/documents/language-cafe?format={}", row.format.name);
        const bool cites = row.format.name == "ris" || row.format.name == "bibtex" || row.format.name == "csl-json";
        CAPTURE(address);
        CHECK(has(page, "href=\"" + address + "\"") == cites);
    }
}

TEST_CASE("a similar document says what it has in common") {
    CHECK(std::regex_search(get(real_site(), "/en/documents/yalla-trappan").body,
                            std::regex{"<p class=\"why\">In common: [a-z]"}));
}

TEST_CASE("links within a text stay in the reader's language") {
    CHECK(has(get(small_site(), "/sv/documents/language-cafe").body, "href=\"/sv/documents/language-and-work\""));
}

TEST_CASE("links between documents show on both sides") {
    CHECK(has(get(small_site(), "/en/documents/language-cafe").body, "Supports"));
    const auto page = get(small_site(), "/en/documents/language-and-work").body;
    CHECK(has(page, "Supported by"));
    CHECK(has(page, "Part of the collection"));
    CHECK(has(page, "/en/collections/2024"));
}

TEST_CASE("figures are drawn as a table with the names of countries") {
    const auto page = get(small_site(), "/sv/documents/arrivals").body;
    CHECK(has(page, "<th scope=\"row\">Sverige</th>"));
    CHECK(has(page, "<td class=\"figure\">12\u00A0345,5</td>"));
    CHECK(has(page, "arrivals, &quot;all&quot;"));
    CHECK(has(page, "href=\"/files/arrivals/arrivals.csv\""));
}

TEST_CASE("a withdrawn document says why and what to read instead") {
    const auto page = get(small_site(), "/sv/documents/taken-back").body;
    CHECK(has(page, "Siffrorna var fel."));
    CHECK(has(page, "href=\"/sv/documents/language-and-work\""));
}

TEST_CASE("a bad address is told what would be right") {
    const auto page = get(small_site(), "/en/search?page=9").body;
    CHECK(has(page, "there is no page 9"));
    CHECK(has(page, "1 to 1"));
}

TEST_CASE("in another language a search begins with its first page, for it finds other documents there") {
    const auto page = get(small_site(), "/en/search?q=language&country=se&page=1").body;
    CHECK(has(page, "href=\"/sv/search?q=language&amp;country=se\""));
}

TEST_CASE("chosen filters can each be removed") {
    const auto page = get(small_site(), "/en/search?q=language&theme=language-learning&country=se").body;
    CHECK(has(page, "href=\"/en/search?q=language&amp;country=se\""));
    CHECK(has(page, "href=\"/en/search?q=language&amp;theme=language-learning\""));
    CHECK(has(page, "href=\"/en/search?q=language\""));
}

TEST_CASE("the fields of the form for a span of years lead to the one address of that search") {
    const auto location = [](const std::string& target) {
        const auto response = get(small_site(), target);
        CHECK(response.status == 303);
        return header(response, "Location");
    };
    CHECK(location("/en/search?q=language&sort=relevance&year-from=2018&year-to=2021") ==
          "/en/search?q=language&year=2018..2021");
    CHECK(location("/en/search?year-from=2021&year-to=2018") == "/en/search?year=2018..2021");
    CHECK(location("/en/search?year-from=&year-to=2021&view=table") == "/en/search?year=..2021&view=table");
    CHECK(location("/en/search?q=a&year-from=&year-to=") == "/en/search?q=a");
    CHECK(location("/en/search?year=2019&year-from=2018&year-to=") == "/en/search?year=2019&year=2018..");
    CHECK(get(small_site(), "/en/search?year-from=soon").status == 400);
}

TEST_CASE("the years of a search are drawn, chosen from, and listed one by one") {
    const auto page = get(real_site(), "/sv/search?year=2018..2021").body;
    CHECK(std::regex_search(page, std::regex{"<svg class=\"years\" role=\"img\" aria-label=\"Dokument per år, "}));
    CHECK(std::regex_search(page, std::regex{"class=\"chosen\"><title>2019: [0-9]+ dokument</title>"}));
    CHECK_FALSE(has(page, "class=\"chosen\"><title>2017:"));
    CHECK(has(page, "<option selected>2018</option>"));
    CHECK(has(page, "<option selected>2021</option>"));
    CHECK(has(page, "name=\"year\" value=\"2019\""));
    // A year that nothing is from can be chosen by its address, and stays chosen.
    CHECK(has(get(small_site(), "/en/search?year=1950..").body, "<option selected>1950</option>"));
}

TEST_CASE("results as a table say type, country, year, languages and evidence, by every step of the search") {
    const auto page = get(real_site(), "/en/search?q=language&view=table").body;
    CHECK(has(page, "<th scope=\"col\">Evidence</th>"));
    CHECK(has(page, "<tr><th scope=\"row\"><a href=\"/en/documents/"));
    CHECK(has(page, "<input type=\"hidden\" name=\"view\" value=\"table\">"));
    CHECK(has(page, "q=language&amp;view=table&amp;page=2\""));
    CHECK(has(page, "href=\"/sv/search?q=language&amp;view=table\""));
    CHECK(has(page, "<li><a href=\"/en/search?q=language\">List</a></li>"));
    CHECK_FALSE(has(page, "class=\"hits\""));
    const auto filtered = get(real_site(), "/en/search?theme=women&country=se&view=table").body;
    CHECK(has(filtered, "<li><a href=\"/en/search?country=se&amp;view=table\">"));
    CHECK(get(small_site(), "/en/search?view=map").status == 400);
    CHECK_FALSE(has(get(small_site(), "/en/search?q=xyzzy&view=table").body, "<table"));
}

TEST_CASE("documents come by title in the alphabet of the reader, on pages and in the API") {
    const auto titles = [](const std::string& target) {
        const auto page = get(real_site(), target).body;
        const std::regex title{"<h3><a [^>]*>([^<]*)</a>"};
        std::vector<std::string> found;
        for (std::sregex_iterator each{page.begin(), page.end(), title}, end; each != end; ++each) {
            found.push_back((*each)[1]);
        }
        return found;
    };
    const auto swedish = titles("/sv/search?type=learning-example&sort=title");
    REQUIRE(swedish.size() == 10);
    const auto key = clearinghouse::language::title_key("sv");
    CHECK(std::ranges::is_sorted(swedish, {}, key));
    CHECK(titles("/en/search?type=learning-example&sort=title") != swedish);
    CHECK(has(get(real_site(), "/api/v1/search?sort=title&lang=sv").body, "\"sort\":\"title\""));
}

TEST_CASE("a search can be taken along, and every link of it answers in the format that it names") {
    const auto page = get(real_site(), "/sv/search?q=kvinnor&country=se").body;
    CHECK(has(page, "<code>https://example.org/api/v1/search?q=kvinnor&amp;country=se&amp;lang=sv</code>"));
    const std::regex link{"<a href=\"(/api/v1/search[^\"]*)\" type=\"([^\"]*)\">"};
    std::size_t links = 0;
    for (std::sregex_iterator each{page.begin(), page.end(), link}, end; each != end; ++each, ++links) {
        const auto address = std::regex_replace((*each)[1].str(), std::regex{"&amp;"}, "&");
        CAPTURE(address);
        const auto answer = get(real_site(), address);
        CHECK(answer.status == 200);
        CHECK(answer.media_type.starts_with((*each)[2].str()));
    }
    CHECK(links > 2);
}

TEST_CASE("a search that finds nothing leads to what does: without filters, filters alone, all documents, subjects") {
    struct Case {
        std::string target;
        std::vector<std::string> said;
        std::string unsaid;
    };
    const Case cases[] = {
        {"/en/search?q=coffee&country=dk",
         {"0 documents", "Without the filters there is 1 document", "or take a filter away"},
         "fewer or other words."},
        {"/en/search?q=zzzzzz",
         {"Nothing was found. Try fewer or other words.", "<p>This finds something:</p>\n<ul>\n",
          " documents</a></li>\n", "<li><a href=\"/en/themes\">Themes</a></li>",
          "<li><a href=\"/en/countries\">Countries</a></li>"},
         "or take a filter away"},
        {"/en/search?q=zzzzzz&theme=language-learning",
         {"<li><a href=\"/en/search?theme=language-learning\">Theme: Language learning</a> ("},
         "or take a filter away"},
    };
    for (const auto& c : cases) {
        CAPTURE(c.target);
        const auto page = get(small_site(), c.target).body;
        for (const auto& part : c.said) {
            CAPTURE(part);
            CHECK(has(page, part));
        }
        CHECK_FALSE(has(page, c.unsaid));
    }
}

TEST_CASE("pages look as they did") {
    struct Case {
        std::string target, file;
    };
    const Case cases[] = {
        {"/en/documents/language-cafe", "document-learning-example.en.html"},
        {"/sv/documents/language-cafe", "document-learning-example.sv.html"},
        {"/sv/documents/arrivals", "document-statistic.sv.html"},
        {"/en/collections/2024", "collection.en.html"},
        {"/en/search?q=language&theme=language-learning", "search.en.html"},
        {"/sv/documents/nowhere", "not-found.sv.html"},
    };
    for (const auto& c : cases) {
        CAPTURE(c.target);
        const auto page = without_hashes(get(small_site(), c.target).body);
        // Head and foot are the same everywhere: one page shows them.
        // The id of a search names the generation that the tests made.
        const std::regex search_id{"\\d{8}T\\d{6}Z-\\d+-[0-9a-f]{8}-[0-9a-f]{16}"};
        const auto settled = std::regex_replace(page, search_id, "20300101T000000Z-1-00000000-0000000000000000");
        check_golden("pages/" + c.file, c.file.starts_with("not-found") ? settled : main_of(settled));
    }
}
