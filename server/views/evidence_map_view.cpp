#include "server/views/evidence_map_view.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "server/facets.h"
#include "server/formats.h"
#include "server/search_parameters.h"
#include "server/views/search_view.h"

namespace clearinghouse::server {
namespace {

using Cell = search::CrossTable::Cell;

std::string number(const Visit& visit, std::size_t count) {
    return format_number(static_cast<double>(count), visit.language);
}

std::string address_of(const Visit& visit, const MapChoice& choice) {
    return visit.address("/evidence-map?" + map_query(choice));
}

Json options(const Visit& visit, const std::vector<std::string>& names, const std::string& chosen) {
    Json list = Json::array();
    for (const auto& name : names) {
        list.push_back({{"value", name}, {"label", visit.text("facet." + name)}, {"selected", name == chosen}});
    }
    return list;
}

std::string shade_class(const EvidenceMap& map, const MapShade& shade) {
    return fmt::format("{}-{}", map.choice.colour == "evidence" ? "level" : "kind", shade.step);
}

Json cell_view(const Visit& visit, const EvidenceMap& map, std::size_t row, std::size_t column) {
    const auto& cell = map.cells[row][column];
    const auto words = cell_words(visit, map, cell);
    const auto& whose = map.columns[column].label;
    if (cell.count == 0) return {{"whose", whose}, {"is_empty", true}, {"words", words}};
    const auto& shade = map.shades[leading_shade(map, cell)];
    return {{"whose", whose},
            {"is_empty", false},
            {"words", words},
            {"address", search_address(visit, cell_search(map, map.rows[row], map.columns[column]))},
            {"number", number(visit, cell.count)},
            {"sign", shade.sign},
            {"look", fmt::format("size-{} {}", size_step(map, cell.count), shade_class(map, shade))}};
}

/// The address of the map of what is below a concept of the rows; empty when nothing is.
std::string open_address(const Visit& visit, const EvidenceMap& map, const MapLine& line) {
    if (!line.opens) return "";
    auto choice = map.choice;
    choice.under = line.id;
    return address_of(visit, choice);
}

Json line_view(const Visit& visit, const EvidenceMap& map, const MapLine& line) {
    return {{"name", line.label}, {"open", open_address(visit, map, line)}, {"count", number(visit, line.count)}};
}

Json row_views(const Visit& visit, const EvidenceMap& map) {
    Json rows = Json::array();
    for (std::size_t row = 0; row < map.rows.size(); ++row) {
        auto view = line_view(visit, map, map.rows[row]);
        Json cells = Json::array();
        for (std::size_t column = 0; column < map.columns.size(); ++column) {
            cells.push_back(cell_view(visit, map, row, column));
        }
        view["cells"] = std::move(cells);
        rows.push_back(std::move(view));
    }
    return rows;
}

Json column_views(const Visit& visit, const EvidenceMap& map) {
    Json columns = Json::array();
    for (const auto& column : map.columns) columns.push_back(line_view(visit, map, column));
    return columns;
}

/// The columns of a row for which `is_gap` holds, in words.
template <typename IsGap>
std::string gaps_in(const EvidenceMap& map, std::size_t row, IsGap is_gap) {
    std::vector<std::string> names;
    for (std::size_t column = 0; column < map.columns.size(); ++column) {
        if (is_gap(map.cells[row][column])) names.push_back(map.columns[column].label);
    }
    return fmt::format("{}", fmt::join(names, ", "));
}

/// For each row what is missing: documents, and (where colours tell of evidence) examples whose results were judged.
Json gap_views(const EvidenceMap& map) {
    Json gaps = Json::array();
    const auto is_empty = [](const Cell& cell) { return cell.count == 0; };
    const auto is_not_judged = [&](const Cell& cell) {
        return map.choice.colour == "evidence" && cell.count > 0 && cell.by_shade.back() == cell.count;
    };
    for (std::size_t row = 0; row < map.rows.size(); ++row) {
        const auto empty = gaps_in(map, row, is_empty);
        const auto not_judged = gaps_in(map, row, is_not_judged);
        if (empty.empty() && not_judged.empty()) continue;
        gaps.push_back({{"name", map.rows[row].label}, {"empty", empty}, {"not_judged", not_judged}});
    }
    return gaps;
}

std::size_t empty_cells(const EvidenceMap& map) {
    std::size_t empty = 0;
    for (const auto& row : map.cells) empty += static_cast<std::size_t>(std::ranges::count(row, 0U, &Cell::count));
    return empty;
}

/// Only what the map shows: a legend of twelve types where three are met helps nobody.
Json legend(const EvidenceMap& map) {
    Json entries = Json::array();
    for (std::size_t shade = 0; shade < map.shades.size(); ++shade) {
        const bool is_met = std::ranges::any_of(map.cells, [&](const auto& row) {
            return std::ranges::any_of(
                row, [&](const Cell& cell) { return cell.count > 0 && leading_shade(map, cell) == shade; });
        });
        const auto& [id, label, sign, step] = map.shades[shade];
        if (!is_met) continue;
        entries.push_back({{"look", shade_class(map, map.shades[shade])}, {"sign", sign}, {"label", label}});
    }
    return entries;
}

/// One link for each chosen filter, which leads to the map without it.
Json chips(const Visit& visit, const MapChoice& choice) {
    Json links = Json::array();
    const auto add = [&](const Facet& facet, const std::string& label, const MapChoice& without) {
        links.push_back({{"facet", visit.text(fmt::format("facet.{}", facet.name))},
                         {"label", label},
                         {"address", address_of(visit, without)}});
    };
    for (const auto& facet : facets) {
        const auto chosen = choice.search.filters.any_of.find(std::string{facet.name});
        if (chosen == choice.search.filters.any_of.end()) continue;
        for (const auto& value : chosen->second) {
            auto without = choice;
            std::erase(without.search.filters.any_of[chosen->first], value);
            add(facet, facet.scheme.empty() ? value : visit.heading(facet.scheme, value), without);
        }
    }
    const auto& [any_of, from, to] = choice.search.filters;
    if (from || to) {
        auto without = choice;
        without.search.filters.year_from.reset();
        without.search.filters.year_to.reset();
        add(*facet("year"), fmt::format("{}–{}", from ? std::to_string(*from) : "", to ? std::to_string(*to) : ""),
            without);
    }
    return links;
}

/// The concept whose narrower ones are shown, and the way back.
Json under_view(const Visit& visit, const MapChoice& choice) {
    if (choice.under.empty()) return nullptr;
    auto above = choice;
    above.under.clear();
    const auto* of_rows = facet(choice.rows);
    const bool is_in_rows = visit.searcher->vocabulary().find(of_rows->scheme, choice.under) != nullptr;
    const auto* shown = is_in_rows ? of_rows : facet(choice.columns);
    return {{"id", choice.under},
            {"text", visit.text("map.under", {{"label", visit.heading(shown->scheme, choice.under)}})},
            {"back", address_of(visit, above)}};
}

Json notices(const Visit& visit, const EvidenceMap& map) {
    Json lines = Json::array();
    if (map.choice.mended) lines.push_back(visit.text("map.mended"));
    const auto& codes = map.query.notices;
    if (std::ranges::find(codes, "searched-instead") != codes.end()) {
        lines.push_back(visit.text("search.searched-instead", {{"meant", map.query.suggestion}}));
    }
    return lines;
}

Json format_links(const Visit& visit, const EvidenceMap& map) {
    Json links = Json::array();
    for (const auto& [format, key] :
         {std::pair{"svg", "map.as-svg"}, std::pair{"csv", "map.as-csv"}, std::pair{"json", "map.as-json"}}) {
        links.push_back({{"address", map_address(visit, map, format)}, {"text", visit.text(key)}});
    }
    return links;
}

}  // namespace

std::string map_address(const Visit& visit, const EvidenceMap& map, std::string_view format) {
    return fmt::format("/api/v1/evidence-map?{}&lang={}&format={}", map_query(map.choice), visit.language, format);
}

Json evidence_map_view(const Visit& visit, const EvidenceMap& map) {
    const auto& choice = map.choice;
    constexpr std::size_t most_level_columns = 12;
    return {
        {"query", choice.search.text},
        {"row_options", options(visit, map_axes(), choice.rows)},
        {"column_options", options(visit, map_axes(), choice.columns)},
        {"colour_options", options(visit, map_colours(), choice.colour)},
        {"facets", facet_views(visit, map.facets, choice.search.filters)},
        {"chips", chips(visit, choice)},
        {"notices", notices(visit, map)},
        {"under", under_view(visit, choice)},
        {"opens", std::ranges::any_of(map.rows, &MapLine::opens) || std::ranges::any_of(map.columns, &MapLine::opens)},
        {"found", visit.count("documents.count", map.total)},
        {"outside", map.outside == 0 ? "" : visit.count("map.outside", map.outside)},
        {"is_drawn", !map.rows.empty() && !map.columns.empty()},
        {"caption", visit.text("map.caption", {{"rows", visit.text("facet." + choice.rows)},
                                               {"columns", visit.text("facet." + choice.columns)}})},
        {"corner", visit.text("facet." + choice.rows)},
        {"many", map.columns.size() > most_level_columns},
        {"columns", column_views(visit, map)},
        {"rows", row_views(visit, map)},
        {"legend", legend(map)},
        {"legend_heading", visit.text(choice.colour == "evidence" ? "map.legend.evidence" : "map.legend.type")},
        {"gaps", gap_views(map)},
        {"gap_count", visit.count("map.gaps", empty_cells(map))},
        {"formats", format_links(visit, map)}};
}

}  // namespace clearinghouse::server
