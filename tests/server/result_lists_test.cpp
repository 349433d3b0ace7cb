#include "server/result_lists.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <regex>
#include <string>
#include <vector>

#include "server/csv.h"
#include "server/representations.h"
#include "server/result_fields.h"
#include "tests/server/site_fixture.h"

using namespace clearinghouse::server;
using namespace clearinghouse::server::tests;

namespace {

Json ask(const std::string& target) {
    return Json::parse(get(real_site(), target).body);
}

Table table(const std::string& target) {
    return read_csv(get(real_site(), target).body, 10000);
}

std::size_t lines(const std::string& text) {
    return static_cast<std::size_t>(std::ranges::count(text, '\n'));
}

}  // namespace

TEST_CASE("learning examples on women and work since 2018 with their evidence level are one table") {
    const std::string search = "/api/v1/search?q=work&theme=women&type=learning-example&year=2018..";
    const auto response = get(real_site(), search + "&format=csv");
    CHECK(response.media_type == "text/csv; charset=utf-8");
    const auto read = read_csv(response.body, 10000);
    CHECK(read.header == std::vector<std::string>{"id", "type", "title", "language", "year", "countries", "themes",
                                                  "target_groups", "evidence_level", "summary", "url"});
    CHECK(read.rows.size() == ask(search)["total"].get<std::size_t>());
    CHECK(read.rows.size() > 3);
    for (const auto& row : read.rows) {
        CHECK(row.at(1) == "learning example");
        CHECK(std::stoi(row.at(4)) >= 2018);
        CHECK(row.at(6).find("women") != std::string::npos);
        CHECK(row.at(10) == "https://example.org/documents/" + row.at(0));
    }
    CHECK(std::ranges::any_of(read.rows, [](const auto& row) { return !row.at(8).empty(); }));
}

TEST_CASE("the cells of a table are in the language that was asked for, or ids") {
    const std::string one = "/api/v1/search?type=learning-example&country=se&limit=1&format=csv&fields=type,countries";
    CHECK(table(one + "&lang=sv").rows[0][1].find("Sverige") != std::string::npos);
    CHECK(table(one + "&labels=off").rows[0][0] == "learning-example");
}

TEST_CASE("a table has the columns that were named, in their order, and a mark for Excel on request") {
    const auto response = get(real_site(), "/api/v1/search?limit=2&format=csv&fields=year,id&bom=true");
    CHECK(response.body.starts_with("\xEF\xBB\xBFyear,id\r\n"));
    CHECK(lines(response.body) == 3);
}

TEST_CASE("JSON Lines give the whole list in one answer") {
    const auto total = ask("/api/v1/search")["total"].get<std::size_t>();
    const auto response = get(real_site(), "/api/v1/search?format=jsonl");
    CHECK(response.media_type == "application/jsonl");
    CHECK(lines(response.body) == total);
    const auto first = Json::parse(response.body.substr(0, response.body.find('\n')));
    CHECK(first.contains("evidence_level"));
    CHECK_FALSE(first.contains("snippet"));
}

TEST_CASE("a hit of JSON has the fields that were named, and facets are those that were named") {
    const auto answer = ask("/api/v1/search?q=work&limit=3&fields=id,title&facets=theme,country");
    for (const auto& hit : answer["results"]) {
        CHECK(hit.size() == 2);
        CHECK(hit.contains("title"));
    }
    CHECK(answer["facets"].size() == 2);
    CHECK(answer["facets"].contains("country"));
    CHECK(ask("/api/v1/search?q=work&facets=none")["facets"].empty());
    CHECK(ask("/api/v1/search?q=work")["facets"].size() > 5);
    const auto next = answer["next"].get<std::string>();
    CHECK(next.find("&fields=id%2Ctitle&facets=theme%2Ccountry") != next.npos);
}

TEST_CASE("every field can be asked for, in each format that has fields") {
    for (const auto& field : result_fields()) {
        CAPTURE(field.name);
        for (const std::string format : {"json", "csv", "jsonl"}) {
            const auto response = get(
                real_site(), "/api/v1/search?q=work&limit=5&format=" + format + "&fields=" + std::string{field.name});
            CHECK(response.status == 200);
            CHECK(response.body.find(field.name) != std::string::npos);
        }
    }
}

TEST_CASE("what cannot be listed is a problem that says what can") {
    struct Case {
        std::string query, parameter, hint;
    };
    const Case cases[] = {
        {"fields=id,titel", "fields", "did you mean 'title'?"},
        {"facets=themes", "facets", "did you mean 'theme'?"},
        {"format=csv&limit=10001", "limit", "1 to 10000"},
        {"format=csv&fields=snippet&limit=101", "limit", "1 to 100"},
        {"format=csv&bom=yes", "bom", "true or false"},
        {"format=csv&labels=ids", "labels", "on or off"},
        {"format=jsonn", "format", "did you mean 'json'?"},
    };
    for (const auto& c : cases) {
        CAPTURE(c.query);
        const auto answer = ask("/api/v1/search?" + c.query);
        CHECK(answer["status"] == 400);
        CHECK(answer["parameter"] == c.parameter);
        CHECK(answer["hint"].get<std::string>().find(c.hint) != std::string::npos);
    }
}

TEST_CASE("a search says how a review reports it, the same in every format") {
    const std::string search = "/api/v1/search?q=work&country=se&limit=2";
    const auto record = ask(search)["search_record"];
    CHECK(record["total"] == ask(search)["total"]);
    CHECK(record["address"] == "https://example.org/api/v1/search?q=work&country=se&lang=en&limit=2");
    CHECK(record["id"] == header(get(real_site(), search), "Search-Record"));
    CHECK(record["id"] == header(get(real_site(), search + "&format=csv"), "Search-Record"));
    CHECK(record["id"] != ask("/api/v1/search?q=work&country=dk&limit=2")["search_record"]["id"]);
}

TEST_CASE("links lead through a list and back") {
    const auto link = [](const std::string& target, const std::string& relation) -> std::string {
        const auto links = header(get(real_site(), target), "Link");
        std::smatch found;
        const std::regex wanted{"<https://example\\.org([^>]*)>; rel=\"" + relation + "\""};
        return std::regex_search(links, found, wanted) ? found[1].str() : std::string{};
    };
    const std::string search = "/api/v1/search?q=work&limit=3&format=csv&fields=id";
    CHECK(link(search, "prev").empty());
    CHECK(link(search, "self") == "/api/v1/search?q=work&limit=3&format=csv&fields=id");
    const auto second = link(search, "next");
    const auto third = link(second, "next");
    CHECK(table(second).rows != table(search).rows);
    CHECK(table(link(third, "prev")).rows == table(second).rows);
    CHECK(table(link(second, "prev")).rows == table(search).rows);
    CHECK(table(link(third, "first")).rows == table(search).rows);
}

TEST_CASE("links lead to the same list in each of its other formats, where the head is not too long for that") {
    const std::regex alternate{"<https://example\\.org([^>]*)>; rel=\"alternate\"; type=\"([^\"]*)\""};
    const auto list = get(real_site(), "/api/v1/search?q=mentor&country=se&limit=3&format=csv&fields=id");
    const auto links = header(list, "Link");
    std::size_t others = 0;
    for (std::sregex_iterator each{links.begin(), links.end(), alternate}, end; each != end; ++each, ++others) {
        const auto target = (*each)[1].str();
        CAPTURE(target);
        const auto answer = get(real_site(), target);
        CHECK(answer.status == 200);
        CHECK(answer.media_type.starts_with((*each)[2].str()));
        CHECK(header(answer, "X-Total-Count") == header(list, "X-Total-Count"));
    }
    CHECK(others == list_formats().size() - 1);
    CHECK(links.find("format=csv>; rel=\"alternate\"") == links.npos);
    const auto long_links = header(get(real_site(), "/api/v1/search?q=" + std::string(500, 'a')), "Link");
    CHECK(long_links.find("rel=\"self\"") != long_links.npos);
    CHECK(long_links.find("rel=\"alternate\"") == long_links.npos);
}

TEST_CASE("a collection is a list too: as a table, as lines and as references, in the editors' order") {
    const std::string collection = "/api/v1/collections/2019-segregation?lang=sv";
    std::vector<std::string> parts;
    const auto listed = ask(collection);
    for (const auto& part : listed["parts"]) parts.push_back(part["document"]);
    REQUIRE(parts.size() > 3);
    std::vector<std::string> rows;
    for (const auto& row : table(collection + "&format=csv").rows) rows.push_back(row.at(0));
    CHECK(rows == parts);
    CHECK(lines(get(real_site(), collection + "&format=jsonl").body) == parts.size());
    CHECK(ask(collection + "&format=csl-json").size() == parts.size());
    const auto page = get(real_site(), "/sv/collections/2019-segregation").body;
    for (const std::string format : {"atom", "json-feed", "csv", "ris", "bibtex", "csl-json"}) {
        CAPTURE(format);
        CHECK(page.find("href=\"" + collection + "&amp;format=" + format + "\"") != std::string::npos);
    }
}

TEST_CASE("what a practice cost, its period, its status and what it tells of are columns") {
    const auto read =
        table("/api/v1/search?aspect=cost&format=csv&labels=off&fields=id,costs,period,practice_status,aspects");
    CHECK(read.rows.size() > 5);
    const auto row = std::ranges::find(read.rows, "yalla-trappan", [](const auto& each) { return each.at(0); });
    REQUIRE(row != read.rows.end());
    CHECK(row->at(1) == "6000000 SEK");
    CHECK(std::regex_match(row->at(2), std::regex{"\\d{4}[^/]*/(\\d{4}.*|\\.\\.)"}));
    for (const auto& each : read.rows) CHECK(each.at(4).starts_with("cost"));
}

TEST_CASE("a search that is explained says of each result by which meanings it was found") {
    const auto found = ask("/api/v1/search?q=arbete&lang=sv&type=learning-example&explain=true&fields=id");
    REQUIRE_FALSE(found["results"].empty());
    for (const auto& result : found["results"]) {
        REQUIRE_FALSE(result["found_by"].empty());
        for (const auto& meaning : result["found_by"]) {
            CHECK(meaning["word"] == "arbete");
            CHECK(meaning["weight"] > 0);
        }
    }
    CHECK_FALSE(ask("/api/v1/search?q=arbete&lang=sv&limit=1")["results"][0].contains("found_by"));
}
