#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "tests/server/site_fixture.h"

using namespace clearinghouse;
using namespace clearinghouse::server;
using namespace clearinghouse::server::tests;

namespace {

Json ask(const Site& site, const std::string& target) {
    return Json::parse(get(site, target).body);
}

std::string local(const std::string& address) {
    return address.substr(std::string{"https://example.org"}.size());
}

}  // namespace

TEST_CASE("following next tells every change once, in the order of time") {
    std::set<std::string> ids;
    std::string last;
    std::size_t total = 0;
    for (std::string target = "/api/v1/changes?limit=50"; !target.empty();) {
        const auto answer = ask(real_site(), target);
        total = answer["total"];
        for (const auto& change : answer["changes"]) {
            CHECK(ids.insert(change["id"]).second);
            CHECK(last <= change["time"].get<std::string>());
            last = change["time"];
        }
        target = answer["next"].is_null() ? "" : local(answer["next"]);
    }
    CHECK(ids.size() == total);
    CHECK(total > 200);
}

TEST_CASE("a change is a creation, a change or a deletion, seen from the moment that was asked for") {
    const auto all = ask(small_site(), "/api/v1/changes");
    std::size_t deleted = 0;
    for (const auto& change : all["changes"]) {
        CHECK(change["id"] != "not-yet-ready");
        CHECK(change["change"] == (change["id"] == "taken-back" ? "deleted" : "created"));
        deleted += change["change"] == "deleted" ? 1 : 0;
    }
    CHECK(deleted == 1);
    CHECK(ask(small_site(), "/api/v1/changes?since=2029-12-31")["changes"].empty());
    const auto since = all["changes"].back()["time"].get<std::string>();
    CHECK_FALSE(ask(small_site(), "/api/v1/changes?since=" + since)["changes"].empty());
}

TEST_CASE("whoever asks again from next_since misses nothing") {
    const auto answer = ask(small_site(), "/api/v1/changes");
    const auto next = answer["next_since"].get<std::string>();
    CHECK(next > answer["changes"].back()["time"].get<std::string>().substr(0, 10));
    CHECK(ask(small_site(), "/api/v1/changes?since=" + next)["query"]["since"] == next);
}

TEST_CASE("changes of a set are those of its documents") {
    const auto news = ask(small_site(), "/api/v1/changes?set=type:news");
    REQUIRE_FALSE(news["changes"].empty());
    for (const auto& change : news["changes"]) CHECK(change["type"] == "news");
    CHECK(ask(small_site(), "/api/v1/changes?set=type:nothing")["total"] == 0);
}

TEST_CASE("a wrong question about changes is answered with what is wrong") {
    struct Case {
        std::string query, parameter;
    };
    const Case cases[] = {
        {"since=yesterday", "since"},
        {"since=2026-02-30", "since"},
        {"since=2026-01-01T08:00:00+01:00", "since"},  // "+" is a space
        {"limit=0", "limit"},
        {"limit=1001", "limit"},
        {"limit=many", "limit"},
        {"limit=1&limit=2", "limit"},
        {"cursor=x", "cursor"},
        {"cursor=1-", "cursor"},
        {"cursor=1-2", "cursor"},
        {"cursor=99999999999999-1-a", "cursor"},
        {"cursor=-1-1-a", "cursor"},
        {"sinc=2026-01-01", "sinc"},
    };
    for (const auto& c : cases) {
        CAPTURE(c.query);
        const auto problem = ask(small_site(), "/api/v1/changes?" + c.query);
        CHECK(problem["status"] == 400);
        CHECK(problem["parameter"] == c.parameter);
    }
}
