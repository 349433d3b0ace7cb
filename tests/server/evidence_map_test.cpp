#include "server/evidence_map.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "server/csv.h"
#include "tests/server/site_fixture.h"

using namespace clearinghouse::server;
using namespace clearinghouse::server::tests;

namespace {

Json map_of(const std::string& query) {
    const auto response = get(real_site(), "/api/v1/evidence-map?" + query);
    CAPTURE(query);
    REQUIRE(response.status == 200);
    return Json::parse(response.body);
}

std::size_t found_at(const std::string& address) {
    const auto response = get(real_site(), address.substr(std::string{"https://example.org"}.size()));
    REQUIRE(response.status == 200);
    return Json::parse(response.body)["total"];
}

std::set<std::string> ids_of(const Json& axis) {
    std::set<std::string> ids;
    for (const auto& value : axis["values"]) ids.insert(value["id"]);
    return ids;
}

}  // namespace

TEST_CASE("each number of a map is what the search that it leads to finds") {
    for (const std::string query :
         {"", "rows=theme&columns=target-group&theme=women&theme=employment", "under=children-youth&country=is",
          "rows=year&columns=type&year=2017..2020&colour=type", "rows=goal&columns=perspective&q=language&lang=fi",
          "rows=evidence&columns=language&q=langauge"}) {
        CAPTURE(query);
        const auto map = map_of(query);
        std::size_t step = 0;
        for (const auto& cell : map["cells"]) {
            CAPTURE(cell.dump());
            std::size_t by_colour = 0;
            for (const auto& count : cell["by_colour"]) by_colour += count.get<std::size_t>();
            CHECK(by_colour == cell["count"]);
            CHECK(cell["api"].is_null() == (cell["count"] == 0));
            // Under sanitizers a search takes its time, so one in seven is asked for.
            if (cell["count"] > 0 && ++step % 7 == 0) CHECK(found_at(cell["api"]) == cell["count"]);
        }
        CHECK(step > 0);
    }
}

TEST_CASE("a theme stands for those below it, and opens to them") {
    const auto all = map_of("rows=theme&columns=type");
    const auto top = ids_of(all["rows"]);
    CHECK(top.contains("children-youth"));
    CHECK_FALSE(top.contains("kindergarten"));
    const auto opened = map_of("rows=theme&columns=type&under=children-youth");
    const auto below = ids_of(opened["rows"]);
    CHECK(below.contains("children-youth"));
    CHECK_FALSE(below.contains("labour-market"));
    CHECK(below.size() > 1);
    CHECK(opened["total"] == all["total"]);
}

TEST_CASE("the rows and columns of small schemes are there when they are empty") {
    const auto map = map_of("rows=evidence&columns=country&q=xqzvxqzv");
    CHECK(map["total"] == 0);
    CHECK(map["rows"]["values"].size() == 4);
    CHECK(map["columns"]["values"].size() == 8);
    CHECK(map["cells"].size() == 32);
}

TEST_CASE("a filter on what the columns show leaves the chosen columns") {
    CHECK(ids_of(map_of("country=is&country=no")["columns"]) == std::set<std::string>{"is", "no"});
}

TEST_CASE("every cell is a line of the CSV, empty ones too") {
    const auto response = get(real_site(), "/api/v1/evidence-map?rows=goal&columns=country&format=csv&lang=da");
    CHECK(response.media_type.starts_with("text/csv"));
    const auto table = read_csv(response.body);
    const auto map = map_of("rows=goal&columns=country");
    CHECK(table.header.front() == "row");
    REQUIRE(table.rows.size() == map["cells"].size());
    for (std::size_t at = 0; at < table.rows.size(); ++at) {
        CHECK(table.rows[at][0] == map["cells"][at]["row"]);
        CHECK(table.rows[at][4] == std::to_string(map["cells"][at]["count"].get<int>()));
    }
}

TEST_CASE("the picture has a title, a description and a link for each cell with documents") {
    const auto response = get(real_site(), "/api/v1/evidence-map?format=svg&lang=sv");
    CHECK(response.media_type == "image/svg+xml");
    CHECK(response.body.find("<title id=\"title\">Tema × Land</title>") != response.body.npos);
    CHECK(response.body.find("<desc id=\"description\">") != response.body.npos);
    std::size_t links = 0;
    for (auto at = response.body.find("<a href="); at != response.body.npos;
         at = response.body.find("<a href=", at + 1))
        ++links;
    std::size_t full = 0;
    const auto map = map_of("");
    for (const auto& cell : map["cells"]) full += cell["count"] > 0 ? 1 : 0;
    CHECK(links == full);
}

TEST_CASE("a map that cannot be drawn is refused by the API and mended on the page") {
    struct Case {
        std::string query, parameter;
    };
    const Case cases[] = {{"rows=country&columns=country", "columns"},
                          {"rows=mood", "rows"},
                          {"colour=theme", "colour"},
                          {"under=nothing", "under"},
                          {"column=theme", "column"},
                          {"lang=xx", "lang"},
                          {"theme=no-such-theme", "theme"},
                          {"year=soon", "year"}};
    for (const auto& c : cases) {
        CAPTURE(c.query);
        const auto response = get(real_site(), "/api/v1/evidence-map?" + c.query);
        CHECK(response.status == 400);
        CHECK(Json::parse(response.body)["parameter"] == c.parameter);
    }
    const auto page = get(real_site(), "/en/evidence-map?rows=country&columns=country");
    CHECK(page.status == 200);
    CHECK(page.body.find("cannot be drawn") != page.body.npos);
}

TEST_CASE("the page says in words where there is nothing") {
    const auto page = get(real_site(), "/fi/evidence-map");
    CHECK(page.body.find("Aukot sanoina") != page.body.npos);
    CHECK(page.body.find("<span class=\"unseen\">Ei asiakirjoja</span>") != page.body.npos);
    CHECK(page.body.find("<th scope=\"row\">") != page.body.npos);
}
