#pragma once

#include <optional>
#include <string>
#include <vector>

#include "server/http.h"
#include "server/statistics/data_cube.h"

namespace clearinghouse::server {

/// What of a cube is shown: a value of each dimension, or all of them; and one unit, since figures in several cannot
/// stand on one scale.
struct Selection {
    std::vector<std::optional<std::size_t>> values;  ///< Of each dimension.
    std::string unit;
};

/// Parameters by which a reader chooses: "unit", and each dimension by its name with the id of a value (value_id).
std::vector<std::string> selection_parameters(const DataCube& cube);

/// What the parameters say; the unit with most figures when they name none. A Problem for a value that is not in the
/// data and for a combination that has no figures.
model::Result<Selection> read_selection(const Request& request, const DataCube& cube);

/// What is shown to a reader who chose nothing.
Selection default_selection(const DataCube& cube);

/// The cells of a selection, in the order of the file.
std::vector<const Cell*> cells_of(const DataCube& cube, const Selection& selection);

/// All units of a cube, in the order of the file.
std::vector<std::string> units_of(const DataCube& cube);

}  // namespace clearinghouse::server
