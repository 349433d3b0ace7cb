#include "engine/model/nearest.h"

#include <algorithm>
#include <numeric>

namespace clearinghouse::model {
namespace {

constexpr std::size_t longest_compared = 64;
constexpr std::size_t shortest_beginning = 4;

std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t substituted = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({row[j] + 1, row[j - 1] + 1, substituted});
        }
    }
    return row[b.size()];
}

}  // namespace

std::string nearest(std::string_view word, std::span<const std::string> candidates) {
    if (word.empty() || word.size() > longest_compared) return {};
    std::string best;
    // A third of the letters may differ, but never all: 'xx' is no misspelling of 'dk'.
    std::size_t best_distance = std::min(std::max<std::size_t>(1, (word.size() + 1) / 3) + 1, word.size());
    for (const auto& candidate : candidates) {
        // The beginning of a name is as near as one slip: 'evidence' means 'evidence_level'.
        if (word.size() >= shortest_beginning && candidate.starts_with(word) && best_distance > 1) {
            best_distance = 1;
            best = candidate;
            continue;
        }
        const auto longer = std::max(word.size(), candidate.size());
        const auto shorter = std::min(word.size(), candidate.size());
        if (longer > longest_compared || longer - shorter >= best_distance) continue;
        const std::size_t distance = edit_distance(word, candidate);
        if (distance < best_distance) {
            best_distance = distance;
            best = candidate;
        }
    }
    return best;
}

}  // namespace clearinghouse::model
