#include "server/http.h"

#include <doctest/doctest.h>

using namespace clearinghouse::server;

TEST_CASE("a request gives the first value, all values, or the fallback of a parameter") {
    const Request request{.method = "GET",
                          .path = "/search",
                          .parameters = {{"country", "no"}, {"q", "skole"}, {"country", "se"}},
                          .headers = {{"accept", "text/html"}}};
    CHECK(request.parameter("country") == "no");
    CHECK(request.parameter("page", "1") == "1");
    CHECK(request.parameter("page").empty());
    CHECK(request.all("country") == std::vector<std::string>{"no", "se"});
    CHECK(request.all("page").empty());
    CHECK(request.header("Accept") == "text/html");
    CHECK(request.header("referer").empty());
}

TEST_CASE("a redirect carries its place as ASCII in one line") {
    const auto response = Response::redirect(303, "/sök\r\nX: y");
    CHECK(response.status == 303);
    REQUIRE(response.headers.size() == 1);
    CHECK(response.headers[0].first == "Location");
    CHECK(response.headers[0].second == "/s%C3%B6k%0D%0AX:%20y");
}

TEST_CASE("JSON is for machines, and a failure is a problem document") {
    CHECK(Response::json("{}").media_type == "application/json");
    CHECK(Response::json("{}").for_machines);
    CHECK(Response::json("{}", 404).media_type == "application/problem+json");
    CHECK(Response::json("{}", 404).status == 404);
}
