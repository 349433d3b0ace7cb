#include "server/comparison.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>

#include "server/csv.h"
#include "tests/server/site_fixture.h"

using namespace clearinghouse::server;
using namespace clearinghouse::server::tests;

namespace {

const std::string two = "ids=jobbsjansen,kvinder-i-job";

Json compared(const std::string& query) {
    const auto response = get(real_site(), "/api/v1/compare?" + query);
    CAPTURE(response.body);
    REQUIRE(response.status == 200);
    return Json::parse(response.body);
}

Json row_of(const Json& comparison, const std::string& field) {
    for (const auto& row : comparison["rows"]) {
        if (row["field"] == field) return row;
    }
    return nullptr;
}

}  // namespace

TEST_CASE("ids are taken with commas or repeated, each once, and an alias leads to its document") {
    const auto comparison = compared(two);
    CHECK(comparison["documents"].size() == 2);
    CHECK(compared("ids=jobbsjansen&ids=kvinder-i-job&ids=jobbsjansen")["rows"] == comparison["rows"]);
}

TEST_CASE("a row says whether the examples differ, and which values all share") {
    const auto comparison = compared(two);
    const auto countries = row_of(comparison, "country");
    CHECK_FALSE(countries["same"]);
    CHECK(countries["cells"][0]["values"][0]["text"] == "Norway");
    CHECK(countries["cells"][1]["values"][0]["text"] == "Denmark");
    const auto themes = row_of(comparison, "theme");
    const auto is_shared = [](const Json& value) { return value["shared"].get<bool>(); };
    CHECK(std::ranges::any_of(themes["cells"][0]["values"], is_shared));
    for (const auto& row : comparison["rows"]) {
        CAPTURE(row.dump());
        CHECK(row["cells"].size() == 2);
        if (row["same"]) CHECK(row["cells"][0] == row["cells"][1]);
    }
}

TEST_CASE("a field that only some examples tell of is not marked as different") {
    const std::string sparse = "ids=jobbsjansen,baba-faedre";
    const auto comparison = compared(sparse);
    const auto period = row_of(comparison, "period");
    REQUIRE_FALSE(period.is_null());
    CHECK_FALSE(period["same"]);
    CHECK_FALSE(period["cells"][0]["values"].empty());
    CHECK(period["cells"][1]["values"].empty());
    const auto page = get(real_site(), "/en/compare?" + sparse);
    CHECK(page.body.find("Period <span class=\"alike\">told of some only</span>") != page.body.npos);
}

TEST_CASE("status, period and cost are shown even when no example tells them") {
    const std::string sparse = "ids=jobbsjansen,baba-faedre";
    const auto comparison = compared(sparse);
    for (const std::string field : {"practice-status", "period", "cost"}) {
        CAPTURE(field);
        CHECK_FALSE(row_of(comparison, field).is_null());
    }
    CHECK(row_of(comparison, "funder").is_null());
    const auto page = get(real_site(), "/en/compare?" + sparse);
    CHECK(page.body.find("<th scope=\"row\">Cost </th>") != page.body.npos);
}

TEST_CASE("only what differs is shown when that is asked for") {
    const auto all = compared(two);
    const auto differing = compared(two + "&differences=only");
    CHECK(differing["rows"].size() <= all["rows"].size());
    for (const auto& row : differing["rows"]) CHECK_FALSE(row["same"]);
}

TEST_CASE("text that is not in the reader's language says which it is in") {
    const auto approach = row_of(compared(two + "&lang=fi"), "approach");
    for (const auto& cell : approach["cells"]) {
        if (!cell["text"].is_null()) CHECK(cell["language"] != "fi");
    }
    const auto page = get(real_site(), "/fi/compare?" + two);
    CHECK(page.status == 200);
    CHECK(page.body.find("<div lang=\"") != page.body.npos);
    CHECK(page.body.find("Tekstin kieli: ") != page.body.npos);
}

TEST_CASE("the CSV has a line for each field and a column for each example") {
    const auto table = read_csv(get(real_site(), "/api/v1/compare?" + two + "&format=csv").body);
    CHECK(table.header == std::vector<std::string>{"field", "label", "same", "jobbsjansen", "kvinder-i-job"});
    CHECK(table.rows.size() == compared(two)["rows"].size() + 2);
}

TEST_CASE("what cannot be compared is refused by the API in words") {
    struct Case {
        std::string query, code;
    };
    const Case cases[] = {
        {"", "too-few"},
        {"ids=jobbsjansen", "too-few"},
        {"ids=jobbsjansen,no-such-example", "unknown-document"},
        {"ids=jobbsjansen,2018-women", "not-comparable"},
        {"ids=jobbsjansen,kvinder-i-job,yalla-trappan,baba-faedre,mirjam-guidance-newly-arrived-women", "too-many"},
        {two + "&differences=some", "bad-parameter"}};
    for (const auto& c : cases) {
        CAPTURE(c.query);
        const auto response = get(real_site(), "/api/v1/compare?" + c.query);
        CHECK(response.status == (c.code == "unknown-document" ? 404 : 400));
        CHECK(Json::parse(response.body)["code"] == c.code);
    }
    const auto withdrawn = get(small_site(), "/api/v1/compare?ids=language-cafe,taken-back");
    CHECK(Json::parse(withdrawn.body)["code"] == "withdrawn");
}

TEST_CASE("a page with too few or wrong examples helps to choose others") {
    struct Case {
        std::string query;
        int status;
        std::string says;
    };
    const Case cases[] = {
        {"", 200, "Choose two to four"},
        {"?ids=jobbsjansen", 200, "value=\"jobbsjansen\" checked"},
        {"?ids=jobbsjansen,no-such-example", 400, "There is no document “no-such-example”"},
        {"?ids=a,b,c", 400, "There is no document “b”"},
        {"?" + two + ",2018-women", 200, "“2018-women” is no learning example"},
        {"?" + two + ",yalla-trappan,baba-faedre,mirjam-guidance-newly-arrived-women", 400, "More than four"}};
    for (const auto& c : cases) {
        CAPTURE(c.query);
        const auto page = get(real_site(), "/en/compare" + c.query);
        CHECK(page.status == c.status);
        CHECK(page.body.find(c.says) != page.body.npos);
        CHECK(page.body.find("name=\"ids\"") != page.body.npos);
    }
}

TEST_CASE("learning examples among the hits of a search can be chosen for comparing") {
    const auto page = get(real_site(), "/en/search?type=learning-example");
    CHECK(page.body.find("form=\"compare\" name=\"ids\"") != page.body.npos);
    CHECK(page.body.find("<form id=\"compare\"") != page.body.npos);
    CHECK(get(real_site(), "/en/search?type=statistic").body.find("<form id=\"compare\"") == page.body.npos);
}

TEST_CASE("more examples are found by words, and what was chosen stays chosen") {
    const auto found = get(real_site(), "/sv/compare?ids=jobbsjansen&q=byggbranschen&find=yes");
    CHECK(found.status == 200);
    CHECK(found.body.find("value=\"jobbsjansen\" checked") != std::string::npos);
    CHECK(found.body.find("name=\"q\" maxlength=\"500\" value=\"byggbranschen\"") != std::string::npos);
    const auto options = [](const std::string& body) {
        std::size_t count = 0;
        for (auto at = body.find("name=\"ids\""); at != std::string::npos; at = body.find("name=\"ids\"", at + 1))
            ++count;
        return count;
    };
    CHECK(options(found.body) > 1);
    CHECK(options(found.body) <= 11);
    // Two that are chosen are compared only when that is asked for.
    CHECK(get(real_site(), "/sv/compare?" + two + "&q=jobb&find=yes").body.find("<table") == std::string::npos);
    CHECK(get(real_site(), "/sv/compare?" + two + "&q=jobb").body.find("<table") != std::string::npos);
}

TEST_CASE("words that no example answers say so") {
    const auto nothing = get(real_site(), "/fi/compare?ids=jobbsjansen&q=xyzzyx&find=yes");
    CHECK(nothing.status == 200);
    CHECK(nothing.body.find("xyzzyx”") != std::string::npos);
    CHECK(nothing.body.find("value=\"jobbsjansen\" checked") != std::string::npos);
}

TEST_CASE("a cost that nobody told leads to what it took") {
    const auto page = get(real_site(), "/sv/compare?" + two).body;
    CHECK(page.find("href=\"/sv/documents/kvinder-i-job#resources\"") != std::string::npos);
}
