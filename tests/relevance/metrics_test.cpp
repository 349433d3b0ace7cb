#include "tests/relevance/metrics.h"

#include <doctest/doctest.h>

#include <cmath>

namespace clearinghouse::relevance {
namespace {

TEST_CASE("a ranking has the gain that one works out by hand") {
    struct Case {
        std::string why;
        Ranking ranking;
        Grades grades;
        double expected;
    };
    // Gains are 7, 3 and 1 for the grades 3, 2 and 1; discounts are 1, 1.58496, 2 and 2.32193 for the ranks 1 to 4.
    const Case cases[] = {
        {"best order", {"a", "b", "c"}, {{"a", 3}, {"b", 2}, {"c", 1}}, 1.0},
        // (3/1 + 7/1.58496) / (7/1 + 3/1.58496) = 7.41651 / 8.89279
        {"the best two exchanged", {"b", "a"}, {{"a", 3}, {"b", 2}}, 0.833991},
        // (7/1.58496 + 1/2.32193) / (7 + 3/1.58496 + 1/2) = 4.84719 / 9.39279
        {"strangers first and between", {"x", "a", "y", "c"}, {{"a", 3}, {"b", 2}, {"c", 1}}, 0.516055},
        {"nothing found", {}, {{"a", 3}}, 0},
        {"only strangers found", {"x", "y"}, {{"a", 3}}, 0},
        {"nothing graded", {"x"}, {}, 0},
    };
    for (const auto& c : cases) {
        CAPTURE(c.why);
        CHECK(ndcg(c.ranking, c.grades) == doctest::Approx(c.expected).epsilon(0.00001));
    }
}

TEST_CASE("gain counts the first ten alone, in the ranking and in the best order") {
    Grades grades;
    Ranking ranking;
    for (int i = 0; i < 12; ++i) {
        grades["d" + std::to_string(i)] = 1;
        ranking.push_back("d" + std::to_string(i));
    }
    CHECK(ndcg(ranking, grades) == doctest::Approx(1));
    ranking.insert(ranking.begin(), 10, "x");
    CHECK(ndcg(ranking, grades) == doctest::Approx(0));
    // The first of eleven is at the rank 11, which a depth of 11 sees: 1/log2(12) of the ideal.
    CHECK(ndcg(ranking, {{"d0", 1}}, 11) == doctest::Approx(1 / std::log2(12)));
}

TEST_CASE("recall is the share of the graded documents among the first") {
    const Ranking ranking{"x", "a", "y", "b"};
    const Grades grades{{"a", 3}, {"b", 1}, {"c", 2}, {"d", 1}};
    CHECK(recall(ranking, grades) == doctest::Approx(0.5));
    CHECK(recall(ranking, grades, 2) == doctest::Approx(0.25));
    CHECK(recall(ranking, {}) == doctest::Approx(0));
}

TEST_CASE("the reciprocal rank is that of the first graded document, whatever its grade") {
    CHECK(reciprocal_rank({"x", "y", "c", "a"}, {{"a", 3}, {"c", 1}}) == doctest::Approx(1.0 / 3));
    CHECK(reciprocal_rank({"x"}, {{"a", 3}}) == doctest::Approx(0));
    CHECK(rank_of({"x", "a"}, "a") == 2);
    CHECK(rank_of({"x", "a"}, "b") == 0);
}

TEST_CASE("the mean of nothing is not a number") {
    Mean mean;
    CHECK(std::isnan(mean.value()));
    mean.add(1);
    mean.add(0.5);
    CHECK(mean.value() == doctest::Approx(0.75));
    CHECK(mean.count() == 2);
}

}  // namespace
}  // namespace clearinghouse::relevance
