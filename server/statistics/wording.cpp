#include "server/statistics/wording.h"

#include <fmt/format.h>

#include "engine/model/time.h"
#include "server/formats.h"

namespace clearinghouse::server {
namespace {

bool is_area(std::string_view column) {
    return column == "area" || column == "country";
}

bool is_time(std::string_view column) {
    return column == "date" || column == "period" || column == "time" || column == "year" || column == "quarter";
}

}  // namespace

std::string slug(std::string_view text) {
    std::string made;
    for (const char c : text) {
        const bool small = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        const bool capital = c >= 'A' && c <= 'Z';
        if (small || capital) {
            made += capital ? static_cast<char>(c - 'A' + 'a') : c;
        } else if (!made.empty() && made.back() != '-') {
            made += '-';
        }
    }
    while (made.ends_with('-')) made.pop_back();
    return made;
}

std::string Wording::word(const std::string& word) const {
    const auto key = "data." + slug(word);
    return visit_.site.texts.has(key) ? visit_.text(key) : word;
}

/// "dk fi no se" is four countries.
std::string Wording::area(const std::string& code) const {
    std::string names;
    for (std::size_t at = 0; at <= code.size();) {
        const auto end = std::min(code.find(' ', at), code.size());
        const auto part = code.substr(at, end - at);
        if (!visit_.searcher->vocabulary().find("countries", part)) return word(code);
        names += (names.empty() ? "" : ", ") + visit_.label("countries", part);
        at = end + 1;
    }
    return names;
}

std::string Wording::column(std::string_view name) const {
    const auto key = fmt::format("column.{}", name);
    return visit_.site.texts.has(key) ? visit_.text(key) : std::string{name};
}

std::string Wording::cell(std::string_view column, const std::string& cell) const {
    if (cell.empty()) return cell;
    if (is_area(column)) return area(cell);
    if (column == "value") {
        const auto figure = read_figure(cell);
        return figure ? number(*figure) : cell;
    }
    const auto date = is_time(column) ? model::parse_date(cell) : std::nullopt;
    return date ? format_date(*date, visit_.language) : word(cell);
}

std::string Wording::value(const Dimension& dimension, std::size_t value) const {
    const auto& name = dimension.values[value];
    if (name.empty()) return visit_.text("statistics.not-stated");
    if (dimension.role == Role::time) return cell("time", name);
    if (dimension.role != Role::area) return word(name);
    const auto& country = dimension.notes[value];
    const auto label = area(name);
    return country.empty() || country == name ? label : fmt::format("{} ({})", label, area(country));
}

std::string Wording::number(double number) const {
    return format_number(number, visit_.language);
}

std::string Wording::written(const Cell& cell) const {
    if (!cell.value) {
        return cell.written.empty() ? visit_.text("statistics.not-known") : cell.written;
    }
    const auto figure = number(*cell.value);
    return cell.qualifier.empty() ? figure : fmt::format("{} {}", word(cell.qualifier), figure);
}

std::string Wording::with_unit(const DataCube& cube, const Cell& cell) const {
    if (cell.value && cube.unit(cell) == "year") {
        return cell.qualifier.empty() ? cell.written : fmt::format("{} {}", word(cell.qualifier), cell.written);
    }
    const bool per_cent = cell.value && cube.unit(cell) == "per cent";
    return per_cent ? visit_.text("statistics.per-cent", {{"number", written(cell)}}) : written(cell);
}

bool Wording::is_foreign(std::string_view column, const std::string& text) const {
    return visit_.language != "en" && !text.empty() && column != "value" && !is_area(column) &&
           !model::parse_date(text) && !visit_.site.texts.has("data." + slug(text)) &&
           text.find_first_not_of("0123456789-. ") != std::string::npos;
}

}  // namespace clearinghouse::server
