#include "server/csv.h"

#include <utility>

namespace clearinghouse::server {
namespace {

/// Takes one row off the front of `csv`.
std::vector<std::string> take_row(std::string_view& csv) {
    std::vector<std::string> cells(1);
    bool in_quotes = false;
    std::size_t at = 0;
    for (; at < csv.size(); ++at) {
        const char c = csv[at];
        if (in_quotes && c == '"' && at + 1 < csv.size() && csv[at + 1] == '"') {
            cells.back() += csv[++at];
        } else if (c == '"') {
            in_quotes = !in_quotes;
        } else if (!in_quotes && c == ',') {
            cells.emplace_back();
        } else if (!in_quotes && c == '\n') {
            break;
        } else if (in_quotes || c != '\r') {
            cells.back() += c;
        }
    }
    csv.remove_prefix(at < csv.size() ? at + 1 : csv.size());
    return cells;
}

}  // namespace

Table read_csv(std::string_view csv, std::size_t most_rows) {
    if (csv.starts_with("\xEF\xBB\xBF")) csv.remove_prefix(3);
    Table table;
    if (csv.empty()) return table;
    table.header = take_row(csv);
    while (!csv.empty()) {
        auto row = take_row(csv);
        if (row.size() == 1 && row.front().empty()) continue;
        row.resize(table.header.size());
        if (table.rows.size() < most_rows) {
            table.rows.push_back(std::move(row));
        } else {
            ++table.left_out;
        }
    }
    return table;
}

std::string csv_row(std::span<const std::string> cells) {
    std::string row;
    for (const auto& cell : cells) {
        if (&cell != &cells.front()) row += ',';
        // Spaces at the ends are part of a cell, but not all programs that read CSV keep them without quotes.
        const bool plain = cell.find_first_of(",\"\r\n") == cell.npos && !cell.starts_with(' ') && !cell.ends_with(' ');
        if (plain) {
            row += cell;
            continue;
        }
        row += '"';
        for (const char c : cell) row += c == '"' ? "\"\"" : std::string(1, c);
        row += '"';
    }
    return row + "\r\n";
}

}  // namespace clearinghouse::server
