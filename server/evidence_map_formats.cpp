#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "server/csv.h"
#include "server/evidence_map.h"
#include "server/json.h"
#include "server/search_parameters.h"

namespace clearinghouse::server {
namespace {

using Cell = search::CrossTable::Cell;

std::string page_address(const Visit& visit, const EvidenceMap& map, const MapLine& row, const MapLine& column) {
    return fmt::format("{}/{}/search?{}", visit.site.settings.base_url, visit.language,
                       to_query(cell_search(map, row, column)));
}

Json lines_json(const std::string& facet, const std::vector<MapLine>& lines) {
    Json values = Json::array();
    for (const auto& line : lines) {
        values.push_back({{"id", line.id}, {"label", line.label}, {"values", line.values}, {"count", line.count}});
    }
    return {{"facet", facet}, {"values", std::move(values)}};
}

Json shades_json(const EvidenceMap& map) {
    Json values = Json::array();
    for (const auto& shade : map.shades) values.push_back({{"id", shade.id}, {"label", shade.label}});
    return {{"facet", map.choice.colour}, {"values", std::move(values)}};
}

Json cell_json(const Visit& visit, const EvidenceMap& map, std::size_t row, std::size_t column) {
    const auto& cell = map.cells[row][column];
    Json by_colour = Json::object();
    for (std::size_t at = 0; at < map.shades.size(); ++at) by_colour[map.shades[at].id] = cell.by_shade[at];
    Json json{{"row", map.rows[row].id}, {"column", map.columns[column].id},
              {"count", cell.count},     {"by_colour", std::move(by_colour)},
              {"colour", nullptr},       {"url", nullptr},
              {"api", nullptr}};
    if (cell.count == 0) return json;
    const auto& [of_row, of_column] = std::pair{map.rows[row], map.columns[column]};
    json["colour"] = map.shades[leading_shade(map, cell)].id;
    json["url"] = page_address(visit, map, of_row, of_column);
    json["api"] = fmt::format("{}/api/v1/search?{}&lang={}", visit.site.settings.base_url,
                              to_query(cell_search(map, of_row, of_column)), visit.language);
    return json;
}

}  // namespace

std::string map_json(const Visit& visit, const EvidenceMap& map) {
    Json cells = Json::array();
    for (std::size_t row = 0; row < map.rows.size(); ++row) {
        for (std::size_t column = 0; column < map.columns.size(); ++column) {
            cells.push_back(cell_json(visit, map, row, column));
        }
    }
    const auto& under = map.choice.under;
    return dump({{"lang", visit.language},
                 {"query", map.choice.search.text},
                 {"filters", map.query.filters.any_of},
                 {"under", under.empty() ? Json(nullptr) : Json(under)},
                 {"generation", visit.searcher->facts().generation},
                 {"total", map.total},
                 {"outside", map.outside},
                 {"rows", lines_json(map.choice.rows, map.rows)},
                 {"columns", lines_json(map.choice.columns, map.columns)},
                 {"colour", shades_json(map)},
                 {"cells", std::move(cells)},
                 {"url", fmt::format("{}/{}/evidence-map?{}", visit.site.settings.base_url, visit.language,
                                     map_query(map.choice))}});
}

std::string map_csv(const Visit& visit, const EvidenceMap& map) {
    std::vector<std::string> cells{"row", "row_label", "column", "column_label", "documents"};
    for (const auto& shade : map.shades) cells.push_back(fmt::format("{}_{}", map.choice.colour, shade.id));
    cells.emplace_back("url");
    auto csv = csv_row(cells);
    for (std::size_t row = 0; row < map.rows.size(); ++row) {
        for (std::size_t column = 0; column < map.columns.size(); ++column) {
            const auto& cell = map.cells[row][column];
            cells = {map.rows[row].id, map.rows[row].label, map.columns[column].id, map.columns[column].label,
                     std::to_string(cell.count)};
            for (const auto count : cell.by_shade) cells.push_back(std::to_string(count));
            cells.push_back(cell.count == 0 ? "" : page_address(visit, map, map.rows[row], map.columns[column]));
            csv += csv_row(cells);
        }
    }
    return csv;
}

}  // namespace clearinghouse::server
