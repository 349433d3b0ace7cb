#include "server/calendar.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "server/event_time.h"
#include "tests/server/site_fixture.h"

using namespace clearinghouse;
using namespace clearinghouse::server;
using namespace clearinghouse::server::tests;

namespace {

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

/// The lines of a calendar, folded ones joined again.
std::vector<std::string> unfolded(const std::string& calendar) {
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < calendar.size();) {
        const auto end = calendar.find("\r\n", at);
        REQUIRE(end != std::string::npos);
        const auto line = calendar.substr(at, end - at);
        if (line.starts_with(" ")) {
            REQUIRE_FALSE(lines.empty());
            lines.back() += line.substr(1);
        } else {
            lines.push_back(line);
        }
        at = end + 2;
    }
    return lines;
}

bool has_line(const std::vector<std::string>& lines, const std::string& wanted) {
    return std::ranges::find(lines, wanted) != lines.end();
}

model::Document event(const std::string& start, const std::string& end = "") {
    model::Document document;
    document.id = "meeting";
    document.type = "event";
    model::Text text;
    text.language = "en";
    text.title = "Meeting";
    document.texts.push_back(std::move(text));
    document.details.push_back({"start", {.text = "", .attributes = {{"at", start}}}});
    if (!end.empty()) document.details.push_back({"end", {.text = "", .attributes = {{"at", end}}}});
    return document;
}

/// The calendar's lines for one event.
std::vector<std::string> calendar_of(const model::Document& document) {
    const Request request;
    const Visit visit{request, small_site(), {}, small_site().current_searcher(), *model::parse_moment("2030-01-01"),
                      "en"};
    return unfolded(to_calendar(visit, {{.document = document, .backlinks = {}}}, "en", "Events"));
}

}  // namespace

TEST_CASE("lines of a calendar are folded at 75 octets and never within a letter") {
    CHECK(folded("SUMMARY:short") == "SUMMARY:short\r\n");
    CHECK(folded(std::string(75, 'x')) == std::string(75, 'x') + "\r\n");
    CHECK(folded(std::string(76, 'x')) == std::string(75, 'x') + "\r\n x\r\n");
    std::string letters = "D:";
    for (int i = 0; i < 100; ++i) letters += "ä";
    std::istringstream lines{folded(letters)};
    std::string joined;
    for (std::string line; std::getline(lines, line);) {
        CHECK(line.size() <= 76);  // With the carriage return.
        CHECK(line.back() == '\r');
        const auto begin = line.starts_with(" ") ? 1U : 0U;
        CHECK((static_cast<unsigned char>(line[begin]) & 0xC0U) != 0x80U);
        joined += line.substr(begin, line.size() - begin - 1);
    }
    CHECK(joined == letters);
}

TEST_CASE("what has a meaning in a calendar is escaped") {
    CHECK(calendar_text("one, two; three\\four\nfive\r\x01") == "one\\, two\\; three\\\\four\\nfive");
}

TEST_CASE("times become UTC, whole days dates with the end behind the last") {
    struct Case {
        std::string start, end, dtstart, dtend;
    };
    const Case cases[] = {
        {"2020-06-16T13:00:00+02:00", "2020-06-16T13:45:00+02:00", "DTSTART:20200616T110000Z",
         "DTEND:20200616T114500Z"},
        {"2020-06-16T13:00:00+02:00", "", "DTSTART:20200616T110000Z", ""},
        {"2020-06-16T13:00:00+02:00", "2020-06-16", "DTSTART:20200616T110000Z", ""},
        {"2020-06-16", "", "DTSTART;VALUE=DATE:20200616", "DTEND;VALUE=DATE:20200617"},
        {"2020-06-29", "2020-06-30", "DTSTART;VALUE=DATE:20200629", "DTEND;VALUE=DATE:20200701"},
        {"2020-06-29", "2020-06-30T00:30:00+02:00", "DTSTART;VALUE=DATE:20200629", "DTEND;VALUE=DATE:20200701"},
        {"2020-06-29", "2020-06-01", "DTSTART;VALUE=DATE:20200629", "DTEND;VALUE=DATE:20200630"},
    };
    for (const auto& c : cases) {
        CAPTURE(c.start);
        CAPTURE(c.end);
        const auto lines = calendar_of(event(c.start, c.end));
        CHECK(has_line(lines, c.dtstart));
        const auto ends = std::ranges::count_if(lines, [](const auto& line) { return line.starts_with("DTEND"); });
        CHECK(ends == (c.dtend.empty() ? 0 : 1));
        if (!c.dtend.empty()) CHECK(has_line(lines, c.dtend));
    }
}

TEST_CASE("an event whose day is not known, and what is no event, has no calendar") {
    CHECK(has_calendar(event("2020-06-16")));
    CHECK_FALSE(has_calendar(event("2020-06")));
    CHECK_FALSE(has_calendar(event("")));
    auto news = event("2020-06-16");
    news.type = "news";
    CHECK_FALSE(has_calendar(news));
    CHECK_FALSE(has_line(calendar_of(event("2020-06")), "BEGIN:VEVENT"));
}

TEST_CASE("an event is coming until it is over, a whole day until its end") {
    const auto at = [](const char* moment) { return *model::parse_moment(moment); };
    const auto day = *time_of(event("2020-06-16"));
    CHECK(day.is_coming(at("2020-06-16T23:59:59Z")));
    CHECK_FALSE(day.is_coming(at("2020-06-17")));
    const auto hours = *time_of(event("2020-06-16T13:00:00+02:00", "2020-06-16T13:45:00+02:00"));
    CHECK(hours.is_coming(at("2020-06-16T11:44:59Z")));
    CHECK_FALSE(hours.is_coming(at("2020-06-16T11:45:00Z")));
    CHECK(time_of(event("2020-12"))->is_coming(at("2020-12-31T12:00:00Z")));
}

TEST_CASE("an event's calendar names it for good, in the language that is asked for") {
    const std::string target = "/api/v1/documents/webinar-bydelsmodrar-stadsdelsmammor?format=ical";
    const auto answer = get(real_site(), target + "&lang=sv");
    CHECK(answer.status == 200);
    CHECK(answer.media_type == "text/calendar; charset=utf-8");
    CHECK(answer.for_machines);
    const auto lines = unfolded(answer.body);
    CHECK(lines.front() == "BEGIN:VCALENDAR");
    CHECK(lines.back() == "END:VCALENDAR");
    CHECK(has_line(lines, "UID:webinar-bydelsmodrar-stadsdelsmammor@" + real_site().identity.repository));
    CHECK(has_line(lines, "DTSTART:20200616T110000Z"));
    CHECK(has_line(lines, "URL:https://example.org/documents/webinar-bydelsmodrar-stadsdelsmammor"));
    CHECK(has(answer.body, "SUMMARY;LANGUAGE=sv:"));
    CHECK(has(get(real_site(), target).body, "SUMMARY;LANGUAGE=en:"));
    CHECK(answer.body == get(real_site(), target + "&lang=sv").body);
    CHECK(get(real_site(), target + "&lang=xx").status == 400);
}

TEST_CASE("a document that is no event has no calendar and says what it has") {
    const auto named = get(small_site(), "/api/v1/documents/language-cafe?format=ical");
    CHECK(named.status == 406);
    const auto problem = Json::parse(named.body);
    CHECK(problem["code"] == "not-acceptable");
    CHECK(has(problem["hint"], "json"));
    CHECK_FALSE(has(problem["hint"], "ical"));
    CHECK(get(small_site(), "/api/v1/documents/nowhere?format=ical").status == 404);
    CHECK(get(small_site(), "/api/v1/documents/language-cafe?format=icl").status == 400);
    CHECK(get(small_site(), "/api/v1/documents/language-cafe").status == 200);
}

TEST_CASE("all events are listed by their start, as data and as a calendar, with the filters of a search") {
    const auto all = Json::parse(get(real_site(), "/api/v1/events?lang=fi").body);
    REQUIRE(all["total"].get<std::size_t>() > 15);
    CHECK(all["total"] == all["events"].size());
    std::string last;
    std::size_t with_calendar = 0;
    for (const auto& each : all["events"]) {
        if (!each["calendar"].is_null()) ++with_calendar;
        CHECK(each["coming"] == false);  // The test's clock stands at 2030.
        if (each["start"].is_null()) continue;
        const auto start = each["start"].get<std::string>().substr(0, 10);
        CHECK(last <= start);
        last = start;
    }
    const auto lines = unfolded(get(real_site(), "/api/v1/events?format=ical&lang=fi").body);
    CHECK(static_cast<std::size_t>(std::ranges::count(lines, "BEGIN:VEVENT")) == with_calendar);
    CHECK(has_line(lines, "X-WR-CALNAME:Integration Norden: tapahtumat"));
    const auto swedish = Json::parse(get(real_site(), "/api/v1/events?country=ax&year=2017..2018").body);
    CHECK(swedish["total"] < all["total"]);
}

TEST_CASE("the list of events is as it was") {
    check_golden("api/events.json", get(real_site(), "/api/v1/events?year=2020&lang=sv").body);
}

TEST_CASE("a list of events refuses what it does not know") {
    for (const std::string bad : {"lang=xx", "format=atom", "type=news", "cuntry=se", "country=nowhere", "limit=3"}) {
        CAPTURE(bad);
        const auto answer = get(real_site(), "/api/v1/events?" + bad);
        CHECK(answer.status == 400);
        CHECK(answer.media_type == "application/problem+json");
    }
}

TEST_CASE("the page of an event says when and where before its text") {
    const auto page = get(real_site(), "/sv/documents/nordic-day-2018-seville").body;
    const auto when = page.find("<p class=\"when\">");
    REQUIRE(when != std::string::npos);
    CHECK(page.find("27 maj 2018", when) < page.find("</p>", when));
    CHECK(when > page.find("<h1"));
}
