#include "server/views/data_table.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "server/statistics/wording.h"

namespace clearinghouse::server {
namespace {

Json row_view(const Wording& words, const Table& table, const std::vector<std::string>& row) {
    // "The most applications came in the year 2015" is a value, but no amount.
    const auto unit = std::ranges::find(table.header, "unit");
    const bool is_year =
        unit != table.header.end() && row[static_cast<std::size_t>(unit - table.header.begin())] == "year";
    Json cells = Json::array();
    for (std::size_t at = 0; at < row.size(); ++at) {
        const auto& column = table.header[at];
        cells.push_back({{"content", column == "value" && is_year ? row[at] : words.cell(column, row[at])},
                         {"content_lang", words.is_foreign(column, row[at]) ? "en" : ""},
                         {"is_head", at == 0},
                         {"is_number", column == "value"}});
    }
    return {{"cells", std::move(cells)}};
}

}  // namespace

Json table_view(const Visit& visit, const Table& table) {
    const Wording words{visit};
    Json columns = Json::array();
    for (const auto& name : table.header) {
        columns.push_back({{"name", words.column(name)}, {"is_number", name == "value"}});
    }
    Json rows = Json::array();
    for (const auto& row : table.rows) rows.push_back(row_view(words, table, row));
    return {{"columns", std::move(columns)},
            {"rows", std::move(rows)},
            {"left_out", table.left_out == 0 ? "" : visit.count("document.rows-left-out", table.left_out)}};
}

}  // namespace clearinghouse::server
