#include "tests/relevance/measurement.h"

#include <doctest/doctest.h>

#include <cmath>

namespace clearinghouse::relevance {
namespace {

const Origins origins{{"a-da", "da"}, {"b-sv", "sv"}, {"c-no", "no"}, {"d-da", "da"}, {"e-sv", "sv"}};

Suite one_topic(const Grades& grades) {
    Suite suite;
    suite.topics.push_back({"main", "01-topic", "Someone asks.", {}, grades});
    for (const auto language : languages) suite.topics[0].queries[std::string{language}] = "water";
    return suite;
}

TEST_CASE("documents of a reader's own language and of the others are ranked apart") {
    // Of the Danish documents the relevant one comes second, of the Swedish and Norwegian ones it comes first.
    const Ranking found{"d-da", "b-sv", "a-da", "c-no", "e-sv"};
    const auto suite = one_topic({{"a-da", 3}, {"b-sv", 3}});
    const auto measured = measure(suite, origins, [&](const auto&, const auto&) { return found; });

    const auto& set = measured.sets.at(0);
    const double second = 1 / std::log2(3);
    const auto& danish = set.by_language.at("da");
    CHECK(danish.own.value() == doctest::Approx(second));
    CHECK(danish.others.value() == doctest::Approx(1));
    CHECK(danish.others_to_own() == doctest::Approx(1 / second));
    CHECK(danish.ndcg.value() == doctest::Approx((second + 0.5) / (1 + second)));

    // Both norms of Norwegian are one group, in which nothing is relevant: that counts neither as 0 nor as 1.
    const auto& nynorsk = set.by_language.at("nn");
    CHECK(nynorsk.own.count() == 0);
    CHECK(nynorsk.others.count() == 1);
    CHECK_FALSE(nynorsk.by_group.contains("no"));
    CHECK(nynorsk.by_group.at("da").value() == doctest::Approx(second));
    CHECK(set.all.ndcg.count() == languages.size());
}

TEST_CASE("only the topics of the wanted set are asked") {
    auto suite = one_topic({{"a-da", 3}});
    suite.topics.push_back(suite.topics[0]);
    suite.topics[1].set = "second";
    const auto none = [](const auto&, const auto&) { return Ranking{}; };
    CHECK(measure(suite, origins, none).sets.size() == 2);
    const auto measured = measure(suite, origins, none, "second");
    REQUIRE(measured.sets.size() == 1);
    CHECK(measured.sets[0].name == "second");
}

TEST_CASE("a known item counts as first only in the first place") {
    Suite suite;
    suite.known_items = {{"da", "one", "a-da"}, {"da", "two", "a-da"}, {"sv", "three", "a-da"}};
    const auto measured = measure(suite, origins, [](const auto&, const auto& query) {
        return query == "one" ? Ranking{"a-da"} : query == "two" ? Ranking{"b-sv", "a-da"} : Ranking{"b-sv"};
    });
    CHECK(measured.known.first.value() == doctest::Approx(1.0 / 3));
    CHECK(measured.known.reciprocal.value() == doctest::Approx(0.5));
    CHECK(measured.known_by_language.at("da").reciprocal.value() == doctest::Approx(0.75));
    CHECK(measured.known_runs[1].rank == 2);
    CHECK(measured.known_runs[2].rank == 0);
}

TEST_CASE("a variant keeps the share of the clean query's score that its own list has") {
    struct Case {
        std::string why;
        Ranking clean, typed;
        double kept, same;
    };
    const double second = 1 / std::log2(3);
    const Case cases[] = {
        {"the same list", {"a-da", "b-sv"}, {"a-da", "b-sv"}, 1, 1},
        // The first three are graded alike, so their order does not matter.
        {"the same documents in another order", {"a-da", "b-sv"}, {"b-sv", "a-da"}, 1, 1},
        {"one of two", {"a-da", "b-sv"}, {"a-da"}, 1 / (1 + second), 0.5},
        {"nothing", {"a-da"}, {}, 0, 0},
        {"a clean query that finds nothing", {}, {"a-da"}, 0, 0},
    };
    for (const auto& c : cases) {
        CAPTURE(c.why);
        Suite suite;
        suite.variants = {{"da", "plain", "fædre", "faedre"}};
        const auto measured = measure(
            suite, origins, [&](const auto&, const auto& query) { return query == "fædre" ? c.clean : c.typed; });
        CHECK(measured.variants.kept.value() == doctest::Approx(c.kept));
        CHECK(measured.variants_by_kind.at("plain").same.value() == doctest::Approx(c.same));
    }
}

TEST_CASE("a stranger that finds something is not silent") {
    Suite suite;
    suite.strangers = {{"da", "axolotl"}, {"da", "wolfram"}};
    const auto measured = measure(suite, origins, [](const auto&, const auto& query) {
        return query == "wolfram" ? Ranking{"a-da"} : Ranking{};
    });
    CHECK(measured.silent.value() == doctest::Approx(0.5));
    CHECK(measured.stranger_runs[1].ranking == Ranking{"a-da"});
}

}  // namespace
}  // namespace clearinghouse::relevance
