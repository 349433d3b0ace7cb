#include "server/search_parameters.h"

#include <doctest/doctest.h>

#include <string>

#include "server/api_search.h"
#include "server/request_target.h"

using namespace clearinghouse;
using namespace clearinghouse::server;

namespace {

model::Result<search::Request> read(const std::string& query) {
    return read_search({.method = "GET", .path = "/en/search", .parameters = *decode_query(query), .headers = {}},
                       "en");
}

}  // namespace

TEST_CASE("the address of a search is read and written the same") {
    struct Case {
        std::string given, written;
    };
    const Case cases[] = {
        {"", ""},
        {"q=", ""},
        {"q=clean+water", "q=clean%20water"},
        {"q=%C3%A5", "q=%C3%A5"},
        {"theme=a&theme=b", "theme=a&theme=b"},
        {"theme=a,b&theme=a,", "theme=a&theme=b"},
        {"year=2018", "year=2018"},
        {"year=2018..2021", "year=2018..2021"},
        {"year=..2021", "year=..2021"},
        {"sort=newest&q=a&country=se", "q=a&country=se&sort=newest"},
        {"sort=relevance", ""},
        {"sort=title", "sort=title"},
        {"translations=off&q=a&spelling=as-typed", "q=a&spelling=as-typed&translations=off"},
        {"translations=on", ""},
        {"own-language=off&translations=off", "translations=off&own-language=off"},
        {"page=3&other=1", ""},
    };
    for (const auto& c : cases) {
        CAPTURE(c.given);
        const auto request = read(c.given);
        REQUIRE(request);
        CHECK(to_query(*request) == c.written);
    }
}

TEST_CASE("what cannot be read is a problem that names the parameter") {
    struct Case {
        std::string given, parameter;
    };
    const Case cases[] = {
        {"year=18", "year"},
        {"year=2018..x", "year"},
        {"year=..", "year"},
        {"year=2021..2018", "year"},
        {"sort=best", "sort"},
        {"translations=maybe", "translations"},
        {"own-language=1", "own-language"},
    };
    for (const auto& c : cases) {
        CAPTURE(c.given);
        const auto request = read(c.given);
        REQUIRE_FALSE(request);
        CHECK(request.error().file == c.parameter);
        CHECK_FALSE(request.error().hint.empty());
    }
}

TEST_CASE("a span of years that ends before it begins is refused with the order that it takes") {
    CHECK(model::to_line(read("year=2021..2018").error()) ==
          "year: '2021..2018' ends before it begins (the earlier year comes first: 2018..2021)");
    CHECK(read("year=2018..2018"));
}

TEST_CASE("what was asked behind a path is written again as it was") {
    const auto behind = [](const std::string& query) {
        return query_behind({.method = "GET", .path = "/", .parameters = *decode_query(query), .headers = {}});
    };
    CHECK(behind("limit=2&q=a%20b%26c&lang=sv") == "?limit=2&q=a%20b%26c&lang=sv");
    CHECK(behind("").empty());
}

TEST_CASE("a cursor holds for one search in one state of the index") {
    search::Request request;
    request.text = "water";
    auto other = request;
    other.text = "wells";
    const auto cursor = make_cursor(request, "state", 10);
    CHECK(cursor == make_cursor(request, "state", 10));
    CHECK(cursor != make_cursor(request, "later", 10));
    CHECK(cursor != make_cursor(other, "state", 10));
}
