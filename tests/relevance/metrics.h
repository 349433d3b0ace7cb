#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

/// Judges what a search finds against what people found relevant.
namespace clearinghouse::relevance {

/// Document ids, best first, each at most once.
using Ranking = std::vector<std::string>;

/// Grades by document id: 3 answers the need, 2 helps, 1 touches it. A document that is not here is not relevant.
using Grades = std::map<std::string, int>;

/// Normalised discounted cumulative gain of the first `depth` documents: gain 2^grade - 1, divided by log2(rank + 1),
/// against the best order of all graded documents (Järvelin and Kekäläinen 2002, with the gain of Burges et al. 2005).
/// From 0 to 1; 0 when nothing is graded.
double ndcg(const Ranking& ranking, const Grades& grades, std::size_t depth = 10);

/// Share of the graded documents that are among the first `depth`. 0 when nothing is graded.
double recall(const Ranking& ranking, const Grades& grades, std::size_t depth = 20);

/// 1 / rank of the first graded document; 0 when there is none.
double reciprocal_rank(const Ranking& ranking, const Grades& grades);

/// Rank of a document, from 1; 0 when it was not found.
std::size_t rank_of(const Ranking& ranking, const std::string& document);

/// A mean that is filled value by value.
class Mean {
public:
    void add(double value);
    std::size_t count() const { return count_; }
    /// Not a number when nothing was added.
    double value() const;

private:
    double sum_ = 0;
    std::size_t count_ = 0;
};

}  // namespace clearinghouse::relevance
