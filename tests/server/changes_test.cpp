#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <string_view>

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

/// The small site at another time than that of the tests.
Site small_site_at(std::string_view moment) {
    auto site = make_site({.base_url = "https://example.org", .version = "test"},
                          [searcher = small_site().current_searcher()] { return searcher; });
    site.clock = [now = *model::parse_moment(moment)] { return now; };
    return site;
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

TEST_CASE("an answer about changes stays as it is until something changes, a scheduled document by itself") {
    const std::string targets[] = {"/api/v1/changes", "/api/v1/changes?since=2024-03-01&limit=2",
                                   "/api/v1/changes?set=theme:policy"};
    const auto soon = small_site_at("2030-01-01T00:00:01Z");
    const auto before = small_site_at("2031-05-31T23:59:59Z");
    const auto after = small_site_at("2031-06-01T00:00:00Z");
    const auto later = small_site_at("2032-01-01");
    for (const auto& target : targets) {
        CAPTURE(target);
        CHECK(get(soon, target).body == get(small_site(), target).body);
        CHECK(get(before, target).body == get(small_site(), target).body);
        CHECK(get(after, target).body != get(before, target).body);
        CHECK(get(later, target).body == get(after, target).body);
    }
    CHECK(ask(after, "/api/v1/changes")["query"]["until"] == "2031-06-01T00:00:00Z");
    const auto asked_again = "/api/v1/changes?since=" + ask(before, "/api/v1/changes")["next_since"].get<std::string>();
    CHECK(ask(before, asked_again)["changes"].empty());
    REQUIRE(ask(after, asked_again)["changes"].size() == 1);
    CHECK(ask(after, asked_again)["changes"][0]["id"] == "comes-later");
    CHECK(ask(after, asked_again)["changes"][0]["change"] == "created");
}

TEST_CASE("a list that was begun ends where it began to, and what comes meanwhile is told the next time") {
    const auto begun = ask(small_site_at("2031-05-31"), "/api/v1/changes?limit=2");
    const auto after = small_site_at("2031-06-02");
    std::string last = local(begun["next"]);
    std::set<std::string> ids;
    for (auto target = last; !target.empty();) {
        const auto answer = ask(after, target);
        CHECK(answer["query"]["until"] == begun["query"]["until"]);
        CHECK(answer["next_since"] == begun["next_since"]);
        for (const auto& change : answer["changes"]) ids.insert(change["id"]);
        target = answer["next"].is_null() ? "" : local(answer["next"]);
    }
    CHECK_FALSE(ids.contains("comes-later"));
    const auto next = ask(after, "/api/v1/changes?since=" + begun["next_since"].get<std::string>());
    CHECK(next["changes"][0]["id"] == "comes-later");
}

TEST_CASE("changes of a set are those of its documents, and a set that cannot be is refused") {
    const auto news = ask(small_site(), "/api/v1/changes?set=type:news");
    REQUIRE_FALSE(news["changes"].empty());
    for (const auto& change : news["changes"]) CHECK(change["type"] == "news");
    // Those without documents may get some.
    for (const std::string known :
         {"type:event", "theme:health", "country:is", "collection:2024", "type", "collection"}) {
        CAPTURE(known);
        CHECK(get(small_site(), "/api/v1/changes?set=" + known).status == 200);
    }
    struct Case {
        std::string set, hint;
    };
    const Case cases[] = {
        {"theme:helth", "did you mean 'theme:health'?"}, {"type:nothing", "ListSets"}, {"collection:2025", "ListSets"},
        {"collection:language-cafe", "ListSets"},        {"year:2024", "ListSets"},    {"theme:", ""},
    };
    for (const auto& c : cases) {
        CAPTURE(c.set);
        const auto problem = ask(small_site(), "/api/v1/changes?set=" + c.set);
        CHECK(problem["code"] == "unknown-value");
        CHECK(problem["parameter"] == "set");
        CHECK(problem["hint"].get<std::string>().find(c.hint) != std::string::npos);
    }
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
        {"cursor=1-2-3", "cursor"},
        {"cursor=1-2-3-", "cursor"},
        {"cursor=99999999999999-1-1-a", "cursor"},
        {"cursor=-1-1-1-a", "cursor"},
        {"sinc=2026-01-01", "sinc"},
    };
    for (const auto& c : cases) {
        CAPTURE(c.query);
        const auto problem = ask(small_site(), "/api/v1/changes?" + c.query);
        CHECK(problem["status"] == 400);
        CHECK(problem["parameter"] == c.parameter);
    }
}

TEST_CASE("the next part of a list of changes stands in the answer and in its head") {
    const auto part = get(real_site(), "/api/v1/changes?limit=1");
    const auto next = Json::parse(part.body)["next"].get<std::string>();
    CHECK(header(part, "Link").starts_with("<" + next + ">; rel=\"next\""));
    CHECK(header(get(real_site(), "/api/v1/changes?limit=1000"), "Link").find("rel=\"next\"") == std::string::npos);
}
