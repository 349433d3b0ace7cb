#include "server/search_command.h"

#include <doctest/doctest.h>

#include <string>

#include "tests/server/site_fixture.h"

using namespace clearinghouse;
using namespace clearinghouse::server;
using namespace clearinghouse::server::tests;

namespace {

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a search on the terminal prints each hit with its type, id, title and the words that met") {
    const auto report = search_report({.text = "language", .index = "", .language = "sv"}, small_site());
    REQUIRE(report);
    CAPTURE(*report);
    CHECK(has(*report, "rank     score  language  type"));
    CHECK(has(*report, "  sv        learning-example"));
    CHECK(has(*report, "  language-cafe\n      Språkcafé"));
    CHECK(has(*report, "      why: "));
    CHECK_FALSE(has(*report, "Understood as"));
}

TEST_CASE("a limit bounds the hits and the count stays exact") {
    const auto report = search_report({.text = "", .index = "", .limit = 1}, small_site());
    REQUIRE(report);
    CHECK(report->starts_with("1 of "));
    CHECK(has(*report, "\n   1  "));
    CHECK_FALSE(has(*report, "\n   2  "));
}

TEST_CASE("explained, a search says first what was looked for in the place of each word") {
    SearchCommand command{.text = "women \"language", .index = "", .language = "fi", .explain = true};
    const auto report = search_report(command, small_site());
    REQUIRE(report);
    CAPTURE(*report);
    CHECK(report->starts_with("Understood as\n  text        "));
    CHECK(has(*report, "  notice      unbalanced-quote"));
    CHECK(has(*report, "\n  women\n    form "));
    CHECK(has(*report, "\n    concept "));
    CHECK(has(*report, "  1.00  naiset  ["));
}

TEST_CASE("a search on the terminal refuses what a page refuses") {
    const auto language = search_report({.text = "x", .index = "", .language = "xx"}, small_site());
    REQUIRE_FALSE(language);
    CHECK(model::to_line(language.error()).starts_with("--lang: unknown language 'xx' (en, "));
}

TEST_CASE("what is mended in a search is said before the hits, asked for or not") {
    const auto report = search_report({.text = std::string(600, 'x'), .index = ""}, small_site());
    REQUIRE(report);
    CAPTURE(*report);
    CHECK(report->starts_with("  notice      too-long: "));
    CHECK(has(*report, "\n\nnothing found\n"));
}
