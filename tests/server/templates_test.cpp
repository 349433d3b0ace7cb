#include "server/templates.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>

using namespace clearinghouse::server;

namespace {

Texts texts() {
    return *Texts::read("msgctxt \"greeting\"\nmsgid \"Dear {name} & co\"\nmsgstr \"\"\n", {});
}

std::string render(const std::string& source, const Json& view) {
    const auto known = texts();
    return Templates{{{"page", source}, {"part", "<i>{{name}}</i>\n"}}, known}.render("page", "en", view);
}

}  // namespace

TEST_CASE("a template becomes the page we promise") {
    struct Case {
        std::string source, view, page;
    };
    const Case cases[] = {
        {"{{name}}", R"({"name":"<b>&\"'"})", "&lt;b&gt;&amp;&quot;&apos;"},
        {"{{{name}}}", R"({"name":"<b>"})", "<b>"},
        {"[{{> part}}]", R"({"name":"Ål"})", "[<i>Ål</i>]"},
        {"[[greeting]]", R"({"name":"<Eva>"})", "Dear &lt;Eva&gt; &amp; co"},
        {"{{#name}}yes{{/name}}{{^name}}no{{/name}}", R"({"name":""})", "no"},
        {"{{#a}}({{.}}){{/a}}", R"({"a":["x","y"]})", "(x)(y)"},
        {"{{#has_a}}<ul>{{#a}}{{n}}{{/a}}</ul>{{/has_a}}", R"({"a":[{"n":"1"},{"n":"2"}]})", "<ul>12</ul>"},
        {"{{#has_a}}<ul>{{/has_a}}", R"({"a":[]})", ""},
        {"{{a.b}}", R"({"a":{"b":"deep"}})", "deep"},
    };
    for (const auto& c : cases) {
        CAPTURE(c.source);
        CHECK(render(c.source, Json::parse(c.view)) == c.page);
    }
}

TEST_CASE("a template with a slip is found when it is loaded") {
    for (const std::string source : {"[[no.such.text]]", "{{> nowhere}}", "{{#open}}", "{{> page}}"}) {
        CAPTURE(source);
        CHECK_THROWS_AS(render(source, Json::object()), std::runtime_error);
    }
}

TEST_CASE("the texts of a template are named") {
    CHECK(texts_named_in("<p>[[a.b]]</p>[[c]]") == std::vector<std::string>{"a.b", "c"});
}
