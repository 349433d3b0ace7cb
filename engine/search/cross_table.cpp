#include "engine/search/cross_table.h"

#include <algorithm>

namespace clearinghouse::search {

CrossCounter::CrossCounter(const index::Columns& columns, const CrossRequest& request)
    : columns_{columns},
      row_axis_{request.rows},
      column_axis_{request.columns},
      rows_{lines_of(columns, request.rows)},
      column_lines_{lines_of(columns, request.columns)},
      shade_{index::facet_number(request.shade)} {
    const auto shades = columns.values(shade_).size() + 1;
    cells_.resize(request.rows.groups.size() * request.columns.groups.size(), {0, std::vector<std::size_t>(shades)});
}

CrossCounter::Lines CrossCounter::lines_of(const index::Columns& columns, const Axis& axis) {
    Lines lines{.facet = index::facet_number(axis.facet), .of_value = {}, .counts = {}, .met = {}, .now = {}};
    const auto& values = columns.values(lines.facet);
    lines.of_value.resize(values.size());
    lines.met.resize(values.size());
    lines.counts.resize(axis.groups.size());
    for (std::uint32_t line = 0; line < axis.groups.size(); ++line) {
        for (const auto& value : axis.groups[line]) {
            const auto found = std::ranges::lower_bound(values, value);
            if (found == values.end() || *found != value) continue;
            lines.of_value[static_cast<std::size_t>(found - values.begin())].push_back(line);
        }
    }
    return lines;
}

void CrossCounter::take(index::DocumentNumber document) {
    ++total_;
    find_lines(rows_, document);
    find_lines(column_lines_, document);
    if (rows_.now.empty() || column_lines_.now.empty()) ++outside_;
    const auto shades = columns_.of(shade_, document);
    const auto count = [&](CrossTable::Cell& cell) {
        ++cell.count;
        for (const auto shade : shades) ++cell.by_shade[shade];
        if (shades.empty()) ++cell.by_shade.back();
    };
    for (const auto row : rows_.now) {
        for (const auto column : column_lines_.now) count(cells_[row * column_lines_.counts.size() + column]);
    }
}

/// A document with several values of one line is in it once.
void CrossCounter::find_lines(Lines& lines, index::DocumentNumber document) const {
    lines.now.clear();
    for (const auto value : columns_.of(lines.facet, document)) {
        lines.met[value] = true;
        for (const auto line : lines.of_value[value]) {
            if (std::ranges::find(lines.now, line) != lines.now.end()) continue;
            lines.now.push_back(line);
            ++lines.counts[line];
        }
    }
}

std::vector<CrossTable::Line> CrossCounter::result_of(const Lines& lines, const Axis& axis) const {
    const auto& values = columns_.values(lines.facet);
    std::vector<CrossTable::Line> result;
    for (std::size_t line = 0; line < axis.groups.size(); ++line) {
        result.push_back({.values = {}, .count = lines.counts[line]});
        for (const auto& value : axis.groups[line]) {
            const auto found = std::ranges::lower_bound(values, value);
            const bool known = found != values.end() && *found == value;
            if (known && lines.met[static_cast<std::size_t>(found - values.begin())]) {
                result.back().values.push_back(value);
            }
        }
    }
    return result;
}

CrossTable CrossCounter::result() const {
    CrossTable table{.total = total_,
                     .outside = outside_,
                     .shades = columns_.values(shade_),
                     .rows = result_of(rows_, row_axis_),
                     .columns = result_of(column_lines_, column_axis_),
                     .cells = {}};
    const auto width = static_cast<std::ptrdiff_t>(column_axis_.groups.size());
    for (auto row = cells_.begin(); table.cells.size() < table.rows.size(); row += width) {
        table.cells.emplace_back(row, row + width);
    }
    return table;
}

}  // namespace clearinghouse::search
