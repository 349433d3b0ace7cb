#include "server/views/data_table.h"

#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "server/csv.h"
#include "server/formats.h"
#include "server/search_parameters.h"

namespace clearinghouse::server {
namespace {

constexpr std::uintmax_t most_bytes = 4 * 1024 * 1024;

std::optional<Table> read_table(const std::filesystem::path& path) {
    std::error_code error;
    const auto bytes = std::filesystem::file_size(path, error);
    std::ifstream file{path, std::ios::binary};
    if (error || bytes > most_bytes || !file) return std::nullopt;
    const std::string csv{std::istreambuf_iterator<char>{file}, {}};
    return read_csv(csv);
}

std::string column_label(const Visit& visit, const std::string& name) {
    const auto key = "column." + name;
    return visit.site.texts.has(key) ? visit.text(key) : name;
}

/// Countries stand as codes in the data, so that programs can join them; readers get the name.
std::string cell_text(const Visit& visit, const std::string& column, const std::string& cell) {
    const bool may_be_country = column == "area" || column == "country";
    if (may_be_country && visit.searcher->vocabulary().find("countries", cell)) return visit.label("countries", cell);
    if (column != "value" || cell.empty()) return cell;
    char* end = nullptr;
    const double number = std::strtod(cell.c_str(), &end);
    return *end == '\0' ? format_number(number, visit.language) : cell;
}

Json row_view(const Visit& visit, const Table& table, const std::vector<std::string>& row) {
    Json cells = Json::array();
    for (std::size_t at = 0; at < row.size(); ++at) {
        cells.push_back({{"content", cell_text(visit, table.header[at], row[at])},
                         {"is_head", at == 0},
                         {"is_number", table.header[at] == "value"}});
    }
    return {{"cells", std::move(cells)}};
}

Json table_view(const Visit& visit, const Table& table) {
    Json columns = Json::array();
    for (const auto& name : table.header) {
        columns.push_back({{"name", column_label(visit, name)}, {"is_number", name == "value"}});
    }
    Json rows = Json::array();
    for (const auto& row : table.rows) rows.push_back(row_view(visit, table, row));
    return {{"columns", std::move(columns)},
            {"rows", std::move(rows)},
            {"left_out", table.left_out == 0 ? "" : visit.count("document.rows-left-out", table.left_out)}};
}

}  // namespace

Json data_tables(const Visit& visit, const model::Document& document) {
    Json views = Json::array();
    const auto values = document.values("data");
    for (const auto* value : values) {
        const auto& file = value->attribute("file");
        const auto path = visit.searcher->attachment(document.id, file, visit.now);
        const auto table = path ? read_table(*path) : std::nullopt;
        if (!table || table->header.empty()) continue;
        auto view = table_view(visit, *table);
        view["file"] = file;
        view["anchor"] = fmt::format("table-{}", views.size() + 1);
        view["address"] = fmt::format("/files/{}/{}", document.id, encode(file));
        views.push_back(std::move(view));
    }
    return views;
}

}  // namespace clearinghouse::server
