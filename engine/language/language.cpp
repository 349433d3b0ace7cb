#include "engine/language/language.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <tuple>
#include <utility>

namespace clearinghouse::language {
namespace {

// RFC 9110 sets no bound; a header of more ranges than this was not written by a browser.
constexpr std::size_t most_ranges = 64;

char small(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool is_letter(char c) {
    return small(c) >= 'a' && small(c) <= 'z';
}

bool is_letter_or_digit(char c) {
    return is_letter(c) || (c >= '0' && c <= '9');
}

std::string_view trimmed(std::string_view text) {
    const auto begin = text.find_first_not_of(" \t");
    if (begin == text.npos) return {};
    return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

/// What stands before the first `mark`; the rest of `text`, without the mark, is left in it.
std::string_view cut(std::string_view& text, char mark) {
    const auto at = text.find(mark);
    const auto head = text.substr(0, at);
    text = at == text.npos ? std::string_view{} : text.substr(at + 1);
    return head;
}

/// "0.8" as 800; nothing when it is no quality value.
std::optional<int> thousandths(std::string_view quality) {
    if (quality.empty() || quality.size() > 5 || (quality[0] != '0' && quality[0] != '1')) return std::nullopt;
    if (quality.size() > 1 && quality[1] != '.') return std::nullopt;
    std::string digits{quality.substr(0, 1)};
    if (quality.size() > 2) digits += quality.substr(2);
    digits.resize(4, '0');
    int value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc{} || end != digits.data() + digits.size() || value > 1000) return std::nullopt;
    return value;
}

struct Range {
    std::string tag;  ///< In small letters, "*" for any.
    int quality = 1000;
};

bool is_range(std::string_view tag) {
    if (tag == "*") return true;
    std::size_t length = 0;  // of the subtag under way
    for (const char c : tag) {
        if (c == '-' ? length == 0 : !is_letter_or_digit(c) || length == 8) return false;
        length = c == '-' ? 0 : length + 1;
    }
    return length > 0;
}

std::vector<Range> parse_ranges(std::string_view header) {
    std::vector<Range> ranges;
    while (!header.empty() && ranges.size() < most_ranges) {
        auto item = cut(header, ',');
        const auto tag = trimmed(cut(item, ';'));
        if (!is_range(tag)) continue;
        Range range{.tag = std::string{tag}};
        std::transform(tag.begin(), tag.end(), range.tag.begin(), small);
        const auto weight = trimmed(item);
        if (!weight.empty()) {
            if (weight.size() < 3 || small(weight[0]) != 'q' || weight[1] != '=') continue;
            const auto quality = thousandths(weight.substr(2));
            if (!quality) continue;
            range.quality = *quality;
        }
        ranges.push_back(std::move(range));
    }
    return ranges;
}

bool begins_with_tag(std::string_view tag, std::string_view prefix) {
    return tag.starts_with(prefix) && (tag.size() == prefix.size() || tag[prefix.size()] == '-');
}

/// How closely a range fits an offered tag: 0 not at all, 1 any, 2 by the group, 3 by a prefix, 4 to the letter.
int closeness(std::string_view range, std::string_view offered) {
    if (range == offered) return 4;
    if (range == "no" && offered == "nb")
        return 3;  // plain Norwegian means bokmål on nearly every machine that sends it
    if (range == "*") return 1;
    if (begins_with_tag(range, offered) || begins_with_tag(offered, range)) return 3;
    return group(range) == group(offered) ? 2 : 0;
}

/// True when the range speaks of the offered tag itself, by RFC 4647: "en" of "en-GB", but not the other way round.
bool covers(std::string_view range, std::string_view offered) {
    return range == "*" || begins_with_tag(offered, range);
}

struct Fit {
    int quality = 0;
    std::size_t place = 0;  ///< Of the range in the header: earlier is preferred among equals.
    int close = 0;
};

/// The closest range decides about an offered language (RFC 4647); a refused neighbour says nothing about it.
std::optional<Fit> fit(const std::vector<Range>& ranges, std::string_view offered) {
    std::optional<Fit> best;
    for (std::size_t i = 0; i < ranges.size(); ++i) {
        const int close = closeness(ranges[i].tag, offered);
        const bool refused = ranges[i].quality == 0;
        if (close == 0 || (refused && !covers(ranges[i].tag, offered))) continue;
        const std::pair rank{close, ranges[i].quality};
        if (!best || rank > std::pair{best->close, best->quality}) best = Fit{ranges[i].quality, i, close};
    }
    return best;
}

}  // namespace

std::string group(std::string_view tag) {
    std::string primary{tag.substr(0, tag.find('-'))};
    std::transform(primary.begin(), primary.end(), primary.begin(), small);
    return primary == "nb" || primary == "nn" ? "no" : primary;
}

bool is_tag(std::string_view tag) {
    constexpr std::size_t longest = 35;  // RFC 5646, section 4.4.1
    const auto primary = tag.substr(0, tag.find('-'));
    if (primary.size() < 2 || primary.size() > 3 || tag.size() > longest) return false;
    return std::all_of(primary.begin(), primary.end(), [](char c) { return c >= 'a' && c <= 'z'; }) && is_range(tag);
}

Tag negotiate(std::string_view accept_language, const std::vector<Tag>& offered, std::string_view fallback) {
    const auto ranges = parse_ranges(accept_language);
    const Tag* best = nullptr;
    std::tuple<int, long, int, bool> best_rank{};
    for (const auto& tag : offered) {
        std::string plain = tag;
        std::transform(plain.begin(), plain.end(), plain.begin(), small);
        const auto found = fit(ranges, plain);
        if (!found || found->quality == 0) continue;
        const std::tuple rank{found->quality, -static_cast<long>(found->place), found->close, tag == fallback};
        if (!best || rank > best_rank) {
            best = &tag;
            best_rank = rank;
        }
    }
    return best ? *best : Tag{fallback};
}

}  // namespace clearinghouse::language
