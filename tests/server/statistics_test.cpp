#include <doctest/doctest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "server/statistics/data_files.h"
#include "server/statistics/wording.h"
#include "tests/server/site_fixture.h"

namespace clearinghouse::server {
namespace {

using tests::get;
using tests::header;

bool holds(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

const std::string share = "/api/v1/statistics/foreign-born-share-2022-map?";

}  // namespace

TEST_CASE("a word of the data is found under a key of plain letters") {
    CHECK(slug("per cent") == "per-cent");
    CHECK(slug("in a job, two years after a master's degree") == "in-a-job-two-years-after-a-master-s-degree");
    CHECK(slug("(Åland)") == "land");
}

TEST_CASE("the pictures of two statistics are as they were") {
    const auto& site = tests::real_site();
    tests::check_golden("api/foreign-born-share.sv.svg", get(site, share + "format=svg&lang=sv&shape=map").body);
    tests::check_golden(
        "api/immigrants-in-workplaces.fi.svg",
        get(site, "/api/v1/statistics/virksomhetene-ansetter-flere-innvandrere?format=svg&lang=fi").body);
}

TEST_CASE("the figures of every statistic are given in every format that fits them") {
    const auto& site = tests::real_site();
    const auto list = nlohmann::json::parse(get(site, "/api/v1/statistics?lang=fi").body);
    REQUIRE(list["total"] >= 15);
    for (const auto& statistic : list["statistics"]) {
        const auto id = statistic["id"].get<std::string>();
        CAPTURE(id);
        const auto at = "/api/v1/statistics/" + id;
        CHECK(get(site, at).status == 200);
        const int expected = statistic["files"].empty() ? 404 : 200;
        CHECK(get(site, at + "?format=csv").status == expected);
        const auto answer = get(site, at + "?format=json-stat&lang=da");
        CHECK(answer.status == expected);
        if (expected == 404) continue;
        const auto dataset = nlohmann::json::parse(answer.body);
        std::size_t places = 1;
        for (const auto& size : dataset["size"]) places *= size.get<std::size_t>();
        CHECK(dataset["value"].size() == places);
        const auto picture = get(site, at + "?format=svg&lang=is");
        CHECK((picture.status == 200 || picture.status == 404));
        CHECK(get(site, "/nn/embed/statistics/" + id).status == 200);
    }
}

TEST_CASE("a statistic of several data files has a download of each, in each format") {
    const auto& site = tests::small_site();
    const Request request;
    const Visit visit{request, site, {}, site.current_searcher(), site.clock(), "en"};
    auto document = visit.find("arrivals").record.value().document;
    const auto data = std::ranges::find(document.details, "data", [](const auto& detail) { return detail.field; });
    REQUIRE(data != document.details.end());
    const auto again = *data;
    document.details.push_back(again);
    std::vector<std::string> addresses;
    for (const auto& download : data_downloads(visit, document)) addresses.push_back(download.address);
    const std::string statistic = "https://example.org/api/v1/statistics/arrivals?";
    CHECK(addresses == std::vector<std::string>{statistic + "format=csv", statistic + "format=json-stat",
                                                statistic + "file=arrivals.csv&format=csv",
                                                statistic + "file=arrivals.csv&format=json-stat"});
}

TEST_CASE("what cannot be answered about a statistic is said in words") {
    struct Case {
        std::string target;
        int status;
        std::string code;
    };
    for (const auto& [target, status, code] : std::vector<Case>{
             {"/api/v1/statistics/nothing", 404, "not-found"},
             {"/api/v1/statistics/yalla-trappan", 404, "not-found"},
             {share + "format=pdf", 400, "bad-parameter"},
             {share + "colour=red", 400, "bad-parameter"},
             {share + "area=is&area=no", 400, "bad-parameter"},
             {share + "lang=xx", 400, "unknown-value"},
             {share + "shape=pie", 400, "unknown-value"},
             {share + "format=svg&area=Atlantis", 400, "unknown-value"},
             {share + "format=svg&area=Oslo&shape=map", 404, "no-data"},
             {share + "file=other.csv", 404, "unknown-file"},
             {"/api/v1/statistics/nordic-pocket-facts-2013?format=json-stat", 404, "no-data"},
             {"/api/v1/statistics/asylum-applicants-unaccompanied-minors-nordic?format=svg", 404, "no-data"},
             {"/api/v1/statistics?limit=2", 400, "bad-parameter"},
         }) {
        CAPTURE(target);
        const auto answer = get(tests::real_site(), target);
        CHECK(answer.status == status);
        CHECK(nlohmann::json::parse(answer.body)["code"] == code);
    }
}

TEST_CASE("only the page that is made to be embedded may stand in a frame") {
    const auto& site = tests::real_site();
    const auto page = get(site, "/fi/embed/statistics/foreign-born-share-2022-map?area=is");
    CHECK(holds(header(page, "Content-Security-Policy"), "frame-ancestors *"));
    CHECK(holds(page.body, "Nordregio"));
    CHECK_FALSE(holds(header(get(site, "/fi/statistics"), "Content-Security-Policy"), "frame-ancestors *"));
    CHECK(holds(header(get(site, share + "format=svg"), "Content-Security-Policy"), "sandbox"));
}

TEST_CASE("the page of a statistic is that of its document, with the choice that was made") {
    const auto& site = tests::real_site();
    const auto lead = get(site, "/sv/statistics/foreign-born-share-2022-map?area=is");
    CHECK(lead.status == 301);
    CHECK(header(lead, "Location") == "/sv/documents/foreign-born-share-2022-map?area=is");
    CHECK(get(site, "/sv/statistics/yalla-trappan").status == 404);
    const auto page = get(site, "/sv/documents/foreign-born-share-2022-map");
    CHECK(holds(page.body, "Andel utrikes födda i befolkningen"));
    CHECK(holds(page.body, R"(role="img")"));
    CHECK(holds(page.body, "Stockholm (Sverige)"));
    CHECK_FALSE(holds(page.body, "foreign-born share of the population"));
    CHECK(holds(get(site, "/sv/documents/foreign-born-share-2022-map?area=Atlantis").body, "inga siffror"));
}

}  // namespace clearinghouse::server

TEST_CASE("a value that is a year is not written as an amount") {
    using namespace clearinghouse::server::tests;
    const auto page = get(real_site(), "/da/documents/asylum-applicants-unaccompanied-minors-nordic").body;
    CHECK(page.find(">2015<") != std::string::npos);
    CHECK(page.find("2.015") == std::string::npos);
}
