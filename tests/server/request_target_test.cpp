#include "server/request_target.h"

#include <doctest/doctest.h>

#include <string>

using namespace clearinghouse::server;

TEST_CASE("a path is decoded to clean UTF-8 or refused") {
    struct Case {
        std::string path;
        std::string decoded;  // empty: refused
    };
    const Case cases[] = {
        {"/", "/"},
        {"/documents/bos%C3%A6tting-1", "/documents/bosætting-1"},
        {"/s%c3%b6k", "/sök"},
        {"/a+b", "/a+b"},
        {"/a%20b", "/a b"},
        {"/100%25", "/100%"},
        {"/a.b/..c", "/a.b/..c"},
        {"/%F0%9F%87%B3", "/\xF0\x9F\x87\xB3"},
        {"", ""},
        {"a", ""},
        {"/%", ""},
        {"/%4", ""},
        {"/%zz", ""},
        {"/%u00e5", ""},
        {"/a%00.html", ""},
        {"/a%0d%0aX:1", ""},
        {"/%7f", ""},
        {"/%ff", ""},
        {"/%c0%af", ""},        // overlong "/"
        {"/%e0%80%af", ""},     // overlong, three bytes
        {"/%ed%a0%80", ""},     // half of a surrogate pair
        {"/%f4%90%80%80", ""},  // past the last character
        {"/%c3", ""},           // cut off
        {"/../etc/passwd", ""},
        {"/a/%2e%2e/b", ""},
        {"/a/..%2fb", ""},
        {"/a/..%5cb", ""},
        {"/a/.", ""},
    };
    for (const auto& c : cases) {
        CAPTURE(c.path);
        CHECK(decode_path(c.path).value_or("") == c.decoded);
    }
}

TEST_CASE("a query becomes its parameters in order, with repetitions") {
    const auto parameters = decode_query("q=f%C3%B8rste+linje&country=no&country=se&empty=&bare&&=x&a%3Db=c%26d");
    REQUIRE(parameters);
    const std::vector<std::pair<std::string, std::string>> expected{
        {"q", "første linje"}, {"country", "no"}, {"country", "se"}, {"empty", ""},
        {"bare", ""},          {"", "x"},         {"a=b", "c&d"}};
    CHECK(*parameters == expected);
    CHECK(decode_query("")->empty());
}

TEST_CASE("a query that is not clean UTF-8 is refused") {
    for (const std::string query : {"q=%00", "q=a%0Ab", "q=%ff", "%c3=1", "q=%", "q=%1"}) {
        CAPTURE(query);
        CHECK_FALSE(decode_query(query));
    }
}
