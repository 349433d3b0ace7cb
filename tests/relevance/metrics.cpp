#include "tests/relevance/metrics.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

namespace clearinghouse::relevance {
namespace {

/// Discounted cumulative gain of grades in the order of their ranks.
double discounted_gain(const std::vector<int>& grades, std::size_t depth) {
    double sum = 0;
    for (std::size_t i = 0; i < std::min(depth, grades.size()); ++i) {
        sum += (std::exp2(grades[i]) - 1) / std::log2(static_cast<double>(i) + 2);
    }
    return sum;
}

int grade_of(const Grades& grades, const std::string& document) {
    const auto found = grades.find(document);
    return found == grades.end() ? 0 : found->second;
}

}  // namespace

double ndcg(const Ranking& ranking, const Grades& grades, std::size_t depth) {
    std::vector<int> found;
    for (const auto& document : ranking) found.push_back(grade_of(grades, document));
    std::vector<int> best;
    for (const auto& [document, grade] : grades) best.push_back(grade);
    std::ranges::sort(best, std::greater{});
    const double ideal = discounted_gain(best, depth);
    return ideal > 0 ? discounted_gain(found, depth) / ideal : 0;
}

double recall(const Ranking& ranking, const Grades& grades, std::size_t depth) {
    if (grades.empty()) return 0;
    std::size_t found = 0;
    for (std::size_t i = 0; i < std::min(depth, ranking.size()); ++i) found += grades.contains(ranking[i]) ? 1 : 0;
    return static_cast<double>(found) / static_cast<double>(grades.size());
}

double reciprocal_rank(const Ranking& ranking, const Grades& grades) {
    for (std::size_t i = 0; i < ranking.size(); ++i) {
        if (grades.contains(ranking[i])) return 1 / static_cast<double>(i + 1);
    }
    return 0;
}

std::size_t rank_of(const Ranking& ranking, const std::string& document) {
    const auto found = std::ranges::find(ranking, document);
    return found == ranking.end() ? 0 : static_cast<std::size_t>(found - ranking.begin()) + 1;
}

void Mean::add(double value) {
    sum_ += value;
    ++count_;
}

double Mean::value() const {
    return count_ > 0 ? sum_ / static_cast<double>(count_) : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace clearinghouse::relevance
