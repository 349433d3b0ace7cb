#include "server/negotiation.h"

#include <doctest/doctest.h>

#include <array>
#include <string>

namespace clearinghouse::server {
namespace {

constexpr std::array formats{Format{"json", "application/json"}, Format{"csv", "text/csv; charset=utf-8"},
                             Format{"svg", "image/svg+xml"}};

Request asking(std::string accept, std::vector<std::pair<std::string, std::string>> parameters = {}) {
    Request request;
    request.parameters = std::move(parameters);
    if (!accept.empty()) request.headers["accept"] = std::move(accept);
    return request;
}

TEST_CASE("Accept chooses among the formats that an address offers") {
    struct Case {
        std::string accept, chosen;
    };
    const Case cases[] = {
        {"", "json"},
        {"*/*", "json"},
        {"text/csv", "csv"},
        {"TEXT/CSV", "csv"},
        {"image/*", "svg"},
        {"application/json;q=0.5, text/csv", "csv"},
        {"application/json;q=0.5, text/*;q=0.4, */*;q=0.1", "json"},
        {"text/html,application/xhtml+xml,*/*;q=0.8", "json"},
        {"text/html,image/svg+xml,*/*;q=0.8", "json"},
        {"application/json;q=0, */*", "csv"},
        {"text/csv;header=present;q=0.9", "csv"},
    };
    for (const auto& c : cases) {
        CAPTURE(c.accept);
        const auto format = choose_format(asking(c.accept), formats);
        REQUIRE(format);
        CHECK(format->name == c.chosen);
    }
}

TEST_CASE("format= outranks Accept, and what is not offered is refused with what is") {
    CHECK(choose_format(asking("application/json", {{"format", "csv"}}), formats)->name == "csv");
    const auto unknown = choose_format(asking("", {{"format", "csvs"}}), formats);
    REQUIRE_FALSE(unknown);
    CHECK(model::to_line(unknown.error()) == "format: unknown format 'csvs' (did you mean 'csv'?)");
    CHECK_FALSE(choose_format(asking("", {{"format", ""}}), formats));
    for (const auto* accept : {"text/html", "application/json;q=0", "audio/*", "*/*;q=nonsense"}) {
        CAPTURE(accept);
        const auto refused = choose_format(asking(accept), formats);
        REQUIRE_FALSE(refused);
        CHECK(refused.error().code == "not-acceptable");
        CHECK(refused.error().hint == "format=json, format=csv, format=svg");
    }
}

TEST_CASE("a parameter that is unknown or given twice is refused") {
    constexpr std::array<std::string_view, 2> known{"limit", "format"};
    constexpr std::array<std::string_view, 1> repeatable{"theme"};
    struct Case {
        std::vector<std::pair<std::string, std::string>> parameters;
        std::string said;
    };
    const Case cases[] = {
        {{{"limit", "1"}, {"theme", "a"}, {"theme", "b"}}, ""},
        {{{"limits", "1"}}, "limits: unknown parameter 'limits' (did you mean 'limit'?)"},
        {{{"colour", "1"}}, "colour: unknown parameter 'colour' (limit, format, theme)"},
        {{{"limit", "1"}, {"limit", "1"}}, "limit: 'limit' is given more than once (give it once)"},
    };
    for (const auto& c : cases) {
        CAPTURE(c.said);
        const auto checked = check_parameters(asking("", c.parameters), known, repeatable);
        CHECK((checked ? "" : model::to_line(checked.error())) == c.said);
    }
}

}  // namespace
}  // namespace clearinghouse::server
