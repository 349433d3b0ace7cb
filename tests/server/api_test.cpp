#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <regex>
#include <set>
#include <string>

#include "tests/server/site_fixture.h"

using namespace clearinghouse::server;
using namespace clearinghouse::server::tests;

namespace {

Json ask(const Site& site, const std::string& target) {
    return Json::parse(get(site, target).body);
}

/// The path and query of an address of the test's site.
std::string local(const std::string& address) {
    return address.substr(std::string{"https://example.org"}.size());
}

/// Without what differs from build to build.
Json settled(const std::string& body) {
    auto answer = Json::parse(std::regex_replace(body, std::regex{"cursor=[0-9a-f]{24}-"}, "cursor=0-"));
    if (answer.contains("search_record")) {
        auto& record = answer["search_record"];
        record["id"] = "20300101T000000Z-1-00000000-0000000000000000";
        record["generation"] = "20300101T000000Z-1";
        record["created"] = "2030-01-01T00:00:00Z";
    }
    if (answer.contains("generation")) answer["generation"] = "20300101T000000Z-1";
    return answer;
}

}  // namespace

TEST_CASE("answers of the API are as they were") {
    struct Case {
        std::string target, file;
    };
    const Case cases[] = {
        {"/api/v1/search?q=language&lang=sv&limit=1", "search-language.json"},
        {"/api/v1/search?q=nothing-of-the-kind", "search-nothing.json"},
        {"/api/v1/search?theme=language-learning&year=2023..2024&sort=newest", "search-filtered.json"},
        {"/api/v1/search?q=langauge&lang=en&limit=1", "search-misspelt.json"},
        {"/api/v1/search?q=langauge&lang=en&limit=1&spelling=as-typed", "search-as-typed.json"},
        {"/api/v1/search?q=women+%22learning+example%22+language&lang=fi&limit=1&explain=true",
         "search-explained.json"},
        {"/api/v1/search?q=la&explain=yes", "problem-explain.json"},
        {"/api/v1/search?q=la&translations=no", "problem-translations.json"},
        {"/api/v1/suggest?q=la&lang=sv", "suggest-letters.json"},
        {"/api/v1/suggest?q=l", "suggest-nothing.json"},
        {"/api/v1/suggest?q=la&limit=11", "problem-suggest-limit.json"},
        {"/api/v1/suggest?q=la&theme=women", "problem-suggest-parameter.json"},
        {"/api/v1/search?q=la&spelling=better", "problem-spelling.json"},
        {"/api/v1/documents/language-cafe", "document-learning-example.json"},
        {"/api/v1/documents/arrivals", "document-statistic.json"},
        {"/api/v1/documents/2024", "document-collection.json"},
        {"/api/v1/documents/language-cafe/similar", "similar.json"},
        {"/api/v1/search?q=language&theme=health", "search-ways-out.json"},
        {"/api/v1/evidence-map?q=language&rows=type&lang=sv", "evidence-map.json"},
        {"/api/v1/evidence-map?columns=country&rows=country", "problem-evidence-map.json"},
        {"/api/v1/documents/nowhere", "problem-not-found.json"},
        {"/api/v1/documents/taken-back", "problem-withdrawn.json"},
        {"/api/v1/search?limit=1000", "problem-limit.json"},
        {"/api/v1/search?theme=no-such-theme", "problem-theme.json"},
    };
    for (const auto& c : cases) {
        CAPTURE(c.target);
        const auto answer = settled(get(small_site(), c.target).body);
        check_golden("api/" + c.file, answer.dump(2) + "\n");
    }
}

TEST_CASE("a hit tells the page of a PDF that it is from, and null when it is from none") {
    const auto answer = ask(real_site(), "/api/v1/search?q=kommunekvoter&lang=en");
    REQUIRE_FALSE(answer["results"].empty());
    const auto& hit = answer["results"][0];
    REQUIRE(hit["page"].is_object());
    const auto number = hit["page"]["number"].get<int>();
    CHECK(number > 1);
    CHECK(hit["page"]["url"] == "https://example.org/files/" + hit["id"].get<std::string>() + "/" +
                                    hit["page"]["file"].get<std::string>() + "#page=" + std::to_string(number));
    CHECK(ask(small_site(), "/api/v1/search?q=language")["results"][0]["page"].is_null());
}

TEST_CASE("answers are open to programs of any site, problems too") {
    for (const std::string target :
         {"/api/v1/search", "/api/v1/suggest?q=la", "/api/v1/documents/nowhere", "/api/v1/nothing"}) {
        CAPTURE(target);
        CHECK(get(small_site(), target).for_machines);
    }
    CHECK(get(small_site(), "/api/v1/nothing").media_type == "application/problem+json");
}

TEST_CASE("following next gives every document once") {
    std::set<std::string> ids;
    std::string target = "/api/v1/search?limit=2";
    std::size_t total = 0;
    for (int page = 0; page < 100 && !target.empty(); ++page) {
        const auto answer = ask(small_site(), target);
        total = answer["total"];
        for (const auto& result : answer["results"]) CHECK(ids.insert(result["id"]).second);
        target = answer["next"].is_null() ? "" : local(answer["next"]);
    }
    CHECK(total > 2);
    CHECK(ids.size() == total);
}

TEST_CASE("a cursor of another search is refused in words") {
    const auto next = ask(small_site(), "/api/v1/search?limit=1")["next"].get<std::string>();
    const auto cursor = next.substr(next.find("cursor="));
    const auto problem = ask(small_site(), "/api/v1/search?limit=1&q=other&" + cursor);
    CHECK(problem["parameter"] == "cursor");
    CHECK(problem["status"] == 400);
}

TEST_CASE("a cursor of another state of the content has expired, and the list begins again where the problem says") {
    const std::string search = "/api/v1/search?q=language&limit=1";
    const auto next = local(ask(small_site(), search)["next"]);
    const auto cursor = next.find("cursor=") + std::string{"cursor="}.size();
    auto of_before = next;
    of_before[cursor] = next[cursor] == '0' ? '1' : '0';
    const auto response = get(small_site(), of_before);
    const auto problem = Json::parse(response.body);
    CHECK(response.status == 410);
    CHECK(problem["code"] == "cursor-expired");
    CHECK(ask(small_site(), local(problem["restart"]))["results"] == ask(small_site(), search)["results"]);
}

TEST_CASE("a cursor that leads beyond what can be reached is named as what is at fault") {
    const std::string search = "/api/v1/search?format=csv&fields=id&limit=";
    const auto links = header(get(real_site(), search + "1"), "Link");
    const auto begin = links.find("&cursor=");
    REQUIRE(begin != links.npos);
    const auto cursor = links.substr(begin, links.find('>', begin) - begin);
    CHECK(get(real_site(), search + "9999" + cursor).status == 200);
    const auto problem = ask(real_site(), search + "10000" + cursor);
    CHECK(problem["status"] == 400);
    CHECK(problem["code"] == "too-far");
    CHECK(problem["parameter"] == "cursor");
}

TEST_CASE("a language that is not offered is refused for documents as for searches") {
    const auto refused = ask(small_site(), "/api/v1/search?lang=xx");
    for (const std::string target :
         {"/api/v1/documents/language-cafe?lang=xx", "/api/v1/documents/language-cafe?format=ris&lang=xx",
          "/api/v1/documents/language-cafe/similar?lang=xx"}) {
        CAPTURE(target);
        CHECK(ask(small_site(), target) == refused);
    }
    CHECK(refused["parameter"] == "lang");
    CHECK(get(small_site(), "/api/v1/documents/language-cafe?lang=fi").status == 200);
}

TEST_CASE("similar documents are as many as are asked for, in the language that is asked for") {
    const std::string similar = "/api/v1/documents/yalla-trappan/similar";
    const auto all = ask(real_site(), similar + "?limit=20")["results"];
    CHECK(all.size() == 20);
    CHECK(ask(real_site(), similar)["results"].size() == 10);
    const auto two = ask(real_site(), similar + "?limit=2")["results"];
    CHECK(two == Json::array({all[0], all[1]}));
    std::size_t swedish = 0;
    const auto in_swedish = ask(real_site(), similar + "?limit=20&lang=sv");
    for (const auto& each : in_swedish["results"]) {
        const auto languages = each["languages"].get<std::set<std::string>>();
        if (languages.contains("sv")) CHECK(each["language"] == "sv");
        if (languages.contains("sv") && each["languages"][0] != "sv") ++swedish;
    }
    CHECK(swedish > 0);
    for (const std::string limit : {"0", "21", "", "many"}) {
        CAPTURE(limit);
        const auto problem = ask(real_site(), similar + "?limit=" + limit);
        CHECK(problem["parameter"] == "limit");
        CHECK(problem["hint"] == "1 to 20");
    }
    CHECK(header(get(small_site(), "/api/v1/documents/cafe-by-the-harbour/similar?limit=2&lang=sv"), "Location") ==
          "/api/v1/documents/language-cafe/similar?limit=2&lang=sv");
}

TEST_CASE("what cannot be given as Accept wants says that it depends on Accept") {
    for (const std::string path : {"/api/v1/search", "/api/v1/documents/language-cafe", "/api/v1/catalogue"}) {
        CAPTURE(path);
        const auto answer = respond(
            {.method = "GET", .path = path, .parameters = {}, .headers = {{"accept", "audio/ogg"}}}, small_site());
        CHECK(answer.status == 406);
        CHECK(header(answer, "Vary") == "Accept");
    }
    CHECK(header(get(small_site(), "/api/v1/search?limit=0"), "Vary").empty());
}

TEST_CASE("facets of the API are those that filters take") {
    const auto answer = ask(small_site(), "/api/v1/search");
    for (const auto& [facet, values] : answer["facets"].items()) {
        for (const auto& value : values) {
            CAPTURE(facet);
            CAPTURE(value.dump());
            const auto filtered =
                ask(small_site(), "/api/v1/search?" + facet + "=" + value["value"].get<std::string>());
            CHECK(filtered["total"] == value["count"]);
        }
    }
}

TEST_CASE("health names the generation that is served") {
    const auto health = ask(small_site(), "/health");
    CHECK(health["status"] == "ok");
    CHECK(health["documents"] > 0);
    CHECK_FALSE(health["generation"].get<std::string>().empty());
    CHECK(get(small_site(), "/health").cache_control == "no-store");
}

TEST_CASE("an answer says how the query was understood only when it is asked to, and so do the next ones") {
    const auto explained = ask(real_site(), "/api/v1/search?q=language&limit=1&translations=off&explain=true");
    CHECK(explained["query"]["understood_as"]["words"][0]["text"] == "language");
    const auto next = explained["next"].get<std::string>();
    CHECK(next.find("q=language&translations=off&lang=en&limit=1&explain=true&cursor=") != next.npos);
    CHECK(ask(real_site(), local(next))["query"].contains("understood_as"));
    for (const std::string rest : {"", "&explain=false", "&translations=on"}) {
        CHECK_FALSE(ask(real_site(), "/api/v1/search?q=language&limit=1" + rest)["query"].contains("understood_as"));
    }
}

TEST_CASE("words that are too long and filters without a value are refused, and what OpenSearch leaves empty is not") {
    const std::string search = "/api/v1/search?limit=1&q=";
    CHECK(get(real_site(), search + std::string(512, 'x')).status == 200);
    const auto too_long = ask(real_site(), search + std::string(513, 'x'));
    CHECK(too_long["status"] == 400);
    CHECK(too_long["parameter"] == "q");
    for (const std::string name : {"theme", "country", "year", "cursor", "fields", "facets", "sort"}) {
        for (const std::string value : {"", ",", ",,"}) {
            CAPTURE(name);
            CAPTURE(value);
            const auto problem = ask(real_site(), "/api/v1/search?" + name + "=" + value);
            CHECK(problem["status"] == 400);
            CHECK(problem["parameter"] == name);
        }
    }
    CHECK(get(real_site(), "/api/v1/search?q=&limit=").status == 200);
}

TEST_CASE("every format says that the words were mended") {
    for (const std::string format : {"json", "csv", "ris", "atom"}) {
        CAPTURE(format);
        const std::string search = "/api/v1/search?limit=1&format=" + format;
        CHECK(header(get(real_site(), search + "&q=%22work"), "Search-Notices") == "unbalanced-quote");
        CHECK(header(get(real_site(), search + "&q=work"), "Search-Notices").empty());
    }
}

TEST_CASE("a value that is called by its label is told what it is called here") {
    for (const std::string called : {"Sverige", "sweden", "Ruotsi"}) {
        CAPTURE(called);
        CHECK(ask(real_site(), "/api/v1/search?country=" + called)["hint"] == "did you mean 'se'?");
    }
}

TEST_CASE("at a lasting address programs are refused in their own words, and people in theirs") {
    const auto at = [](const std::string& path, const std::string& accept) {
        return respond({.method = "GET", .path = path, .parameters = {}, .headers = {{"accept", accept}}}, real_site());
    };
    for (const std::string path : {"/documents/no-such-document", "/vocabulary/themes/no-such-theme"}) {
        CAPTURE(path);
        CHECK(at(path, "application/ld+json").status == 404);
        CHECK(at(path, "application/ld+json").media_type == "application/problem+json");
        CHECK(at(path, "text/html").media_type.starts_with("text/html"));
    }
    CHECK(at("/vocabulary/themes/women", "image/png").status == 406);
    const auto document = at("/documents/yalla-trappan", "text/html");
    CHECK(document.status == 302);
    CHECK(document.for_machines);
    CHECK(header(document, "Link").find("rel=\"cite-as\"") != std::string::npos);
    CHECK(at("/documents/yalla-trappan", "application/x-bibtex").for_machines);
}
