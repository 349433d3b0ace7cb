#include <fmt/format.h>

#include <charconv>

#include "engine/language/analyser.h"
#include "indexer/checks.h"

namespace clearinghouse::indexer {
namespace {

constexpr std::size_t most_bytes = 10 * 1024 * 1024;
constexpr std::size_t most_problems = 20;

/// One record of RFC 4180: quoted cells may hold commas, line ends and doubled quotes.
std::vector<std::string> take_record(std::string_view& rest, int& line) {
    std::vector<std::string> cells(1);
    bool quoted = false;
    std::size_t i = 0;
    for (; i < rest.size(); ++i) {
        const char c = rest[i];
        if (c == '\n') ++line;
        if (quoted) {
            if (c != '"') {
                cells.back() += c;
            } else if (i + 1 < rest.size() && rest[i + 1] == '"') {
                cells.back() += rest[++i];
            } else {
                quoted = false;
            }
        } else if (c == '"' && cells.back().empty()) {
            quoted = true;
        } else if (c == ',') {
            cells.emplace_back();
        } else if (c == '\n') {
            break;
        } else if (c != '\r') {
            cells.back() += c;
        }
    }
    rest.remove_prefix(std::min(i + 1, rest.size()));
    return cells;
}

bool is_number(std::string_view text) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size();
}

}  // namespace

model::Problems check_csv(std::string_view csv, const std::string& name) {
    model::Problems problems;
    const auto report = [&](int line, std::string what, std::string hint) {
        problems.push_back({"bad-data", name, line, std::move(what), std::move(hint)});
    };
    if (csv.size() > most_bytes) report(0, "is too large", fmt::format("at most {} bytes", most_bytes));
    if (!language::is_utf8(csv)) report(0, "is not valid UTF-8", "save it as UTF-8");
    if (!problems.empty()) return problems;

    int line = 1;
    const auto header = take_record(csv, line);
    if (header.size() < 2 || header.back() != "value") {
        report(1, "has no last column called 'value'", "start with a header such as: area,year,value");
        return problems;
    }
    bool has_rows = false;
    while (!csv.empty() && problems.size() < most_problems) {
        const int at = line;
        const auto cells = take_record(csv, line);
        has_rows = true;
        if (cells.size() != header.size()) {
            report(at, fmt::format("has {} cells where the header has {}", cells.size(), header.size()),
                   "put text that holds a comma between quotes");
        } else if (!cells.back().empty() && !is_number(cells.back())) {
            report(at, fmt::format("has the value '{}'", cells.back()),
                   "a number with a decimal point, or nothing when it is not known");
        }
    }
    if (!has_rows) report(1, "has a header and no rows", "one row for each value");
    return problems;
}

}  // namespace clearinghouse::indexer
