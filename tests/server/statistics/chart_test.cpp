#include "server/statistics/chart.h"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "server/statistics/map.h"
#include "server/statistics/scale.h"
#include "server/statistics/svg.h"

namespace clearinghouse::server {
namespace {

using Words = std::vector<std::string>;

std::size_t count_of(std::string_view text, std::string_view part) {
    std::size_t count = 0;
    for (auto at = text.find(part); at != std::string_view::npos; at = text.find(part, at + part.size())) ++count;
    return count;
}

bool holds(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

}  // namespace

TEST_CASE("a scale has round ticks that enclose its range") {
    struct Case {
        double low, high;
        std::vector<double> ticks;
    };
    for (const auto& [low, high, ticks] : std::vector<Case>{
             {0, 100, {0, 25, 50, 75, 100}},
             {0, 66, {0, 20, 40, 60, 80}},
             {0, 0.7, {0, 0.2, 0.4, 0.6, 0.8}},
             {-12, 30, {-20, 0, 20, 40}},
             {30, -12, {-20, 0, 20, 40}},
             {0, 3'600'000, {0, 1'000'000, 2'000'000, 3'000'000, 4'000'000}},
         }) {
        CAPTURE(low);
        CAPTURE(high);
        const auto scale = make_scale(low, high);
        REQUIRE(scale.ticks.size() == ticks.size());
        for (std::size_t at = 0; at < ticks.size(); ++at) CHECK(scale.ticks[at] == doctest::Approx(ticks[at]));
        CHECK(scale.low <= std::min(low, high));
        CHECK(scale.high >= std::max(low, high));
    }
}

TEST_CASE("a scale of one number or of none that is one can be drawn") {
    for (const double value : {0.0, 7.0, -7.0, 1e300, std::nan(""), std::numeric_limits<double>::infinity()}) {
        CAPTURE(value);
        const auto scale = make_scale(value, value);
        CHECK(scale.high > scale.low);
        CHECK(scale.ticks.size() < 20);
        CHECK(std::isfinite(scale.share(0)));
    }
}

TEST_CASE("a bar is as long as its value, to the side of its sign") {
    const auto drawing = bar_chart({{"", {{"a", "30", 30.0}, {"b", "-10", -10.0}, {"c", "not known", std::nullopt}}}});
    CHECK(holds(drawing.body, R"(x="25%")"));
    CHECK(holds(drawing.body, R"(width="75%")"));
    CHECK(holds(drawing.body, R"(x="0%")"));
    CHECK(count_of(drawing.body, "<rect") == 2);
    CHECK(holds(drawing.body, "not known"));
    CHECK(drawing.height > 0);
}

TEST_CASE("bars that are all zero, one alone and none at all can be drawn") {
    CHECK(holds(bar_chart({{"", {{"a", "0", 0.0}, {"b", "0", 0.0}}}}).body, R"(width="0%")"));
    const auto one = bar_chart({{"Only", {{"Greenland", "669", 669.0}}}});
    CHECK(count_of(one.body, "<rect") == 0);
    CHECK(holds(one.body, ">669<"));
    CHECK(bar_chart({}).body.empty());
}

TEST_CASE("a line has a stroke between its points, and one point alone is a mark") {
    LineChart chart;
    chart.times = {{2008, "2008"}, {2012, "2012"}};
    chart.high = 60;
    chart.lines = {{"two", {{2008, 10, "10"}, {2012, 60, "60"}}}, {"one", {{2012, 30, "30"}}}};
    const auto drawing = line_chart(chart);
    CHECK(count_of(drawing.body, R"(class="line-1")") == 4);
    CHECK(count_of(drawing.body, R"(class="line-2")") == 2);  // The mark in the chart and in the legend.
    CHECK(holds(drawing.body, ">one<"));
    chart.lines = {{"", {{2012, -3, "-3"}}}};
    chart.times = {{2012, "2012"}};
    chart.low = -3;
    chart.high = -3;
    CHECK(holds(line_chart(chart).body, ">-3<"));
    CHECK_FALSE(holds(line_chart(chart).body, "nan"));
}

TEST_CASE("words of the data cannot become markup") {
    CHECK(svg::escape("<a href=\"x\">&\x01") == "&lt;a href=&quot;x&quot;&gt;&amp;");
    const auto drawing = bar_chart({{"<b>", {{"<script>", "<i>", 1.0}, {"b & c", "2", 2.0}}}});
    CHECK_FALSE(holds(drawing.body, "<script"));
    CHECK_FALSE(holds(drawing.body, "<b>"));
    CHECK_FALSE(holds(drawing.body, "<i>"));
    const auto file = svg::file_of({"id", "<t>", "\"d\"", "sv", "<s>"}, {drawing});
    CHECK_FALSE(holds(file, "<t>"));
    CHECK_FALSE(holds(file, "<s>"));
}

TEST_CASE("text is wrapped between words") {
    CHECK(svg::wrap("utrikes födda i Norden", 13) == Words{"utrikes födda", "i Norden"});
    CHECK(svg::wrap("verylongword", 4) == Words{"verylongword"});
    CHECK(svg::wrap("", 4).empty());
}

TEST_CASE("a map has all countries and territories, and words for those with a value") {
    const auto drawing =
        nordic_map({{"dk", "Denmark", "10", 10.0}, {"se", "Sweden", "20", 20.0}, {"xx", "?", "1", 1.0}});
    CHECK(count_of(drawing.body, "<path") == 8);
    CHECK(count_of(drawing.body, R"(class="shade-0")") == 6);
    CHECK(count_of(drawing.body, R"(class="shade-4")") == 1);
    CHECK(holds(drawing.body, ">Denmark<"));
    CHECK_FALSE(holds(drawing.body, ">?<"));
    CHECK(drawing.body.size() < 15'000);
    for (const std::string code : {"dk", "fi", "is", "no", "se", "fo", "gl", "ax"}) CHECK(is_on_map(code));
    CHECK_FALSE(is_on_map("de"));
}

}  // namespace clearinghouse::server
