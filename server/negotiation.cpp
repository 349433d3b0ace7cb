#include "server/negotiation.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <string>
#include <vector>

#include "engine/model/nearest.h"

namespace clearinghouse::server {
namespace {

constexpr std::size_t longest_compared = 64;
constexpr std::size_t most_ranges = 32;  // Of an Accept header; browsers send six.

std::string_view trimmed(std::string_view text) {
    const auto begin = text.find_first_not_of(" \t");
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

/// "text/csv" of "text/csv; charset=utf-8".
std::string_view without_parameters(std::string_view media_type) {
    return trimmed(media_type.substr(0, media_type.find(';')));
}

/// The next piece up to a mark; what is left stays in `rest`.
std::string_view take_until(std::string_view& rest, char mark) {
    const auto end = std::min(rest.find(mark), rest.size());
    const auto piece = trimmed(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
    return piece;
}

std::string small(std::string_view text) {
    std::string result{text};
    std::ranges::transform(result, result.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
    return result;
}

struct MediaRange {
    std::string type;  ///< "text/csv", "text/*" or "*/*", in small letters.
    double quality = 1;
};

double quality_of(std::string_view parameters) {
    while (!parameters.empty()) {
        const auto parameter = take_until(parameters, ';');
        if (!parameter.starts_with("q=") && !parameter.starts_with("Q=")) continue;
        double quality = 0;
        const auto value = parameter.substr(2);
        const auto read = std::from_chars(value.data(), value.data() + value.size(), quality);
        return read.ec == std::errc{} ? std::clamp(quality, 0.0, 1.0) : 0;
    }
    return 1;
}

std::vector<MediaRange> read_accept(std::string_view accept) {
    std::vector<MediaRange> ranges;
    while (!accept.empty() && ranges.size() < most_ranges) {
        auto rest = take_until(accept, ',');
        const auto type = take_until(rest, ';');
        if (!type.empty()) ranges.push_back({small(type), quality_of(rest)});
    }
    return ranges;
}

/// The quality by the range that says most about a type: "text/csv" over "text/*" over "*/*".
double quality_for(std::string_view media_type, const std::vector<MediaRange>& ranges) {
    const auto type = small(without_parameters(media_type));
    const auto family = type.substr(0, type.find('/')) + "/*";
    for (const auto& wanted : {type, family, std::string{"*/*"}}) {
        const auto range = std::ranges::find(ranges, wanted, &MediaRange::type);
        if (range != ranges.end()) return range->quality;
    }
    return 0;
}

template <typename Names>
std::string listed(const Names& names) {
    return fmt::format("{}", fmt::join(names, ", "));
}

std::vector<std::string> names_of(std::span<const Format> offered) {
    std::vector<std::string> names;
    for (const auto& format : offered) names.emplace_back(format.name);
    return names;
}

std::string nearest_or_all(std::string_view word, const std::vector<std::string>& known) {
    const auto near = word.size() > longest_compared ? "" : model::nearest(word, known);
    return near.empty() ? listed(known) : fmt::format("did you mean '{}'?", near);
}

tl::unexpected<model::Problem> problem(std::string code, std::string_view parameter, std::string what,
                                       std::string hint) {
    return tl::unexpected(model::Problem{
        .code = std::move(code), .file = std::string{parameter}, .what = std::move(what), .hint = std::move(hint)});
}

}  // namespace

model::Result<Format> choose_format(const Request& request, std::span<const Format> offered) {
    const auto names = names_of(offered);
    if (!request.all("format").empty()) {
        const auto wanted = request.parameter("format");
        const auto named = std::ranges::find(offered, wanted, &Format::name);
        if (named != offered.end()) return *named;
        return problem("bad-parameter", "format", fmt::format("unknown format '{}'", model::quotable(wanted)),
                       nearest_or_all(wanted, names));
    }
    const auto ranges = read_accept(request.header("accept"));
    if (ranges.empty()) return offered.front();
    // A browser asks for a page and would take any XML; it gets what everybody gets who asks for nothing in particular.
    const auto page = std::ranges::find(ranges, "text/html", &MediaRange::type);
    const bool wants_page = page != ranges.end() && std::ranges::all_of(ranges, [&](const auto& range) {
                                return range.quality <= page->quality;
                            });
    if (wants_page && quality_for(offered.front().media_type, ranges) > 0) return offered.front();
    const Format* best = nullptr;
    double best_quality = 0;
    for (const auto& format : offered) {
        const auto quality = quality_for(format.media_type, ranges);
        if (quality > best_quality) {
            best = &format;
            best_quality = quality;
        }
    }
    if (best != nullptr) return *best;
    return problem("not-acceptable", "Accept", "this address has no format that the header Accept allows",
                   "format=" + fmt::format("{}", fmt::join(names, ", format=")));
}

Response formatted(std::string body, const Format& format) {
    Response response;
    response.media_type = format.media_type;
    response.body = std::move(body);
    response.for_machines = true;
    response.headers.emplace_back("Vary", "Accept");
    return response;
}

Response formatted(std::string body, const Format& format, std::string_view stem) {
    auto response = formatted(std::move(body), format);
    if (format.ending.empty()) return response;
    const bool is_shown = format.ending == "xml" || format.ending == "json";
    response.headers.emplace_back(
        "Content-Disposition",
        fmt::format("{}; filename=\"{}.{}\"", is_shown ? "inline" : "attachment", stem, format.ending));
    return response;
}

model::Result<bool> check_parameters(const Request& request, std::span<const std::string_view> known,
                                     std::span<const std::string_view> repeatable) {
    std::vector<std::string> names{known.begin(), known.end()};
    names.insert(names.end(), repeatable.begin(), repeatable.end());
    for (const auto& [name, value] : request.parameters) {
        if (std::ranges::find(names, name) == names.end()) {
            return problem("bad-parameter", name, fmt::format("unknown parameter '{}'", model::quotable(name)),
                           nearest_or_all(name, names));
        }
        if (request.all(name).size() > 1 && std::ranges::find(repeatable, name) == repeatable.end()) {
            return problem("bad-parameter", name, fmt::format("'{}' is given more than once", name), "give it once");
        }
    }
    return true;
}

}  // namespace clearinghouse::server
