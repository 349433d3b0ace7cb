#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "engine/index/layout.h"
#include "engine/search/searcher.h"
#include "tests/search/support.h"

namespace clearinghouse::search {
namespace {

using Values = std::vector<std::string>;
using Counts = std::map<std::string, std::size_t>;

/// The values of a document, read from the document itself.
Values values_of(const model::Document& document, const std::string& facet) {
    if (facet == "type") return {document.type};
    if (facet == "theme") return document.themes;
    if (facet == "country") return document.countries;
    if (facet == "year") return document.year() == 0 ? Values{} : Values{std::to_string(document.year())};
    if (facet == "target-group") return document.target_groups;
    if (facet == "perspective") return document.perspectives;
    if (facet == "goal") return document.goals;
    if (facet == "evidence") {
        const auto* evidence = document.value("evidence");
        return evidence == nullptr ? Values{} : Values{evidence->attribute("level")};
    }
    if (facet == "aspect") return document.aspects();
    Values languages;
    for (const auto& text : document.texts) {
        if (text.is_original() || !text.sections.empty()) languages.push_back(text.language);
    }
    return languages;
}

bool passes(const model::Document& document, const std::string& facet, const Filters& filters) {
    const auto values = values_of(document, facet);
    const auto wanted = filters.any_of.find(facet);
    const auto is_wanted = [&](const std::string& value) {
        if (wanted != filters.any_of.end() && std::ranges::find(wanted->second, value) == wanted->second.end()) {
            return false;
        }
        if (facet != "year") return true;
        const int year = std::stoi(value);
        return year >= filters.year_from.value_or(0) && year <= filters.year_to.value_or(9999);
    };
    if (facet == "aspect" && wanted != filters.any_of.end()) {  // all of them
        return std::ranges::all_of(
            wanted->second, [&](const std::string& value) { return std::ranges::find(values, value) != values.end(); });
    }
    const bool filtered = wanted != filters.any_of.end() || (facet == "year" && (filters.year_from || filters.year_to));
    return !filtered || std::ranges::any_of(values, is_wanted);
}

/// Counts by trying every document for every facet with all filters but its own.
Counts brute_force(const std::vector<model::Document>& matching, const std::string& facet, const Filters& filters) {
    Counts counts;
    for (const auto& document : matching) {
        const bool counts_here = std::ranges::all_of(index::facets, [&](const index::Facet& other) {
            const bool is_left_out = other.name == facet && facet != "aspect";
            return is_left_out || passes(document, std::string{other.name}, filters);
        });
        if (!counts_here) continue;
        for (const auto& value : values_of(document, facet)) ++counts[value];
    }
    for (const auto& [name, values] : filters.any_of) {
        if (name != facet) continue;
        for (const auto& value : values) counts.try_emplace(value, 0);
    }
    return counts;
}

std::vector<Filters> all_kinds_of_filters() {
    std::vector<Filters> list{{}};
    const std::vector<std::pair<std::string, Values>> some{{"theme", {"women"}},
                                                           {"theme", {"labour-market", "health"}},
                                                           {"country", {"no", "dk"}},
                                                           {"year", {"2013", "2018"}},
                                                           {"language", {"sv", "en"}},
                                                           {"type", {"news"}},
                                                           {"goal", {"7"}},
                                                           {"evidence", {"described"}},
                                                           {"target-group", {"employers"}},
                                                           {"aspect", {"results", "transferability"}}};
    for (const auto& [facet, values] : some) {
        list.push_back({.any_of = {{facet, values}}, .year_from = {}, .year_to = {}});
        for (const auto& [other, more] : some) {
            if (other == facet) continue;
            list.push_back({.any_of = {{facet, values}, {other, more}}, .year_from = {}, .year_to = {}});
            list.push_back({.any_of = {{facet, values}, {other, more}}, .year_from = 2014, .year_to = 2022});
        }
    }
    return list;
}

TEST_CASE("facets are counted exactly, each with its own filter left out") {
    const auto& searcher = *testing::corpus_searcher();
    for (const auto* text : {"", "refugees", "women OR arbeidsmarked OR språk"}) {
        Request open;
        open.text = text;
        open.limit = 100;
        std::vector<model::Document> matching;
        const auto unfiltered = searcher.search(open, testing::in_summer());
        REQUIRE(unfiltered);
        for (const auto& hit : unfiltered->hits) matching.push_back(hit.record.document);
        REQUIRE_FALSE(matching.empty());
        for (const auto& filters : all_kinds_of_filters()) {
            Request asked = open;
            asked.filters = filters;
            const auto answer = searcher.search(asked, testing::in_summer());
            REQUIRE(answer);
            REQUIRE(answer->facets.size() == index::facets.size());
            for (const auto& facet : answer->facets) {
                CAPTURE(facet.name);
                Counts counts;
                for (const auto& value : facet.values) counts[value.value] = value.count;
                CHECK(counts == brute_force(matching, facet.name, filters));
            }
            const auto total = std::ranges::count_if(matching, [&](const model::Document& document) {
                return std::ranges::all_of(index::facets, [&](const index::Facet& facet) {
                    return passes(document, std::string{facet.name}, filters);
                });
            });
            CHECK(answer->total == static_cast<std::size_t>(total));
        }
    }
}

TEST_CASE("values stand by frequency, years newest first, and a selected one is always there") {
    Request asked;
    asked.filters.any_of["theme"] = {"mentoring"};
    const auto answer = testing::corpus_searcher()->search(asked, testing::in_summer());
    REQUIRE(answer);
    CHECK(answer->total == 0);
    const auto& themes = answer->facets[index::facet_number("theme")].values;
    CHECK(themes.back().value == "mentoring");
    CHECK(themes.back().count == 0);
    CHECK(themes.back().selected);
    CHECK_FALSE(themes.front().selected);
    CHECK(std::ranges::is_sorted(themes, std::greater{}, &FacetCount::count));

    const auto all = testing::corpus_searcher()->search({.text = "", .filters = {}}, testing::in_summer());
    const auto& years = all->facets[index::facet_number("year")].values;
    CHECK(std::ranges::is_sorted(years, std::greater{}, &FacetCount::value));
    CHECK(years.front().value == "2024");
}

TEST_CASE("facets are left out when nobody wants them") {
    const auto answer = testing::corpus_searcher()->search(
        {.text = "", .filters = {}, .limit = 0, .with_facets = false}, testing::in_summer());
    REQUIRE(answer);
    CHECK(answer->facets.empty());
    CHECK(answer->hits.empty());
    CHECK(answer->total == 11);
}

}  // namespace
}  // namespace clearinghouse::search
