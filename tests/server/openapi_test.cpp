#include "server/openapi.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "server/facets.h"
#include "server/result_fields.h"
#include "tests/server/site_fixture.h"

using namespace clearinghouse::server;
using namespace clearinghouse::server::tests;

TEST_CASE("every address of the API is described, and nothing else is") {
    std::set<std::string> served;
    for (const auto& route : routes()) {
        if (route.path.starts_with("/api/v1/")) served.emplace(route.path);
    }
    std::set<std::string> described;
    const auto document = openapi_document(small_site().settings);
    for (const auto& [path, operations] : document["paths"].items()) {
        if (path.starts_with("/api/v1/")) described.insert(path);
    }
    CHECK(described == served);
}

TEST_CASE("the description is served whole, with the addresses of this site") {
    const auto response = get(small_site(), "/api/v1/openapi.json");
    CHECK(response.status == 200);
    const auto document = Json::parse(response.body);
    CHECK(document["openapi"] == "3.1.0");
    CHECK(document["servers"][0]["url"] == "https://example.org");
    CHECK(response.body.find(".schema.json") == std::string::npos);
    CHECK(response.body.find("clearinghouse.example") == std::string::npos);
    CHECK(document["components"]["schemas"]["Search"]["properties"].contains("search_record"));
}

TEST_CASE("each operation has a name of its own") {
    std::set<std::string> names;
    const auto document = openapi_document(small_site().settings);
    for (const auto& [path, operations] : document["paths"].items()) {
        CAPTURE(path);
        CHECK(names.insert(operations["get"]["operationId"]).second);
    }
}

TEST_CASE("an operation that answers JSON shows what it answered, at the addresses of this site") {
    const auto document = openapi_document(small_site().settings);
    // What the dump holds is too long to show.
    const std::set<std::string> without{"getDumpFile"};
    for (const auto& [path, operations] : document["paths"].items()) {
        const auto& operation = operations["get"];
        const auto& content = operation["responses"]["200"]["content"];
        if (!content.contains("application/json") || without.contains(operation["operationId"])) continue;
        CAPTURE(path);
        const auto& example = content["application/json"]["examples"]["answer"];
        CHECK(example["summary"].get<std::string>().starts_with("GET /api/v1/"));
        CHECK(example["value"].is_object());
    }
    const auto& changes = document["paths"]["/api/v1/changes"]["get"]["responses"]["200"]["content"];
    CHECK(changes.dump().find("https://example.org/") != std::string::npos);
}

TEST_CASE("the facets and fields that can be chosen are described, and nothing else is") {
    const auto parameters = openapi_document(small_site().settings)["components"]["parameters"];
    std::set<std::string> described = parameters["facets"]["schema"]["items"]["enum"];
    std::set<std::string> known{"none"};
    for (const auto& facet : facets) {
        known.emplace(facet.name);
        CHECK(parameters.contains(facet.name));
    }
    CHECK(described == known);
    described = parameters["fields"]["schema"]["items"]["enum"].get<std::set<std::string>>();
    known.clear();
    for (const auto& field : result_fields()) known.emplace(field.name);
    CHECK(described == known);
}

TEST_CASE("each operation shows an answer in each of its formats, but for files and calendars") {
    const auto document = openapi_document(small_site().settings);
    // A practice has no calendar; a file of the dump is what listDump says.
    const std::set<std::string> without{"getDumpFile", "getDescription"};
    for (const auto& [path, operations] : document["paths"].items()) {
        const auto& operation = operations["get"];
        if (without.contains(operation["operationId"])) continue;
        for (const auto& [media_type, content] : operation["responses"]["200"]["content"].items()) {
            if (path == "/api/v1/documents/{id}" && media_type == "text/calendar") continue;
            CAPTURE(path);
            CAPTURE(media_type);
            CHECK(content.contains("examples"));
        }
    }
}
