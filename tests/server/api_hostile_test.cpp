#include <doctest/doctest.h>

#include <array>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "server/openapi.h"
#include "server/problem_types.h"
#include "tests/server/site_fixture.h"

/// Whatever a parameter holds, the API answers, or says in a problem document what is wrong; it never fails. Routes
/// come from the server and parameters from its description, so that what is added later is tried by itself.
using namespace clearinghouse::server;
using namespace clearinghouse::server::tests;

namespace {

const std::vector<std::string>& hostile_values() {
    static const std::vector<std::string> values{
        "",
        " ",
        "0",
        "-1",
        "1.5",
        "99999999999999999999999",
        "true",
        "..",
        "2018..",
        "9999..0000",
        "../../etc/passwd",
        "\"",
        "'; DROP TABLE documents; --",
        "<script>alert(1)</script>",
        "{\"$ne\":1}",
        "\\",
        "a:b:c",
        "((((((((((((((((((((((((",
        "*",
        ",,,,,",
        "\xE2\x80\xAE\xCC\x81\xF0\x9F\x98\x80",
        std::string(4000, 'a'),
        [] {
            std::string many;
            for (int i = 0; i < 500; ++i) many += std::to_string(i) + ",";
            return many;
        }(),
    };
    return values;
}

/// The address of a route with its placeholders filled by what is there, or by something else.
std::string address(std::string_view pattern, const std::string& value = "") {
    std::string path;
    for (std::size_t at = 0; at < pattern.size();) {
        if (pattern[at] != '{') {
            path += pattern[at++];
            continue;
        }
        const auto end = pattern.find('}', at);
        const auto name = pattern.substr(at + 1, end - at - 1);
        path += !value.empty() ? value : name == "scheme" ? "themes" : name == "concept" ? "health" : "language-cafe";
        at = end + 1;
    }
    return path;
}

std::vector<std::string_view> api_routes() {
    std::vector<std::string_view> paths;
    for (const auto& route : routes()) {
        if (route.path.starts_with("/api/v1/")) paths.push_back(route.path);
    }
    return paths;
}

/// The parameters of a route, as its description has them, and some that any address may be tried with.
std::set<std::string> parameters_of(std::string_view path) {
    static const auto document = openapi_document(small_site().settings);
    std::set<std::string> names{"format", "lang", "limit", "q", "theme", "year", "cursor", "since"};
    const auto known = document["paths"].find(std::string{path});
    if (known == document["paths"].end()) return names;
    for (const auto& parameter : (*known)["get"]["parameters"]) {
        const auto reference = parameter.value("$ref", "");
        const auto& resolved =
            reference.empty() ? parameter : document.at(nlohmann::ordered_json::json_pointer(reference.substr(1)));
        if (resolved["in"] == "query") names.insert(resolved["name"].get<std::string>());
    }
    return names;
}

Response ask(const std::string& path, std::vector<std::pair<std::string, std::string>> parameters) {
    return respond({.method = "GET", .path = path, .parameters = std::move(parameters), .headers = {}}, small_site());
}

void check_refusal(const Response& response) {
    CHECK(response.media_type == "application/problem+json");
    const auto problem = Json::parse(response.body);
    const auto code = problem["code"].get<std::string>();
    CAPTURE(code);
    const auto* type = problem_type(code);
    REQUIRE(type);
    CHECK(problem["type"] == problem_address(code));
    CHECK(problem["title"] == type->title);
    CHECK(problem["status"] == response.status);
}

}  // namespace

TEST_CASE("whatever a parameter of the API holds, the answer is no failure") {
    std::size_t refused = 0;
    for (const auto path : api_routes()) {
        for (const auto& name : parameters_of(path)) {
            for (const auto& value : hostile_values()) {
                CAPTURE(path);
                CAPTURE(name);
                CAPTURE(value.substr(0, 60));
                const auto response = ask(address(path), {{name, value}});
                CHECK(response.status < 500);
                if (response.status < 400) continue;
                ++refused;
                check_refusal(response);
            }
        }
    }
    CHECK(refused > 1000);
}

TEST_CASE("a parameter that the API does not know is refused everywhere") {
    for (const auto path : api_routes()) {
        CAPTURE(path);
        if (ask(address(path), {}).status >= 300) continue;
        const auto response = ask(address(path), {{"no-such-parameter", "1"}});
        CHECK(response.status == 400);
        CHECK(Json::parse(response.body)["parameter"] == "no-such-parameter");
    }
}

TEST_CASE("a parameter that is given twice is refused, or both values count") {
    for (const auto path : api_routes()) {
        for (const auto& name : parameters_of(path)) {
            CAPTURE(path);
            CAPTURE(name);
            const auto response = ask(address(path), {{name, "1"}, {name, "1"}});
            CHECK(response.status < 500);
            if (response.status >= 400) check_refusal(response);
        }
    }
}

TEST_CASE("whatever an address holds in place of an id, the answer is no failure") {
    for (const auto path : api_routes()) {
        if (path.find('{') == path.npos) continue;
        for (const auto& value : hostile_values()) {
            CAPTURE(path);
            CAPTURE(value.substr(0, 60));
            const auto response = ask(address(path, value.empty() ? " " : value), {});
            CHECK(response.status >= 400);
            CHECK(response.status < 500);
            check_refusal(response);
        }
    }
}
