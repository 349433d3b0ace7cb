#include <doctest/doctest.h>

#include <algorithm>
#include <regex>
#include <string>
#include <vector>

#include "tests/server/site_fixture.h"

using namespace clearinghouse::server;
using namespace clearinghouse::server::tests;

namespace {

bool has(const std::string& page, const std::string& part) {
    return page.find(part) != std::string::npos;
}

std::string page(const std::string& target) {
    const auto answer = get(real_site(), target);
    CAPTURE(target);
    CHECK(answer.status == 200);
    return answer.body;
}

std::vector<std::string> all_matches(const std::string& text, const std::string& pattern) {
    const std::regex expression{pattern};
    std::vector<std::string> found;
    for (std::sregex_iterator at{text.begin(), text.end(), expression}, end; at != end; ++at) {
        found.push_back((*at)[1]);
    }
    return found;
}

}  // namespace

TEST_CASE("the home page leads with the newest theme of the year, its foreword and its parts") {
    const auto home = page("/sv/");
    const auto lead = home.substr(home.find("class=\"lead-theme\""));
    CHECK(has(lead, "årstema: 2023"));
    CHECK(has(lead, "href=\"/sv/collections/2023-employers\""));
    CHECK(has(lead, "</strong> Exempel") != has(lead, "</strong> Lärande exempel"));
    CHECK(home.find("class=\"lead-theme\"") < home.find("id=\"newest\""));
    for (const std::string way :
         {"/sv/timeline", "/sv/countries/compare", "/sv/goals/7", "/sv/perspectives/gender-equality",
          "/sv/target-groups", "/sv/networks", "/sv/events"}) {
        CAPTURE(way);
        CHECK(has(home, "href=\"" + way + "\""));
    }
}

TEST_CASE("the timeline shows the years in their order, each with its collections and their themes") {
    const auto timeline = page("/da/timeline");
    const auto years = all_matches(timeline, "<h2>([0-9]{4})</h2>");
    const std::vector<std::string> expected{"2017", "2018", "2019", "2020", "2021", "2022", "2023"};
    CHECK(years == expected);
    CHECK(has(timeline, "href=\"/da/collections/2018-women\""));
    CHECK(has(timeline, "href=\"/da/themes/gender-equality\">Ligestilling</a>"));
}

TEST_CASE("perspectives and target groups are ways in as themes are") {
    const auto list = page("/fi/perspectives");
    CHECK(has(list, "href=\"/fi/perspectives/gender-equality\">Tasa-arvo</a>"));
    const auto one = page("/fi/perspectives/gender-equality");
    CHECK(has(one, "<h1>Tasa-arvo</h1>"));
    CHECK(has(one, "href=\"/fi/search?perspective=gender-equality\""));
    const auto groups = page("/nb/target-groups");
    CHECK(has(groups, "/nb/target-groups/refugees"));
    CHECK_FALSE(has(groups, ">0</span>"));
    CHECK(get(real_site(), "/nb/target-groups/nobody").status == 404);
    CHECK(has(page("/en/documents/yalla-trappan"), "href=\"/en/perspectives/gender-equality\""));
}

TEST_CASE("what a theme, a goal, a perspective or a group covers is told in the reader's language") {
    for (const auto& language : real_site().texts.languages()) {
        for (const std::string about : {"themes/labour-market", "goals/7", "perspectives/gender-equality"}) {
            CAPTURE(language);
            CAPTURE(about);
            CHECK(has(page("/" + language + "/" + about), "<p class=\"lead\">"));
        }
    }
}

TEST_CASE("the goals that the programme names are marked") {
    const auto goals = page("/en/goals");
    const auto marked =
        all_matches(goals, "/en/goals/([0-9]+)\">[^<]*</a> <span[^>]*>[^<]*</span> <strong class=\"named\">");
    const std::vector<std::string> expected{"7", "12"};
    CHECK(marked == expected);
    CHECK(has(goals, "href=\"/en/documents/integrationsprogram-2022-2024\""));
}

TEST_CASE("events that are past come newest first, with a calendar file where the day is known") {
    const auto events = page("/da/events");
    CHECK(has(events, "href=\"/api/v1/events?format=ical&amp;lang=da\""));
    CHECK(has(events, "Der er ingen kommende arrangementer"));
    const auto times = all_matches(events, "<time datetime=\"([0-9]{4})");
    REQUIRE(times.size() > 10);
    CHECK(std::is_sorted(times.rbegin(), times.rend()));
    CHECK(has(events, "<time datetime=\"2017-06-13\">13. juni 2017</time>"));
    CHECK(has(events, "16. juni 2020"));
    CHECK(has(events, "/api/v1/documents/webinar-bydelsmodrar-stadsdelsmammor?format=ical&amp;lang=da"));
    CHECK_FALSE(has(events, "/api/v1/documents/democracy-festivals-2022?format=ical"));
    CHECK(has(page("/fi/documents/webinar-bydelsmodrar-stadsdelsmammor"),
              "/api/v1/documents/webinar-bydelsmodrar-stadsdelsmammor?format=ical&amp;lang=fi"));
}

TEST_CASE("networks say what they are for, who is in them by country and when they meet") {
    const auto networks = page("/sv/networks");
    CHECK(has(networks, "href=\"/sv/documents/nordisk-huvudstadskonferens\""));
    CHECK(has(networks, "<li><strong>Norge</strong> <span>Oslo</span></li>"));
    CHECK(has(networks, "<h3>Uppdrag</h3>"));
    CHECK(has(page("/fi/networks"), "<div class=\"prose\" lang=\"sv\">"));
}

TEST_CASE("countries stand side by side in the fields of their profiles, in the reader's language or marked") {
    const auto form = page("/da/countries/compare");
    CHECK(has(form, "<input type=\"checkbox\" name=\"countries\" value=\"dk\"> Danmark"));
    CHECK_FALSE(has(form, "class=\"side-by-side\""));
    const auto both = page("/da/countries/compare?countries=no,dk");
    CHECK(has(both, "name=\"countries\" value=\"no\" checked>"));
    CHECK(has(both, "<h2 id=\"language-training\">"));
    CHECK(has(both, "<div class=\"prose\" lang=\"en\">"));
    CHECK(both.find("<h3>Danmark</h3>") < both.find("<h3>Norge</h3>"));
    CHECK(has(both, "href=\"/da/search?country=no&amp;type=learning-example\""));
    CHECK(has(page("/da/countries/compare?countries=no&countries=dk"), "<h3>Norge</h3>"));
    const auto one_field = page("/da/countries/compare?countries=dk,gl&field=reception");
    CHECK(has(one_field, "<h2 id=\"reception\">"));
    CHECK_FALSE(has(one_field, "<h2 id=\"language-training\">"));
    CHECK(has(one_field, "Det siger landeprofilen ikke noget om."));
    CHECK(has(page("/da/countries/compare?countries=dk"), "class=\"notice\""));
}

TEST_CASE("a comparison of what is no country or field helps on") {
    for (const std::string bad : {"countries=atlantis", "countries=dk,se&field=weather"}) {
        CAPTURE(bad);
        const auto answer = get(real_site(), "/en/countries/compare?" + bad);
        CHECK(answer.status == 400);
        CHECK(has(answer.body, bad.ends_with("weather") ? "language-training" : "dk, "));
    }
}
