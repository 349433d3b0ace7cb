#include "server/conditional.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <locale.h>  // newlocale and strptime_l are POSIX and not in <clocale>
#include <algorithm>
#include <array>
#include <charconv>
#include <ctime>
#include <functional>

namespace clearinghouse::server {
namespace {

std::string_view trim(std::string_view text) {
    const auto begin = text.find_first_not_of(" \t");
    if (begin == text.npos) return {};
    return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

bool is_tag_character(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte == 0x21 || (byte >= 0x23 && byte <= 0x7E) || byte >= 0x80;
}

/// Whether one tag of the list is `tag`. A tag may hold a comma, so the list is read and not split.
bool lists_tag(std::string_view list, std::string_view tag) {
    while (!list.empty()) {
        const auto open = list.find('"');
        const auto close = open == list.npos ? list.npos : list.find('"', open + 1);
        if (close == list.npos) return false;
        if (list.substr(open, close - open + 1) == tag) return true;
        list.remove_prefix(close + 1);
    }
    return false;
}

std::optional<std::size_t> read_number(std::string_view digits) {
    std::size_t number = 0;
    const auto* const end = digits.data() + digits.size();
    const auto [stop, error] = std::from_chars(digits.data(), end, number);
    if (digits.empty() || error != std::errc{} || stop != end) return std::nullopt;
    return number;
}

/// If-Range: a range is served only of the very answer that the client has the other part of.
bool has_same_answer(const std::string& if_range, const std::string& tag,
                     std::optional<std::chrono::sys_seconds> last_modified) {
    if (if_range.empty()) return true;
    if (if_range.starts_with('"')) return if_range == tag;
    const auto date = read_http_date(if_range);
    return date && last_modified && *date == *last_modified;
}

}  // namespace

std::string http_date(std::chrono::sys_seconds time) {
    return fmt::format("{:%a, %d %b %Y %H:%M:%S GMT}", fmt::gmtime(std::chrono::system_clock::to_time_t(time)));
}

std::optional<std::chrono::sys_seconds> read_http_date(const std::string& text) {
    // A locale of its own: names of days and months are English here whatever language the process runs in.
    static const locale_t english = newlocale(LC_ALL_MASK, "C", nullptr);
    constexpr std::array forms{"%a, %d %b %Y %H:%M:%S GMT", "%A, %d-%b-%y %H:%M:%S GMT", "%a %b %e %H:%M:%S %Y"};
    for (const char* form : forms) {
        std::tm parts{};
        const char* const end = strptime_l(text.c_str(), form, &parts, english);
        if (end != nullptr && *end == '\0') return std::chrono::sys_seconds{std::chrono::seconds{timegm(&parts)}};
    }
    return std::nullopt;
}

std::string entity_tag(const Response& response) {
    const auto& given = response.entity_tag;
    if (!given.empty() && std::all_of(given.begin(), given.end(), is_tag_character))
        return fmt::format("\"{}\"", given);
    return fmt::format("\"{:x}-{:x}\"", response.body.size(), std::hash<std::string>{}(response.body));
}

std::string compressed_tag(const std::string& tag) {
    return tag.substr(0, tag.size() - 1) + "-gzip\"";
}

bool is_unchanged(const Request& request, const std::string& tag,
                  std::optional<std::chrono::sys_seconds> last_modified) {
    if (const auto tags = request.header("if-none-match"); !tags.empty()) {
        return trim(tags) == "*" || lists_tag(tags, tag);
    }
    if (!last_modified) return false;
    const auto since = read_http_date(request.header("if-modified-since"));
    return since && *last_modified <= *since;
}

RangeAnswer wanted_range(const Request& request, std::size_t size, const std::string& tag,
                         std::optional<std::chrono::sys_seconds> last_modified) {
    const auto header = request.header("range");
    std::string_view text = header;
    if (request.method != "GET" || !text.starts_with("bytes=")) return {};
    text = trim(text.substr(6));
    const auto dash = text.find('-');
    if (dash == text.npos || !has_same_answer(request.header("if-range"), tag, last_modified)) return {};
    const auto first = read_number(text.substr(0, dash));
    const auto last = read_number(text.substr(dash + 1));
    if ((dash > 0 && !first) || (dash + 1 < text.size() && !last) || (!first && !last)) return {};
    if (first && last && *last < *first) return {};
    if (!first) {  // "-500": the last 500 bytes
        if (*last == 0 || size == 0) return {RangeKind::unsatisfiable, {}};
        return {RangeKind::part, {size - std::min(*last, size), size}};
    }
    if (*first >= size) return {RangeKind::unsatisfiable, {}};
    return {RangeKind::part, {*first, last ? std::min(*last, size - 1) + 1 : size}};
}

}  // namespace clearinghouse::server
