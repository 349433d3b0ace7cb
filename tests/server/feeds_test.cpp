#include "server/feeds.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <regex>
#include <set>
#include <string>

#include "tests/server/site_fixture.h"

using namespace clearinghouse;
using namespace clearinghouse::server;
using namespace clearinghouse::server::tests;

namespace {

std::vector<std::string> all_of(const std::string& text, const std::string& pattern) {
    const std::regex wanted{pattern};
    std::vector<std::string> found;
    for (std::sregex_iterator at{text.begin(), text.end(), wanted}, end; at != end; ++at) found.push_back((*at)[1]);
    return found;
}

std::string unescaped(const std::string& text) {
    return std::regex_replace(text, std::regex{"&amp;"}, "&");
}

std::string local(const std::string& address) {
    return address.substr(std::string{"https://example.org"}.size());
}

}  // namespace

TEST_CASE("a feed goes on from page to page and has every document once, newest first") {
    std::set<std::string> ids;
    for (std::string target = "/api/v1/search?theme=women&lang=sv&format=atom"; !target.empty();) {
        const auto response = get(real_site(), target);
        CHECK(response.status == 200);
        CHECK(response.media_type == "application/atom+xml");
        const auto found = all_of(response.body, "<entry><id>([^<]*)<");
        CHECK(found.size() <= 50);
        for (const auto& id : found) CHECK(ids.insert(id).second);
        const auto next = all_of(response.body, "<link rel=\"next\" type=\"application/atom\\+xml\" href=\"([^\"]*)\"");
        target = next.empty() ? "" : local(unescaped(next[0]));
    }
    const auto total = Json::parse(get(real_site(), "/api/v1/search?theme=women&limit=1").body)["total"];
    CHECK(ids.size() == total.get<std::size_t>());
    CHECK(ids.begin()->starts_with("tag:clearinghouse.localhost,2026:documents/"));
}

TEST_CASE("a feed is dated by what changed in it and speaks the language that was asked for") {
    const auto body = get(small_site(), "/api/v1/search?type=learning-example&lang=sv&format=atom").body;
    CHECK(body.find("xml:lang=\"sv\">") != body.npos);
    const auto dates = all_of(body, "<updated>([^<]*)<");
    REQUIRE(dates.size() > 1);
    CHECK(dates[0] == *std::max_element(dates.begin() + 1, dates.end()));
    CHECK(all_of(body, "<title>([^<]*)<").at(0).find(" – ") != std::string::npos);
}

TEST_CASE("each part of a feed says how many there are in all, and when something changed among them all") {
    std::size_t start = 1;
    for (std::string target = "/api/v1/search?lang=en&limit=2&format=atom"; !target.empty(); start += 2) {
        const auto body = get(small_site(), target).body;
        CHECK(body.find("xmlns:opensearch=\"http://a9.com/-/spec/opensearch/1.1/\"") != body.npos);
        CHECK(body.find("<opensearch:totalResults>4</opensearch:totalResults><opensearch:startIndex>" +
                        std::to_string(start) + "</opensearch:startIndex><opensearch:itemsPerPage>2<") != body.npos);
        CHECK(all_of(body, "<updated>([^<]*)<").at(0) == "2024-05-02T08:00:00Z");
        const auto next = all_of(body, "<link rel=\"next\" type=\"application/atom\\+xml\" href=\"([^\"]*)\"");
        target = next.empty() ? "" : local(unescaped(next[0]));
    }
    CHECK(start == 5);
    const auto collection = get(small_site(), "/api/v1/collections/2024?format=atom").body;
    CHECK(collection.find("<opensearch:totalResults>") == collection.npos);
    CHECK(all_of(collection, "<updated>([^<]*)<").at(0) == "2024-05-02T08:00:00Z");
}

TEST_CASE("a feed of nothing stays as old as it is when everything is published anew") {
    const auto body = get(small_site(), "/api/v1/search?theme=health&format=atom").body;
    CHECK(body.find("<entry>") == body.npos);
    CHECK(all_of(body, "<updated>([^<]*)<").at(0) == "2026-01-01T00:00:00Z");
}

TEST_CASE("a JSON feed tells the same") {
    const auto atom = get(small_site(), "/api/v1/search?lang=en&format=atom").body;
    const auto feed = Json::parse(get(small_site(), "/api/v1/search?lang=en&format=json-feed").body);
    CHECK(feed["version"] == "https://jsonfeed.org/version/1.1");
    std::vector<std::string> ids;
    for (const auto& item : feed["items"]) ids.push_back(item["id"]);
    CHECK(ids == all_of(atom, "<entry><id>([^<]*)<"));
    for (const auto& item : feed["items"]) {
        CHECK_FALSE(item["content_text"].get<std::string>().empty());
        CHECK_FALSE(item["authors"].empty());
    }
}

TEST_CASE("the feed of a collection has its parts in their order") {
    const auto collection = Json::parse(get(real_site(), "/api/v1/collections/2019-segregation?lang=sv").body);
    std::vector<std::string> parts;
    for (const auto& part : collection["parts"]) {
        parts.push_back("tag:clearinghouse.localhost,2026:documents/" + part["document"].get<std::string>());
    }
    REQUIRE(parts.size() > 3);
    const auto atom = get(real_site(), "/api/v1/collections/2019-segregation?lang=sv&format=atom");
    CHECK(atom.media_type == "application/atom+xml");
    CHECK(all_of(atom.body, "<entry><id>([^<]*)<") == parts);
    const auto feed =
        Json::parse(get(real_site(), "/api/v1/collections/2019-segregation?lang=sv&format=json-feed").body);
    CHECK(feed["items"].size() == parts.size());
    CHECK(feed["home_page_url"] == "https://example.org/sv/collections/2019-segregation");
}
