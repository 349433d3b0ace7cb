#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/statistics/svg.h"

/// A map of the Nordic countries and territories, from the shapes that server/web/packages/shapes.mjs makes.
namespace clearinghouse::server {

struct MapValue {
    std::string code;  ///< "dk", as countries.rdf has it.
    std::string name;
    std::string written;  ///< The value as the reader sees it.
    std::optional<double> value;
};

/// True for what has a shape: dk, fi, is, no, se, fo, gl and ax.
bool is_on_map(std::string_view code);

/// Each country in one of four shades, the higher the darker, with its name and value on it. Countries without a value
/// are outlined.
svg::Drawing nordic_map(const std::vector<MapValue>& values);

}  // namespace clearinghouse::server
