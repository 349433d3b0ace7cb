#include "server/statistics/selection.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace clearinghouse::server {
namespace {

bool is_within(const Cell& cell, const Selection& selection) {
    for (std::size_t at = 0; at < cell.at.size(); ++at) {
        if (selection.values[at] && *selection.values[at] != cell.at[at]) return false;
    }
    return true;
}

/// The unit in which most of what is chosen is known; of equals the first.
std::string commonest_unit(const DataCube& cube, const Selection& selection) {
    std::map<std::string, std::size_t> counts;
    std::string best;
    for (const auto& cell : cube.cells) {
        if (is_within(cell, selection)) ++counts[cube.unit(cell)];
    }
    std::size_t most = 0;
    for (const auto& unit : units_of(cube)) {
        if (counts[unit] > most) {
            most = counts[unit];
            best = unit;
        }
    }
    return best;
}

tl::unexpected<model::Problem> unknown(const std::string& parameter, const std::string& value,
                                       const std::vector<std::string>& known) {
    constexpr std::size_t most_named = 12;
    std::string hint;
    for (std::size_t at = 0; at < known.size() && at < most_named; ++at) hint += (at > 0 ? ", " : "") + known[at];
    if (known.size() > most_named) hint += ", …";
    return tl::unexpected(model::Problem{.code = "unknown-value",
                                         .file = parameter,
                                         .what = fmt::format("the data have no '{}'", model::quotable(value)),
                                         .hint = std::move(hint)});
}

model::Result<std::size_t> find_value(const Dimension& dimension, const std::string& asked) {
    std::vector<std::string> known;
    for (std::size_t at = 0; at < dimension.values.size(); ++at) {
        known.push_back(value_id(dimension, at));
        if (known.back() == asked) return at;
    }
    return unknown(dimension.name, asked, known);
}

}  // namespace

std::vector<std::string> units_of(const DataCube& cube) {
    std::vector<std::string> units;
    for (const auto& cell : cube.cells) {
        if (std::ranges::find(units, cube.unit(cell)) == units.end()) units.push_back(cube.unit(cell));
    }
    return units;
}

std::vector<std::string> selection_parameters(const DataCube& cube) {
    std::vector<std::string> names{"unit"};
    for (const auto& dimension : cube.dimensions) names.push_back(dimension.name);
    return names;
}

Selection default_selection(const DataCube& cube) {
    Selection selection{std::vector<std::optional<std::size_t>>(cube.dimensions.size()), {}};
    selection.unit = commonest_unit(cube, selection);
    return selection;
}

model::Result<Selection> read_selection(const Request& request, const DataCube& cube) {
    Selection selection{std::vector<std::optional<std::size_t>>(cube.dimensions.size()), {}};
    for (std::size_t at = 0; at < cube.dimensions.size(); ++at) {
        const auto asked = request.parameter(cube.dimensions[at].name);
        if (asked.empty()) continue;
        const auto found = find_value(cube.dimensions[at], asked);
        if (!found) return tl::unexpected(found.error());
        selection.values[at] = *found;
    }
    selection.unit = request.parameter("unit");
    const auto units = units_of(cube);
    if (!selection.unit.empty() && std::ranges::find(units, selection.unit) == units.end()) {
        return unknown("unit", selection.unit, units);
    }
    if (selection.unit.empty()) selection.unit = commonest_unit(cube, selection);
    if (!cube.cells.empty() && cells_of(cube, selection).empty()) {
        return tl::unexpected(model::Problem{.code = "no-figures",
                                             .file = "unit",
                                             .what = "there are no figures for this combination",
                                             .hint = "leave one of the parameters out"});
    }
    return selection;
}

std::vector<const Cell*> cells_of(const DataCube& cube, const Selection& selection) {
    std::vector<const Cell*> cells;
    for (const auto& cell : cube.cells) {
        if (is_within(cell, selection) && cube.unit(cell) == selection.unit) cells.push_back(&cell);
    }
    return cells;
}

}  // namespace clearinghouse::server
