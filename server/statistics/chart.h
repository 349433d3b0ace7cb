#pragma once

#include <optional>
#include <string>
#include <vector>

#include "server/statistics/svg.h"

/// Charts from plain numbers and words. They know nothing of what the numbers are about. Every value stands beside its
/// mark in words, so that nothing hangs on colour.
namespace clearinghouse::server {

struct Bar {
    std::string label;
    std::string written;          ///< The value as the reader sees it: "about 1,100".
    std::optional<double> value;  ///< Nothing: not known, which `written` says.
};

struct BarGroup {
    std::string heading;  ///< Often empty.
    std::vector<Bar> bars;
};

/// Bars from one zero line, below each other, each under its label. One bar alone is shown as a number, since there is
/// nothing to measure it by. Values may be negative.
svg::Drawing bar_chart(const std::vector<BarGroup>& groups);

struct LinePoint {
    double time = 0;  ///< In years: 2016.5.
    double value = 0;
    std::string written;
};

struct Line {
    std::string label;
    std::vector<LinePoint> points;  ///< In the order of time. Where one is missing the line goes on to the next.
};

struct LineChart {
    std::vector<Line> lines;  ///< At most `most_lines`; those beyond are not drawn.
    std::vector<std::pair<double, std::string>> times;
    double low = 0, high = 0;                                             ///< The range to show, 0 included by itself.
    std::string (*write)(double, const std::string& language) = nullptr;  ///< For the numbers at the side.
    std::string language;
};
inline constexpr std::size_t most_lines = 6;

/// Lines over time with a mark of its own form for each, named below the chart.
svg::Drawing line_chart(const LineChart& chart);

}  // namespace clearinghouse::server
