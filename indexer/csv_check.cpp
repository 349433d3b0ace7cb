#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <set>

#include "engine/language/analyser.h"
#include "indexer/checks.h"

namespace clearinghouse::indexer {
namespace {

constexpr std::size_t most_bytes = 10 * 1024 * 1024;
constexpr std::size_t most_problems = 20;

/// One line of a table, and whether a quote was left open in it.
struct Record {
    std::vector<std::string> cells{1};
    bool is_open = false;

    bool is_blank() const { return cells.size() == 1 && cells[0].empty(); }
};

/// Takes one record of RFC 4180: quoted cells may hold commas, line ends and doubled quotes.
Record take_record(std::string_view& rest, int& line) {
    Record record;
    auto& cells = record.cells;
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
    record.is_open = quoted;
    return record;
}

bool is_number(std::string_view text) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size() && std::isfinite(value);
}

std::string count(std::size_t number, std::string_view thing) {
    return fmt::format("{} {}{}", number, thing, number == 1 ? "" : "s");
}

class CsvCheck {
public:
    CsvCheck(std::string_view csv, const std::string& name) : rest_(csv), name_(name) {}

    model::Problems run() {
        bytes();
        if (problems_.empty()) header();
        if (problems_.empty()) rows();
        return std::move(problems_);
    }

private:
    void bytes() {
        if (rest_.size() > most_bytes) report(0, "is too large", fmt::format("at most {} bytes", most_bytes));
        if (!language::is_utf8(rest_)) report(0, "is not valid UTF-8", "save it as UTF-8");
        if (rest_.starts_with("\xef\xbb\xbf")) {
            report(1, "starts with a byte order mark", "save it as UTF-8 without one (BOM, signature)");
        }
    }

    void header() {
        header_ = take_record(rest_, line_).cells;
        if (header_.size() == 1 && header_[0].find(';') != std::string::npos) {
            return report(1, "is divided by semicolons", "divide the cells by commas, and write 2.5 instead of 2,5");
        }
        if (header_.size() < 2 || header_.back() != "value") {
            return report(1, "has no last column called 'value'", "start with a header such as: area,year,value");
        }
        std::set<std::string_view> seen;
        for (const auto& column : header_) {
            if (column.empty()) report(1, "has a column without a name", "name it in the header");
            if (!seen.insert(column).second) {
                report(1, fmt::format("has the column '{}' twice", column), "give one of them another name");
            }
        }
    }

    void rows() {
        bool has_rows = false;
        while (!rest_.empty() && problems_.size() < most_problems) {
            const int at = line_;
            row(take_record(rest_, line_), at);
            has_rows = true;
        }
        if (!has_rows) report(1, "has a header and no rows", "one row for each value");
    }

    void row(const Record& record, int at) {
        const auto& cells = record.cells;
        if (record.is_open) {
            report(at, "has a quote that is not closed", "close it, and write \"\" for a quote within a cell");
        } else if (record.is_blank()) {
            report(at, "is an empty line", "remove it");
        } else if (cells.size() != header_.size()) {
            report(at, fmt::format("has {} where the header has {}", count(cells.size(), "cell"), header_.size()),
                   "put text that holds a comma between quotes");
        } else if (!cells.back().empty() && !is_number(cells.back())) {
            report(at, fmt::format("has the value '{}'", cells.back()),
                   "a number with a decimal point, or nothing when it is not known");
        }
    }

    void report(int line, std::string what, std::string hint) {
        problems_.push_back({"bad-data", name_, line, std::move(what), std::move(hint)});
    }

    std::string_view rest_;
    const std::string& name_;
    std::vector<std::string> header_;
    int line_ = 1;
    model::Problems problems_;
};

}  // namespace

model::Problems check_csv(std::string_view csv, const std::string& name) {
    return CsvCheck{csv, name}.run();
}

}  // namespace clearinghouse::indexer
