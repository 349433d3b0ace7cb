#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/model/problem.h"
#include "tests/relevance/measurement.h"

namespace clearinghouse::relevance {

/// A figure of the search under a name that stays: "main.da.ndcg@10".
struct Figure {
    std::string name;
    double value;
};

using Figures = std::vector<Figure>;

/// How far a figure may fall below the stored one.
inline constexpr double tolerance = 0.005;

/// The figures that are stored. Each falls only when the search gets worse; so the ratio of other languages to the own
/// is not among them (it falls when the own gets better), and neither are single pairs of languages, which rest on few
/// documents.
Figures figures_of(const Measurement& measured);

/// Reads lines "<name> <value>"; those that are empty or begin with # are passed over. A Problem names the line.
model::Result<Figures> read_baseline(const std::filesystem::path& file);

/// Writes the figures with four decimals. Throws std::runtime_error when it cannot.
void write_baseline(const std::filesystem::path& file, const Figures& figures);

/// A line for every figure that fell more than `tolerance` below the stored one, or is stored and was not measured
/// (unless it is of a set of topics that was left out: see `only_set` of measure()).
std::vector<std::string> fallen(const Figures& measured, const Figures& stored, const std::string& only_set = "all");

}  // namespace clearinghouse::relevance
