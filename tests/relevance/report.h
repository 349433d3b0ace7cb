#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "engine/search/request.h"
#include "tests/relevance/measurement.h"

/// What was measured, for people to read. Texts of whole lines.
namespace clearinghouse::relevance {

/// All figures in tables, with a line that says what each column is.
std::string tables(const Measurement& measured);

/// The `count` topics of each set with the lowest mean nDCG@10, each with its worst language's first five hits and what
/// it missed; and as many known items, variants and strangers that fail most.
std::string worst(const Measurement& measured, std::size_t count);

/// A run of the search without one of its layers.
struct AblationRow {
    std::string layer;  ///< What was switched off; empty for all layers on.
    Measurement measured;
    double milliseconds;  ///< For a query, on the average.
};

/// One line for all layers and one for each that was off, as differences to the first row.
std::string ablation_table(const std::vector<AblationRow>& rows);

/// The hits of one query with grade, score and why, and what was not found.
std::string explanation(const Topic& topic, const std::string& language, const search::Answer& answer);

/// Rankings in the format of TREC: topic and language, Q0, document, rank, 1/rank, tag. trec_eval orders by the fifth
/// column, and the search's own scores need not fall with the rank.
std::string trec_run(const Measurement& measured);

}  // namespace clearinghouse::relevance
