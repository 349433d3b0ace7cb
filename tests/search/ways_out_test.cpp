#include "engine/search/ways_out.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "tests/search/support.h"

namespace clearinghouse::search {
namespace {

Answer answer_to(const Request& request) {
    return testing::corpus_searcher()->search(request, testing::in_summer()).value();
}

Request asking(const std::string& text, std::map<std::string, std::vector<std::string>> filters = {}) {
    Request request{.text = text, .language = "en", .filters = {}};
    request.filters.any_of = std::move(filters);
    return request;
}

TEST_CASE("when nothing is found, the answer names what to leave out, and what that finds") {
    struct Row {
        Request request;
        WayOut::Kind kind;
        std::string what;
        std::string text;
    };
    const std::vector<Row> rows{
        {asking("greenhouse AND faroese"), WayOut::Kind::word, "faroese", "greenhouse"},
        {asking("greenhouse AND faroese"), WayOut::Kind::word, "greenhouse", "faroese"},
        {asking("greenhouse -swedish"), WayOut::Kind::word, "swedish", "greenhouse"},
        {asking("\"greenhouse swedish\""), WayOut::Kind::quotes, "greenhouse swedish", "greenhouse swedish"},
        {asking("greenhouse", {{"country", {"fo"}}}), WayOut::Kind::filter, "country", "greenhouse"},
        {asking("greenhouse country:fo"), WayOut::Kind::filter, "country", "greenhouse"},
        {asking("greenhouse year:1950..1960"), WayOut::Kind::filter, "year", "greenhouse"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.request.text);
        const auto answer = answer_to(row.request);
        REQUIRE(answer.total == 0);
        const auto way = std::ranges::find_if(
            answer.ways_out, [&](const WayOut& each) { return each.kind == row.kind && each.what == row.what; });
        REQUIRE(way != answer.ways_out.end());
        CHECK(way->request.text == row.text);
        CHECK(way->total > 0);
        CHECK(answer_to(way->request).total == way->total);
    }
}

TEST_CASE("ways out are those that find something, most first, and no more than were tried") {
    const auto answer =
        answer_to(asking("greenhouse AND faroese AND zzzzzz AND women AND work AND swedish AND school"));
    REQUIRE(answer.total == 0);
    CHECK(answer.ways_out.empty());  // no single word is to blame
    const auto filtered = answer_to(asking("work AND zzzzzz", {{"country", {"fo"}}}));
    CHECK(filtered.ways_out.size() == 1);
    CHECK(std::ranges::is_sorted(filtered.ways_out, std::ranges::greater{}, &WayOut::total));
    std::size_t trials = 0;
    const auto request = asking("a1 b1 c1 d1", {{"country", {"fo"}}, {"theme", {"health"}}});
    const auto parsed = parse_query("aa AND bb AND cc AND dd AND ee AND ff AND gg AND hh");
    (void)ways_out(request, parsed, *testing::analyser(), {"en", "sv"}, [&](const Request&) { return ++trials; });
    CHECK(trials == most_trials);
}

TEST_CASE("words that another language knows are tried in it") {
    const auto request = asking("lapsille hoitopaikka");
    const auto found = ways_out(request, parse_query(request.text), *testing::analyser(), {"da", "en", "fi", "sv"},
                                [](const Request& other) { return std::size_t{other.language == "fi"}; });
    REQUIRE(found.size() == 1);
    CHECK(found.front().kind == WayOut::Kind::language);
    CHECK(found.front().what == "fi");
    CHECK(found.front().request.language == "fi");
}

TEST_CASE("who found something needs no way out") {
    CHECK(answer_to(asking("greenhouse")).ways_out.empty());
    CHECK(answer_to(asking("grenhouse")).ways_out.empty());
    CHECK(answer_to(asking("zzzzzz")).ways_out.empty());
}

}  // namespace
}  // namespace clearinghouse::search
