#pragma once

#include <string>
#include <vector>

#include "server/statistics/selection.h"
#include "server/statistics/svg.h"
#include "server/statistics/wording.h"

/// Which picture fits which figures.
namespace clearinghouse::server {

struct Picture {
    std::string caption;      ///< What all of it has in common: the measure, place, time and unit.
    std::string description;  ///< The highest and the lowest, in words.
    svg::Drawing drawing;
};

/// The most bars in a picture; the table has them all.
inline constexpr std::size_t most_bars = 40;

/// Lines where most figures belong to a series over time, bars otherwise; in groups where they differ by more than one
/// dimension, several charts where there are more lines than one has room for. None for units that are not quantities.
std::vector<Picture> charts(const Visit& visit, const DataCube& cube, const Selection& selection);

/// A map of one measure at one time: those chosen, else the ones that most countries have a figure for. Nothing when
/// these are fewer than two.
std::vector<Picture> maps(const Visit& visit, const DataCube& cube, const Selection& selection);

}  // namespace clearinghouse::server
