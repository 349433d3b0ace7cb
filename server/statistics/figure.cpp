#include "server/statistics/figure.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "engine/model/time.h"
#include "server/formats.h"
#include "server/statistics/chart.h"
#include "server/statistics/map.h"

namespace clearinghouse::server {
namespace {

using Cells = std::vector<const Cell*>;
using Positions = std::vector<std::size_t>;

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
    return fmt::format("{}", fmt::join(parts, between));
}

/// Figures of one picture, with what they have in common and what tells them apart.
class Figures {
public:
    Figures(const Visit& visit, const DataCube& cube, Cells cells)
        : visit_(visit), cube_(cube), words_(visit), cells_(std::move(cells)) {
        for (std::size_t at = 0; at < cube.dimensions.size(); ++at) {
            std::set<std::size_t> values;
            for (const auto* cell : cells_) values.insert(cell->at[at]);
            (values.size() > 1 ? varying_ : common_).push_back(at);
        }
    }

    const Cells& cells() const { return cells_; }
    const Positions& varying() const { return varying_; }
    bool varies(std::size_t dimension) const { return std::ranges::find(varying_, dimension) != varying_.end(); }
    const Dimension& dimension(std::size_t at) const { return cube_.dimensions[at]; }

    std::string label(const Cell& cell, std::size_t dimension) const {
        return words_.value(cube_.dimensions[dimension], cell.at[dimension]);
    }

    /// What tells a cell apart, but for the dimension that is said elsewhere: the measure, then the rest in brackets.
    std::string difference(const Cell& cell, std::optional<std::size_t> said_elsewhere = std::nullopt) const {
        std::string measure;
        std::vector<std::string> rest;
        for (const auto at : varying_) {
            const bool stated = !cube_.dimensions[at].values[cell.at[at]].empty();
            if (!stated || at == said_elsewhere) continue;
            if (at == cube_.measure) {
                measure = label(cell, at);
            } else {
                rest.push_back(label(cell, at));
            }
        }
        const auto others = joined(rest, ", ");
        const bool both = !measure.empty() && !others.empty();
        return capitalised(both ? fmt::format("{} ({})", measure, others) : measure + others, visit_.language);
    }

    std::string written(const Cell& cell) const { return words_.with_unit(cube_, cell); }

    std::string caption() const {
        std::vector<std::string> parts;
        if (cells_.empty()) return "";
        const auto& any = *cells_.front();
        for (const auto at : common_) {
            const bool stated = !cube_.dimensions[at].values[any.at[at]].empty();
            const bool is_measure = at == cube_.measure;
            if (stated) parts.insert(is_measure ? parts.begin() : parts.end(), label(any, at));
        }
        const auto& unit = cube_.unit(any);
        if (!unit.empty()) parts.push_back(words_.unit(unit));
        return capitalised(joined(parts, " · "), visit_.language);
    }

    std::string description() const {
        Cells known;
        std::ranges::copy_if(cells_, std::back_inserter(known),
                             [](const auto* cell) { return cell->value.has_value(); });
        if (known.empty()) return visit_.text("statistics.in-table");
        const auto [lowest, highest] = std::ranges::minmax(known, {}, [](const auto* cell) { return *cell->value; });
        if (known.size() == 1) return fmt::format("{}.\n{}", written(*highest), visit_.text("statistics.in-table"));
        return visit_.text("statistics.range", {{"highest", entry(*highest)}, {"lowest", entry(*lowest)}}) + "\n" +
               visit_.text("statistics.in-table");
    }

    Picture picture(svg::Drawing drawing) const { return {caption(), description(), std::move(drawing)}; }

private:
    std::string entry(const Cell& cell) const {
        const auto name = difference(cell);
        return name.empty() ? written(cell) : fmt::format("{}, {}", name, written(cell));
    }

    const Visit& visit_;
    const DataCube& cube_;
    Wording words_;
    Cells cells_;
    Positions varying_, common_;
};

std::optional<double> in_years(const std::string& time) {
    const auto date = model::parse_date(time);
    if (!date) return std::nullopt;
    return date->year + std::max(date->month - 1, 0) / 12.0 + std::max(date->day - 1, 0) / 365.0;
}

using Series = std::vector<std::pair<Positions, Cells>>;

/// Cells that differ in nothing but the time, in the order of the file.
Series series_of(const DataCube& cube, const Cells& cells) {
    Series all;
    for (const auto* cell : cells) {
        if (!cell->value) continue;
        auto key = cell->at;
        key[*cube.time] = 0;
        auto found = std::ranges::find(all, key, [](const auto& one) { return one.first; });
        if (found == all.end()) found = all.insert(all.end(), {key, {}});
        found->second.push_back(cell);
    }
    for (auto& [key, members] : all) {
        std::ranges::stable_sort(members, {}, [&](const auto* cell) { return cell->at[*cube.time]; });
    }
    return all;
}

bool is_over_time(const DataCube& cube, const Cells& cells) {
    if (!cube.time) return false;
    std::size_t in_series = 0;
    for (const auto* cell : cells) {
        if (!in_years(cube.dimensions[*cube.time].values[cell->at[*cube.time]])) return false;
    }
    for (const auto& [key, members] : series_of(cube, cells)) in_series += members.size() > 1 ? members.size() : 0;
    return 2 * in_series > cells.size();
}

std::string write_number(double number, const std::string& language) {
    return format_number(number, language);
}

LineChart chart_of(const Visit& visit, const DataCube& cube, const Figures& figures, const Series& series) {
    LineChart chart;
    chart.write = write_number;
    chart.language = visit.language;
    const Wording words{visit};
    const auto& times = cube.dimensions[*cube.time];
    std::map<double, std::string> named;
    for (const auto& [key, members] : series) {
        Line line{figures.difference(*members.front(), cube.time), {}};
        for (const auto* cell : members) {
            const auto time = *in_years(times.values[cell->at[*cube.time]]);
            line.points.push_back({time, *cell->value, figures.written(*cell)});
            named[time] = words.value(times, cell->at[*cube.time]);
        }
        chart.lines.push_back(std::move(line));
    }
    chart.times.assign(named.begin(), named.end());
    return chart;
}

/// One chart, or as many as the lines fill. All have the same scale, so that they can be compared.
std::vector<Picture> line_pictures(const Visit& visit, const DataCube& cube, const Figures& figures) {
    const auto series = series_of(cube, figures.cells());
    double low = 0;
    double high = 0;
    for (const auto* cell : figures.cells()) {
        low = std::min(low, cell->value.value_or(0));
        high = std::max(high, cell->value.value_or(0));
    }
    std::vector<Picture> pictures;
    for (std::size_t from = 0; from < std::min(series.size(), 4 * most_lines); from += most_lines) {
        const auto to = std::min(series.size(), from + most_lines);
        auto chart = chart_of(visit, cube, figures,
                              Series(series.begin() + static_cast<std::ptrdiff_t>(from),
                                     series.begin() + static_cast<std::ptrdiff_t>(to)));
        chart.low = low;
        chart.high = high;
        pictures.push_back(figures.picture(line_chart(chart)));
    }
    return pictures;
}

/// The dimension under whose values bars are gathered: the measure where it differs, else the first of several.
std::optional<std::size_t> grouping(const DataCube& cube, const Figures& figures) {
    if (figures.varying().size() < 2) return std::nullopt;
    const auto by = figures.varies(cube.measure) ? cube.measure : figures.varying().front();
    std::set<std::size_t> values;
    for (const auto* cell : figures.cells()) values.insert(cell->at[by]);
    // Groups of one bar each are only a list with twice as many lines.
    return 2 * values.size() <= figures.cells().size() + 1 ? std::optional{by} : std::nullopt;
}

std::vector<BarGroup> bar_groups(const Visit& visit, const DataCube& cube, const Figures& figures) {
    const auto by = grouping(cube, figures);
    std::vector<std::pair<std::size_t, BarGroup>> groups;
    std::size_t count = 0;
    for (const auto* cell : figures.cells()) {
        if (++count > most_bars) break;
        const auto value = by ? cell->at[*by] : 0;
        auto group = std::ranges::find(groups, value, [](const auto& one) { return one.first; });
        if (group == groups.end()) {
            const auto heading = by ? capitalised(figures.label(*cell, *by), visit.language) : std::string{};
            group = groups.insert(groups.end(), {value, {heading, {}}});
        }
        auto label = figures.difference(*cell, by);
        group->second.bars.push_back({std::move(label), figures.written(*cell), cell->value});
    }
    std::vector<BarGroup> made;
    for (auto& [value, group] : groups) made.push_back(std::move(group));
    return made;
}

/// Years and the like are no amounts: a bar as long as the year 2015 says nothing.
bool is_quantity(const std::string& unit) {
    return unit != "year" && unit != "date";
}

}  // namespace

std::vector<Picture> charts(const Visit& visit, const DataCube& cube, const Selection& selection) {
    const Figures figures{visit, cube, cells_of(cube, selection)};
    const bool has_any = std::ranges::any_of(figures.cells(), [](const auto* cell) { return cell->value.has_value(); });
    if (!has_any || !is_quantity(selection.unit)) return {};
    if (is_over_time(cube, figures.cells())) return line_pictures(visit, cube, figures);
    return {figures.picture(bar_chart(bar_groups(visit, cube, figures)))};
}

std::vector<Picture> maps(const Visit& visit, const DataCube& cube, const Selection& selection) {
    if (!cube.area || !is_quantity(selection.unit)) return {};
    // Figures that differ in nothing but the area can stand on one map; the largest such set does, of equals the later.
    std::map<Positions, Cells> sets;
    for (const auto* cell : cells_of(cube, selection)) {
        if (!cell->value || !is_on_map(cube.dimensions[*cube.area].values[cell->at[*cube.area]])) continue;
        auto key = cell->at;
        key[*cube.area] = 0;
        sets[key].push_back(cell);
    }
    const Cells* largest = nullptr;
    for (const auto& [key, cells] : sets) {
        if (!largest || cells.size() >= largest->size()) largest = &cells;
    }
    if (!largest || largest->size() < 2) return {};
    const Figures figures{visit, cube, *largest};
    std::vector<MapValue> values;
    for (const auto* cell : *largest) {
        values.push_back({cube.dimensions[*cube.area].values[cell->at[*cube.area]],
                          capitalised(figures.label(*cell, *cube.area), visit.language), figures.written(*cell),
                          cell->value});
    }
    return {figures.picture(nordic_map(values))};
}

}  // namespace clearinghouse::server
