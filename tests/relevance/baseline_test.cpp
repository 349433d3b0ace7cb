#include "tests/relevance/baseline.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>

namespace clearinghouse::relevance {
namespace {

namespace fs = std::filesystem;
using Lines = std::vector<std::string>;

/// Of this process alone, as tests run side by side.
const fs::path file = fs::path{CLEARINGHOUSE_BINARY_DIR} / ("relevance-baseline-" + std::to_string(getpid()) + ".txt");

TEST_CASE("a figure may fall a little below the stored one, and no further") {
    struct Case {
        std::string why;
        Figures measured, stored;
        std::string only_set;
        Lines expected;
    };
    const Case cases[] = {
        {"the same", {{"main.mrr", 0.8}}, {{"main.mrr", 0.8}}, "all", {}},
        {"better", {{"main.mrr", 0.9}}, {{"main.mrr", 0.8}}, "all", {}},
        {"within the tolerance", {{"main.mrr", 0.7951}}, {{"main.mrr", 0.8}}, "all", {}},
        {"beyond it", {{"main.mrr", 0.7949}}, {{"main.mrr", 0.8}}, "all", {"main.mrr fell from 0.8000 to 0.7949"}},
        {"not measured", {}, {{"main.mrr", 0.8}}, "all", {"main.mrr is stored as 0.8000, but was not measured"}},
        {"of a set left out", {}, {{"main.mrr", 0.8}}, "second", {}},
        {"of no set, always measured",
         {},
         {{"known.mrr", 0.8}},
         "second",
         {"known.mrr is stored as 0.8000, but was not measured"}},
        {"not stored yet", {{"main.mrr", 0.1}}, {}, "all", {}},
    };
    for (const auto& c : cases) {
        CAPTURE(c.why);
        CHECK(fallen(c.measured, c.stored, c.only_set) == c.expected);
    }
}

TEST_CASE("what is written as baseline is read again and holds") {
    Suite suite;
    suite.known_items = {{"da", "one", "a"}, {"sv", "two", "a"}, {"sv", "three", "b"}};
    suite.strangers = {{"da", "axolotl"}};
    const auto measured = measure(suite, {}, [](const auto&, const auto&) { return Ranking{"a"}; });
    const auto figures = figures_of(measured);
    write_baseline(file, figures);
    const auto stored = read_baseline(file);
    REQUIRE(stored);
    REQUIRE(stored->size() == figures.size());
    CHECK(fallen(figures, *stored).empty());
    const auto first = std::ranges::find(*stored, "known.sv.first", &Figure::name);
    REQUIRE(first != stored->end());
    CHECK(first->value == doctest::Approx(0.5));
    fs::remove(file);
}

TEST_CASE("a baseline that cannot be read says where") {
    struct Case {
        std::string text;
        int line;
    };
    const Case cases[] = {
        {"# head\nmain.mrr\n", 2}, {"main.mrr 0.8\nmain.mrr 0.7\n", 2}, {"main.mrr 0,8\n", 1},
        {"main.mrr nan\n", 1},     {"main.mrr 0.8 good\n", 1},
    };
    for (const auto& c : cases) {
        CAPTURE(c.text);
        std::ofstream{file} << c.text;
        const auto stored = read_baseline(file);
        REQUIRE_FALSE(stored);
        CHECK(stored.error().line == c.line);
    }
    fs::remove(file);
    CHECK_FALSE(read_baseline(file));
}

}  // namespace
}  // namespace clearinghouse::relevance
