#include "server/oai/token.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <vector>

namespace clearinghouse::server::oai {
namespace {

constexpr char between = '~';
constexpr std::size_t parts = 8;

std::int64_t seconds(model::Moment moment) {
    return moment.time_since_epoch().count();
}

std::optional<std::uint64_t> read_number(std::string_view text) {
    constexpr std::size_t most_digits = 11;
    std::uint64_t number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    if (read.ec != std::errc{} || read.ptr != text.data() + text.size() || text.size() > most_digits) {
        return std::nullopt;
    }
    return number;
}

std::optional<model::Moment> read_moment(std::string_view text) {
    const auto number = read_number(text);
    if (!number) return std::nullopt;
    return model::Moment{std::chrono::seconds{*number}};
}

std::vector<std::string_view> split(std::string_view text) {
    std::vector<std::string_view> found;
    while (found.size() <= parts) {
        const auto end = std::min(text.find(between), text.size());
        found.push_back(text.substr(0, end));
        if (end == text.size()) break;
        text.remove_prefix(end + 1);
    }
    return found;
}

/// No id of ours has a dot or a colon, so each can stand for the other.
std::string exchanged(std::string_view text, char from, char to) {
    std::string result{text};
    std::ranges::replace(result, from, to);
    return result;
}

}  // namespace

std::string to_text(const Token& token) {
    return fmt::format("{}~{}~{}~{}~{}~{}~{}~{}", token.verb == Verb::list_records ? "r" : "i", token.metadata_prefix,
                       token.from ? std::to_string(seconds(*token.from)) : "", seconds(token.until),
                       exchanged(token.set, ':', '.'),
                       token.after ? fmt::format("{}.{}", seconds(token.after->changed), token.after->id) : "",
                       token.delivered, seconds(token.expires));
}

std::optional<Token> read_token(std::string_view text) {
    const auto part = split(text);
    if (part.size() != parts) return std::nullopt;
    const auto from = read_moment(part[2]);
    const auto until = read_moment(part[3]);
    const auto dot = std::min(part[5].find('.'), part[5].size());
    const auto changed = read_moment(part[5].substr(0, dot));
    const auto delivered = read_number(part[6]);
    const auto expires = read_moment(part[7]);
    const bool is_known = part[0] == "r" || part[0] == "i";
    if (!is_known || (!part[2].empty() && !from) || !until || !changed || !delivered || !expires) return std::nullopt;
    Token token{.verb = part[0] == "r" ? Verb::list_records : Verb::list_identifiers,
                .metadata_prefix = std::string{part[1]},
                .from = from,
                .until = *until,
                .set = exchanged(part[4], '.', ':'),
                .after = search::Position{*changed, std::string{part[5].substr(std::min(dot + 1, part[5].size()))}},
                .delivered = static_cast<std::size_t>(*delivered),
                .expires = *expires};
    // Only what this program would write itself is a token.
    if (to_text(token) != text || token.after->id.empty()) return std::nullopt;
    return token;
}

}  // namespace clearinghouse::server::oai
