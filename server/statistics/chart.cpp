#include "server/statistics/chart.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <tuple>

#include "server/statistics/scale.h"

namespace clearinghouse::server {
namespace {

using svg::Drawing;
using svg::escape;
using svg::number;

constexpr std::size_t letters_in_line = 38;  ///< What a telephone 320 px wide has room for.
constexpr int bar_height = 14;

/// Colours of lines, told apart also by those who see few, with the form of their marks around (0, 0).
struct Mark {
    std::string_view colour, form, dash;
};
constexpr std::array<Mark, most_lines> marks{{
    {"#0a5266", "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0z", ""},
    {"#b4400a", "M-5-5h10v10h-10z", "8 4"},
    {"#5b3f8c", "M0-6l6 11h-12z", "2 4"},
    {"#2f6b2f", "M0-7l6 7-6 7-6-7z", "10 3 2 3"},
    {"#8a5a00", "M-6-5h12l-6 11z", "5 5"},
    {"#9b2257", "M-6-2h4v-4h4v4h4v4h-4v4h-4v-4h-4z", "1 3"},
}};

std::string text(const std::string& x, int y, std::string_view content, std::string_view more = "") {
    return fmt::format(R"(<text x="{}" y="{}" font-size="{}" class="ink" fill="{}"{}>{}</text>)", x, y, svg::text_size,
                       svg::ink, more, content);
}

std::string percent(double share) {
    return number(100 * share) + "%";
}

/// The label and, in bold behind it or on a line of its own, the value.
void add_label(Drawing& drawing, const Bar& bar) {
    auto lines = svg::wrap(bar.label, letters_in_line);
    const bool fits = !lines.empty() && svg::wrap(lines.back() + ": " + bar.written, letters_in_line).size() == 1;
    const auto value = fmt::format(R"(<tspan font-weight="700">{}</tspan>)", escape(bar.written));
    for (std::size_t at = 0; at < lines.size(); ++at) {
        drawing.height += svg::line_height;
        const bool last = at + 1 == lines.size();
        drawing.body += text("0", drawing.height, escape(lines[at]) + (last && fits ? ": " + value : ""));
    }
    if (fits) return;
    drawing.height += svg::line_height;
    drawing.body += text("0", drawing.height, value);
}

void add_bar(Drawing& drawing, const Bar& bar, double low, double high) {
    add_label(drawing, bar);
    drawing.height += 6;
    if (bar.value) {
        const double zero = -low / (high - low);
        const double end = (*bar.value - low) / (high - low);
        drawing.body += fmt::format(R"(<rect class="bar" x="{}" y="{}" width="{}" height="{}" fill="{}"/>)",
                                    percent(std::min(zero, end)), drawing.height, percent(std::abs(end - zero)),
                                    bar_height, svg::accent);
    }
    drawing.height += bar_height + 8;
}

/// The line that all bars begin at.
std::string zero_line(double low, double high, int from, int to) {
    const auto x = percent(-low / (high - low));
    return fmt::format(R"(<line class="grid" x1="{0}" x2="{0}" y1="{1}" y2="{2}" stroke="{3}"/>)", x, from, to,
                       svg::quiet);
}

Drawing one_number(const BarGroup& group) {
    Drawing drawing;
    const auto& bar = group.bars.front();
    drawing.height = 40;
    drawing.body = fmt::format(R"(<text x="0" y="{}" font-size="36" font-weight="700" class="bar" fill="{}">{}</text>)",
                               drawing.height - 4, svg::accent, escape(bar.written));
    for (const auto& line : svg::wrap(bar.label, letters_in_line)) {
        drawing.height += svg::line_height;
        drawing.body += text("0", drawing.height, escape(line));
    }
    drawing.height += 8;
    return drawing;
}

}  // namespace

Drawing bar_chart(const std::vector<BarGroup>& groups) {
    double low = 0;
    double high = 0;
    std::size_t count = 0;
    for (const auto& group : groups) {
        for (const auto& bar : group.bars) {
            ++count;
            low = std::min(low, bar.value.value_or(0));
            high = std::max(high, bar.value.value_or(0));
        }
    }
    if (count == 1)
        return one_number(*std::ranges::find_if(groups, [](const auto& group) { return !group.bars.empty(); }));
    if (low == high) high = 1;
    Drawing drawing;
    for (const auto& group : groups) {
        for (const auto& line : svg::wrap(group.heading, letters_in_line)) {
            drawing.height += svg::line_height + (&group == &groups.front() ? 0 : 2);
            drawing.body += text("0", drawing.height, escape(line), R"( font-weight="600")");
        }
        const int from = drawing.height + 4;
        for (const auto& bar : group.bars) add_bar(drawing, bar, low, high);
        if (low < 0) drawing.body += zero_line(low, high, from, drawing.height - 8);
        drawing.height += group.heading.empty() ? 0 : 12;
    }
    return drawing;
}

namespace {

constexpr int plot_height = 230;
constexpr int plot_top = 22;
constexpr double plot_left = 0.16;
constexpr double plot_right = 0.9;

/// Where a chart's points stand.
class Plot {
public:
    explicit Plot(const LineChart& chart) : scale_(make_scale(std::min(chart.low, 0.0), std::max(chart.high, 0.0))) {
        if (chart.times.empty()) return;
        first_ = chart.times.front().first;
        last_ = chart.times.back().first;
    }
    std::string x(double time) const {
        const double share = last_ > first_ ? (time - first_) / (last_ - first_) : 0.5;
        return percent(plot_left + share * (plot_right - plot_left));
    }
    double y(double value) const { return plot_top + plot_height * (1 - scale_.share(value)); }
    const std::vector<double>& ticks() const { return scale_.ticks; }

private:
    Scale scale_;
    double first_ = 0, last_ = 0;
};

std::string grid(const LineChart& chart, const Plot& plot) {
    std::string body;
    for (const double tick : plot.ticks()) {
        const auto y = number(plot.y(tick));
        body += fmt::format(R"(<line class="grid" x1="0" x2="100%" y1="{0}" y2="{0}" stroke="{1}"/>)", y, svg::grid);
        body += fmt::format(R"(<text x="0" y="{}" font-size="13" class="quiet" fill="{}">{}</text>)",
                            number(plot.y(tick) - 4), svg::quiet,
                            escape(chart.write ? chart.write(tick, chart.language) : number(tick)));
    }
    // Of many times only as many are named as have room.
    const auto every = (chart.times.size() + 5) / 6;
    for (std::size_t at = 0; at < chart.times.size(); at += std::max<std::size_t>(every, 1)) {
        const auto& [time, name] = chart.times[at];
        body += text(plot.x(time), plot_top + plot_height + 20, escape(name), R"( text-anchor="middle")");
    }
    return body;
}

std::string mark(const Mark& mark, std::size_t index, const std::string& x, double y) {
    return fmt::format(R"(<svg x="{}" y="{}" overflow="visible"><path class="line-{}" d="{}" fill="{}"/></svg>)", x,
                       number(y), index + 1, mark.form, mark.colour);
}

std::string strokes(const Line& line, std::size_t index, const Plot& plot) {
    const auto& style = marks[index];
    std::string body;
    for (std::size_t at = 0; at + 1 < line.points.size(); ++at) {
        const auto& from = line.points[at];
        const auto& to = line.points[at + 1];
        body += fmt::format(
            R"(<line class="line-{}" x1="{}" y1="{}" x2="{}" y2="{}" stroke="{}" stroke-width="2.5"{}/>)", index + 1,
            plot.x(from.time), number(plot.y(from.value)), plot.x(to.time), number(plot.y(to.value)), style.colour,
            style.dash.empty() ? "" : fmt::format(R"( stroke-dasharray="{}")", style.dash));
    }
    for (const auto& point : line.points) body += mark(style, index, plot.x(point.time), plot.y(point.value));
    return body;
}

/// Values beside their marks. In long lines only the first and the last, for which there is room.
std::string values(const std::vector<Line>& lines, const Plot& plot) {
    struct Value {
        std::string x;
        double y;
        const std::string* written;
    };
    std::vector<Value> shown;
    constexpr std::size_t room_for = 6;
    for (const auto& line : lines) {
        for (std::size_t at = 0; at < line.points.size(); ++at) {
            const auto& point = line.points[at];
            const bool at_end = at == 0 || at + 1 == line.points.size();
            if (at_end || line.points.size() <= room_for) {
                shown.push_back({plot.x(point.time), plot.y(point.value), &point.written});
            }
        }
    }
    std::ranges::stable_sort(shown,
                             [](const auto& a, const auto& b) { return std::tie(a.x, a.y) < std::tie(b.x, b.y); });
    // Above the mark, or below it where another mark or value is in the way.
    std::string body;
    double taken = 0;
    for (std::size_t at = 0; at < shown.size(); ++at) {
        const auto& [x, y, written] = shown[at];
        const bool is_first = at == 0 || shown[at - 1].x != x;
        const bool is_above = is_first || y - 10 - svg::text_size > taken;
        const double place = is_above ? y - 10 : std::max(y + 20, taken + svg::text_size + 1);
        taken = std::max(place, y + 6);
        body += svg::text_on_drawing(x, place, svg::text_size, 600, *written);
    }
    return body;
}

void add_legend(Drawing& drawing, const Line& line, std::size_t index) {
    drawing.height += 6;
    drawing.body += mark(marks[index], index, "8", drawing.height + svg::line_height - 5);
    for (const auto& part : svg::wrap(line.label, letters_in_line - 3)) {
        drawing.height += svg::line_height;
        drawing.body += text("24", drawing.height, escape(part));
    }
}

}  // namespace

Drawing line_chart(const LineChart& chart) {
    const auto count = std::min(chart.lines.size(), most_lines);
    const std::vector<Line> lines(chart.lines.begin(), chart.lines.begin() + static_cast<std::ptrdiff_t>(count));
    const Plot plot{chart};
    Drawing drawing{.height = plot_top + plot_height + 30, .body = grid(chart, plot)};
    for (std::size_t index = 0; index < count; ++index) drawing.body += strokes(lines[index], index, plot);
    drawing.body += values(lines, plot);
    const bool needs_names = count > 1 || (count == 1 && !lines.front().label.empty());
    for (std::size_t index = 0; needs_names && index < count; ++index) add_legend(drawing, lines[index], index);
    drawing.height += 8;
    return drawing;
}

}  // namespace clearinghouse::server
