#include "server/conditional.h"

#include <doctest/doctest.h>

#include <string>

using namespace clearinghouse::server;
using std::chrono::seconds;
using std::chrono::sys_seconds;

namespace {

const sys_seconds moment{seconds{784111777}};

Request with_header(const std::string& name, const std::string& value) {
    return {.method = "GET", .path = "/", .parameters = {}, .headers = {{name, value}}};
}

}  // namespace

TEST_CASE("dates are written in one form and read in three") {
    CHECK(http_date(moment) == "Sun, 06 Nov 1994 08:49:37 GMT");
    for (const std::string text :
         {"Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"}) {
        CAPTURE(text);
        CHECK(read_http_date(text) == moment);
    }
    for (const std::string text : {"", "yesterday", "Sun, 06 Nov 1994 08:49:37 GMT and more", "1994-11-06"}) {
        CAPTURE(text);
        CHECK_FALSE(read_http_date(text));
    }
}

TEST_CASE("a tag is the handler's if it can be one, else derived from the body") {
    Response response;
    response.body = "hello";
    const auto derived = entity_tag(response);
    CHECK(derived.front() == '"');
    CHECK(derived.back() == '"');
    response.entity_tag = "generation-7";
    CHECK(entity_tag(response) == "\"generation-7\"");
    response.entity_tag = "with \"quotes\"";
    CHECK(entity_tag(response) == derived);
    response.entity_tag.clear();
    response.body = "hallo";
    CHECK(entity_tag(response) != derived);
    CHECK(compressed_tag("\"a\"") == "\"a-gzip\"");
}

TEST_CASE("If-None-Match knows lists, weak tags and the star") {
    struct Case {
        std::string header;
        bool unchanged;
    };
    const Case cases[] = {
        {"\"a\"", true}, {"W/\"a\"", true},    {"\"b\", \"a\"", true}, {"\"b\",W/\"a\" , \"c\"", true},
        {"*", true},     {" * ", true},        {"\"b\"", false},       {"a", false},
        {"\"a", false},  {"\"b,\"a\"", false}, {"\"A\"", false}};
    for (const auto& c : cases) {
        CAPTURE(c.header);
        CHECK(is_unchanged(with_header("if-none-match", c.header), "\"a\"", std::nullopt) == c.unchanged);
    }
}

TEST_CASE("If-Modified-Since counts only without If-None-Match and with a readable date") {
    const auto same = http_date(moment);
    CHECK(is_unchanged(with_header("if-modified-since", same), "\"a\"", moment));
    CHECK(is_unchanged(with_header("if-modified-since", same), "\"a\"", moment - seconds{1}));
    CHECK_FALSE(is_unchanged(with_header("if-modified-since", same), "\"a\"", moment + seconds{1}));
    CHECK_FALSE(is_unchanged(with_header("if-modified-since", same), "\"a\"", std::nullopt));
    CHECK_FALSE(is_unchanged(with_header("if-modified-since", "soon"), "\"a\"", moment));
    auto both = with_header("if-modified-since", same);
    both.headers["if-none-match"] = "\"b\"";
    CHECK_FALSE(is_unchanged(both, "\"a\"", moment));
}

TEST_CASE("one range of bytes is understood, anything else is answered with the whole") {
    struct Case {
        std::string header;
        RangeKind kind;
        std::size_t begin, end;
    };
    using enum RangeKind;
    const Case cases[] = {
        {"bytes=0-0", part, 0, 1},
        {"bytes=2-5", part, 2, 6},
        {"bytes=2-", part, 2, 10},
        {"bytes=-3", part, 7, 10},
        {"bytes=-30", part, 0, 10},
        {"bytes=5-100", part, 5, 10},
        {"bytes=0-18446744073709551615", part, 0, 10},
        {"bytes=10-", unsatisfiable, 0, 0},
        {"bytes=-0", unsatisfiable, 0, 0},
        {"bytes=0-1,3-4", whole, 0, 0},
        {"bytes=5-2", whole, 0, 0},
        {"bytes=-", whole, 0, 0},
        {"bytes=a-b", whole, 0, 0},
        {"bytes=1-2x", whole, 0, 0},
        {"bytes=99999999999999999999-", whole, 0, 0},
        {"pages=1-2", whole, 0, 0},
        {"", whole, 0, 0},
    };
    for (const auto& c : cases) {
        CAPTURE(c.header);
        const auto found = wanted_range(with_header("range", c.header), 10, "\"a\"", moment);
        CHECK(found.kind == c.kind);
        CHECK(found.range.begin == c.begin);
        CHECK(found.range.end == c.end);
    }
}

TEST_CASE("If-Range serves a part only of the same answer") {
    struct Case {
        std::string if_range;
        RangeKind kind;
    };
    const Case cases[] = {{"\"a\"", RangeKind::part},
                          {"\"b\"", RangeKind::whole},
                          {"W/\"a\"", RangeKind::whole},
                          {http_date(moment), RangeKind::part},
                          {http_date(moment - seconds{1}), RangeKind::whole}};
    for (const auto& c : cases) {
        CAPTURE(c.if_range);
        auto request = with_header("range", "bytes=0-1");
        request.headers["if-range"] = c.if_range;
        CHECK(wanted_range(request, 10, "\"a\"", moment).kind == c.kind);
    }
}
