#include "server/views/years_view.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "server/formats.h"
#include "server/search_parameters.h"

namespace clearinghouse::server {
namespace {

using Counts = std::map<int, std::size_t>;

constexpr int most_bars = 60;
constexpr int bar_width = 8;
constexpr int bar_gap = 2;
constexpr int height = 48;

Counts counts_of(const search::FacetCounts& years) {
    Counts counts;
    for (const auto& year : years.values) {
        if (const auto number = read_number(year.value)) counts[static_cast<int>(*number)] = year.count;
    }
    return counts;
}

bool is_chosen(int year, const search::FacetCounts& years, const search::Filters& filters) {
    if (filters.year_from && year < *filters.year_from) return false;
    if (filters.year_to && year > *filters.year_to) return false;
    const bool by_name = std::ranges::any_of(years.values, &search::FacetCount::selected);
    return !by_name || std::ranges::any_of(years.values, [&](const search::FacetCount& value) {
        return value.selected && value.value == std::to_string(year);
    });
}

/// One bar for each year, those without documents too, so that a gap is seen. Of a very long time the latest years.
Json bars(const Visit& visit, const Counts& counts, const search::FacetCounts& years, const search::Filters& filters) {
    const auto last = counts.rbegin()->first;
    const auto first = std::max(counts.begin()->first, last - most_bars + 1);
    const auto most =
        std::max<std::size_t>(1, std::ranges::max_element(counts, {}, &Counts::value_type::second)->second);
    Json list = Json::array();
    for (int year = first; year <= last; ++year) {
        const auto found = counts.find(year);
        const auto count = found == counts.end() ? 0 : found->second;
        // However few, they can be seen.
        const int tall = count == 0 ? 0 : std::max(2, static_cast<int>(count * height / most));
        list.push_back({{"x", std::to_string((year - first) * (bar_width + bar_gap))},
                        {"y", std::to_string(height - tall)},
                        {"height", std::to_string(tall)},
                        {"chosen", is_chosen(year, years, filters)},
                        {"title", std::to_string(year) + ": " + visit.count("search.count", count)}});
    }
    return list;
}

/// The years to choose an end of the span from, the one that is chosen among them even if no document has it.
Json choices(Counts counts, std::optional<int> chosen) {
    if (chosen) counts.try_emplace(*chosen, 0);
    Json list = Json::array();
    for (const auto& [year, count] : counts)
        list.push_back({{"year", std::to_string(year)}, {"selected", year == chosen}});
    return list;
}

}  // namespace

Json years_view(const Visit& visit, const search::FacetCounts& years, const search::Filters& filters) {
    const auto counts = counts_of(years);
    if (counts.empty()) return nullptr;
    const auto peak = std::ranges::max_element(counts, {}, &Counts::value_type::second);
    auto drawn = bars(visit, counts, years, filters);
    const auto first = std::to_string(counts.rbegin()->first - static_cast<int>(drawn.size()) + 1);
    const auto last = std::to_string(counts.rbegin()->first);
    return {{"label", visit.text("search.years.histogram",
                                 {{"first", first},
                                  {"last", last},
                                  {"peak", std::to_string(peak->first)},
                                  {"count", format_number(static_cast<double>(peak->second), visit.language)}})},
            {"width", std::to_string(static_cast<int>(drawn.size()) * (bar_width + bar_gap) - bar_gap)},
            {"bars", std::move(drawn)},
            {"first", first},
            {"last", last},
            {"from", choices(counts, filters.year_from)},
            {"to", choices(counts, filters.year_to)}};
}

}  // namespace clearinghouse::server
