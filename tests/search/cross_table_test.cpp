#include "engine/search/cross_table.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "engine/index/layout.h"
#include "engine/search/searcher.h"
#include "tests/search/support.h"

namespace clearinghouse::search {
namespace {

using Values = std::vector<std::string>;

/// Every value of a facet as a line of its own.
Axis each_value(const Answer& all, const std::string& facet) {
    Axis axis{facet, {}};
    for (const auto& value : all.facets[index::facet_number(facet)].values) axis.groups.push_back({value.value});
    return axis;
}

Answer ask(const Request& request) {
    const auto answer = testing::corpus_searcher()->search(request, testing::in_summer());
    REQUIRE(answer);
    return *answer;
}

CrossTable tabulate(const CrossRequest& request) {
    const auto table = testing::corpus_searcher()->cross_table(request, testing::in_summer());
    REQUIRE(table);
    return *table;
}

std::size_t found_with(Request request, const std::vector<std::pair<std::string, Values>>& filters) {
    for (const auto& [facet, values] : filters) request.filters.any_of[facet] = values;
    return ask(request).total;
}

std::vector<Request> some_searches() {
    std::vector<Request> searches(4);
    searches[1].text = "refugees";
    searches[2].text = "women OR arbeidsmarked OR språk";
    searches[3].filters = {.any_of = {{"language", {"en", "sv"}}}, .year_from = 2014, .year_to = 2022};
    return searches;
}

TEST_CASE("every cell of a table counts what a search for its row and column finds") {
    const auto all = ask({});
    for (const auto& search : some_searches()) {
        CAPTURE(search.text);
        for (const auto& [rows, columns] :
             {std::pair{"theme", "country"}, std::pair{"type", "target-group"}, std::pair{"goal", "perspective"}}) {
            CAPTURE(rows);
            const CrossRequest request{search, each_value(all, rows), each_value(all, columns), "evidence"};
            const auto table = tabulate(request);
            CHECK(table.total == ask(search).total);
            REQUIRE(table.cells.size() == request.rows.groups.size());
            for (std::size_t row = 0; row < table.rows.size(); ++row) {
                const auto& of_row = request.rows.groups[row];
                CHECK(table.rows[row].count == found_with(search, {{rows, of_row}}));
                for (std::size_t column = 0; column < table.columns.size(); ++column) {
                    const auto& of_column = request.columns.groups[column];
                    CAPTURE(of_row.front());
                    CAPTURE(of_column.front());
                    CHECK(table.cells[row][column].count == found_with(search, {{rows, of_row}, {columns, of_column}}));
                }
            }
        }
    }
}

TEST_CASE("a cell is divided by the values of the third facet, and what has none stands last") {
    const auto all = ask({});
    const auto table = tabulate({{}, each_value(all, "theme"), each_value(all, "country"), "evidence"});
    REQUIRE_FALSE(table.shades.empty());
    const Axis rows = each_value(all, "theme");
    const Axis columns = each_value(all, "country");
    for (std::size_t row = 0; row < rows.groups.size(); ++row) {
        for (std::size_t column = 0; column < columns.groups.size(); ++column) {
            const auto& cell = table.cells[row][column];
            std::size_t with_shade = 0;
            for (std::size_t shade = 0; shade < table.shades.size(); ++shade) {
                CHECK(cell.by_shade[shade] == found_with({}, {{"theme", rows.groups[row]},
                                                              {"country", columns.groups[column]},
                                                              {"evidence", {table.shades[shade]}}}));
                with_shade += cell.by_shade[shade];
            }
            CHECK(cell.by_shade.back() == cell.count - with_shade);
        }
    }
}

TEST_CASE("a line of several values counts a document with two of them once, as a search for either does") {
    const auto all = ask({});
    Values every_theme;
    for (const auto& group : each_value(all, "theme").groups) every_theme.push_back(group.front());
    auto group = every_theme;
    group.push_back("no-such-theme");
    const auto table = tabulate({{}, {"theme", {group}}, each_value(all, "country"), "type"});
    CHECK(table.rows.front().count == found_with({}, {{"theme", every_theme}}));
    CHECK(table.rows.front().values == every_theme);
    for (std::size_t column = 0; column < table.columns.size(); ++column) {
        CHECK(table.cells[0][column].count ==
              found_with({}, {{"theme", every_theme}, {"country", table.columns[column].values}}));
    }
}

TEST_CASE("what is in no cell is counted too") {
    const auto table = tabulate({{}, {"country", {{"is"}}}, {"type", {{"learning-example"}}}, "evidence"});
    CHECK(table.outside + table.cells[0][0].count == table.total);
    const auto empty = tabulate({{}, {"country", {}}, {"type", {}}, "evidence"});
    CHECK(empty.cells.empty());
    CHECK(empty.outside == empty.total);
}

TEST_CASE("a table of unknown facets, or too large a one, is refused by the name of the parameter") {
    const Axis countries{"country", {{"se"}}};
    const Axis too_many{"theme", std::vector<Values>(most_groups + 1, Values{"women"})};
    struct Case {
        CrossRequest request;
        std::string parameter;
    };
    const Case cases[] = {
        {{{}, {"colour", {}}, countries, "type"}, "rows"},
        {{{}, countries, too_many, "type"}, "columns"},
        {{{}, countries, countries, "mood"}, "colour"},
        {{{.text = "", .filters = {{{"theme", {"no-such-theme"}}}, {}, {}}}, countries, countries, "type"}, "theme"}};
    for (const auto& c : cases) {
        CAPTURE(c.parameter);
        const auto table = testing::corpus_searcher()->cross_table(c.request, testing::in_summer());
        REQUIRE_FALSE(table);
        CHECK(table.error().file == c.parameter);
    }
}

}  // namespace
}  // namespace clearinghouse::search
