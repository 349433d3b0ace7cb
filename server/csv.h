#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace clearinghouse::server {

/// A table read from CSV: the first row is the header.
struct Table {
    std::vector<std::string> header;
    std::vector<std::vector<std::string>> rows;  ///< Each as wide as the header.
    std::size_t left_out = 0;                    ///< Rows beyond the bound.
};

/// Reads CSV as RFC 4180 has it (commas, quotes doubled within quotes, LF or CRLF; a byte order mark is passed over).
/// Short rows are filled up, cells beyond the header dropped. At most `most_rows` rows are kept.
Table read_csv(std::string_view csv, std::size_t most_rows = 500);

/// A row as RFC 4180 has it, with its CRLF; cells are quoted where they need it.
std::string csv_row(std::span<const std::string> cells);

}  // namespace clearinghouse::server
