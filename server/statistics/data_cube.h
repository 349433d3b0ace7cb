#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/model/problem.h"
#include "server/csv.h"

/// The figures of a data file by what they are about: a cube in the sense of JSON-stat and SDMX.
namespace clearinghouse::server {

enum class Role { measure, area, time, other };

struct Dimension {
    std::string name;  ///< The column: "area". It is "measure" also when the file has no such column.
    Role role = Role::other;
    std::vector<std::string> values;  ///< As the file has them: "dk", "2016", "women". Empty: not stated.
    std::vector<std::string> notes;   ///< Of each value: the unit of a measure, the country of an area; else empty.
};

struct Cell {
    std::vector<std::size_t> at;  ///< Its value of each dimension.
    std::optional<double> value;  ///< Nothing when it is not known.
    std::string written;          ///< The value as the file has it: "7.0".
    std::string qualifier;        ///< "about", "more than"; often empty.
};

struct DataCube {
    std::vector<Dimension> dimensions;
    std::vector<Cell> cells;   ///< In the order of the file, no two at the same place.
    std::size_t repeated = 0;  ///< Rows left out since an earlier one stands at the same place.

    std::size_t measure = 0;  ///< Position of the one dimension with that role.
    std::optional<std::size_t> area;
    std::optional<std::size_t> time;

    const std::string& unit(const Cell& cell) const { return dimensions[measure].notes[cell.at[measure]]; }
};

/// Reads a table with a row for each value: "value" holds the figures, "unit" and "qualifier" go with them, all other
/// columns say what they are about. A measure in two units is two measures; "year" and "month" are one time; "country",
/// "level" and codes ("municipality_code") beside "area" only tell more of it. A Problem when there is no column
/// "value" or too many others.
model::Result<DataCube> make_cube(const Table& table);

/// The name under which a value of a dimension is addressed. Measures of the same name add their unit.
std::string value_id(const Dimension& dimension, std::size_t value);

/// A number written with a decimal point and nothing else, or nothing.
std::optional<double> read_figure(std::string_view text);

}  // namespace clearinghouse::server
