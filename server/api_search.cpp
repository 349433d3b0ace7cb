#include "server/api_search.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "engine/model/nearest.h"
#include "server/facets.h"
#include "server/negotiation.h"
#include "server/result_fields.h"
#include "server/search_parameters.h"

namespace clearinghouse::server {
namespace {

/// What an answer shows, beside what it finds: it stays from page to page.
constexpr std::array<std::string_view, 6> shown_parameters{"explain", "fields", "facets", "format", "labels", "bom"};

/// The value of "facets" for an answer without counts.
constexpr std::string_view no_facets = "none";

tl::unexpected<model::Problem> problem(std::string code, std::string_view parameter, std::string what,
                                       std::string hint) {
    return tl::unexpected(model::Problem{
        .code = std::move(code), .file = std::string{parameter}, .what = std::move(what), .hint = std::move(hint)});
}

tl::unexpected<model::Problem> bad(std::string_view parameter, std::string what, std::string hint) {
    return problem("bad-parameter", parameter, std::move(what), std::move(hint));
}

model::Result<bool> check_names(const Request& request) {
    constexpr std::array<std::string_view, 14> once{
        "q",      "lang",    "sort",   "spelling", "translations", "own-language", "limit",
        "cursor", "explain", "fields", "facets",   "format",       "labels",       "bom"};
    std::array<std::string_view, facets.size()> repeatable;
    std::ranges::transform(facets, repeatable.begin(), &Facet::name);
    return check_parameters(request, once, repeatable);
}

/// Pages mend what is too long and say so; a program would take the list for what it asked.
model::Result<bool> check_text(const Request& request) {
    constexpr auto most = search::Limits{}.text_bytes;
    const auto bytes = request.parameter("q").size();
    if (bytes <= most) return true;
    return bad("q", fmt::format("the words take {} bytes", bytes),
               fmt::format("at most {} in UTF-8; put lists into filters, or ask in parts", most));
}

/// A filter without a value is a slip of the program that asks: it would get everything. Words may be empty, and a
/// limit, as OpenSearch 1.1 fills in a parameter of a template that it has no value for.
model::Result<bool> check_values(const Request& request) {
    for (const auto& [name, value] : request.parameters) {
        if (name == "q" || name == "limit" || value.find_first_not_of(", ") != std::string::npos) continue;
        return bad(name, fmt::format("'{}' has no value", name), "leave it out, or give it one");
    }
    return true;
}

model::Result<bool> check_switches(const Request& request) {
    struct Switch {
        std::string_view name;
        std::string_view on;
        std::string_view off;
    };
    constexpr std::array choices{Switch{"explain", "true", "false"}, Switch{"bom", "true", "false"},
                                 Switch{"labels", "on", "off"}};
    for (const auto& [name, on, off] : choices) {
        const auto choice = request.parameter(name, off);
        if (choice == on || choice == off) continue;
        return bad(name, fmt::format("unknown choice '{}'", model::quotable(choice)), fmt::format("{} or {}", on, off));
    }
    return true;
}

model::Result<bool> check_facets(const Request& request) {
    const auto names = listed_names(request, "facets");
    if (names == std::vector<std::string>{std::string{no_facets}}) return true;
    std::vector<std::string> known;
    for (const auto& each : facets) known.emplace_back(each.name);
    for (const auto& name : names) {
        if (facet(name)) continue;
        constexpr std::size_t longest_compared = 64;
        const auto near = name.size() > longest_compared ? "" : model::nearest(name, known);
        return problem("unknown-facet", "facets", fmt::format("no facet '{}'", model::quotable(name)),
                       near.empty() ? fmt::format("none, or some of {}", fmt::join(known, ","))
                                    : fmt::format("did you mean '{}'?", near));
    }
    return true;
}

/// Whether texts have to be read again to show where they met the query.
model::Result<bool> needs_snippets(const Request& request, const ListScope& scope) {
    if (scope.fields.empty()) {
        if (request.all("fields").empty()) return false;
        return bad("fields", "this format has no fields to choose from", "leave it out, or ask for json, jsonl or csv");
    }
    const auto chosen = chosen_fields(request, scope.fields);
    if (!chosen) return tl::unexpected(chosen.error());
    return std::ranges::any_of(*chosen, &ResultField::needs_snippet);
}

model::Result<std::size_t> read_limit(const Request& request, const ListScope& scope, bool with_snippets) {
    const std::size_t most = with_snippets ? std::min(scope.most, search::Limits{}.page) : scope.most;
    // Empty is absent: so OpenSearch 1.1 fills in a parameter of a template that it has no value for.
    const auto asked = request.parameter("limit");
    const auto limit = asked.empty() ? std::min(scope.usual, most) : read_number(asked);
    if (limit && *limit >= 1 && *limit <= most) return *limit;
    return bad("limit", fmt::format("'{}' is not a number of results", model::quotable(request.parameter("limit"))),
               fmt::format("1 to {}", most));
}

std::uint64_t hash_of(std::string_view text) {
    std::uint64_t hash = 0xcbf29ce484222325U;  // FNV-1a
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
    return hash;
}

std::string state_mark(const std::string& state) {
    return fmt::format("{:08x}", hash_of(state) & 0xffffffffU);
}

std::string search_mark(const search::Request& request) {
    return fmt::format("{:016x}", hash_of(fmt::format("{}\n{}", request.language, to_query(request))));
}

model::Result<std::size_t> read_cursor(const std::string& cursor, const search::Request& request,
                                       const std::string& state) {
    const auto dash = cursor.find('-');
    const auto offset = dash == std::string::npos ? std::nullopt : read_number(cursor.substr(dash + 1));
    if (offset && make_cursor(request, state, *offset) == cursor) return *offset;
    const auto marks = cursor.substr(0, dash);
    const auto is_of_this_search =
        marks.size() == state_mark(state).size() + search_mark(request).size() && marks.ends_with(search_mark(request));
    if (offset && is_of_this_search) {
        return problem("cursor-expired", "cursor", "the content has changed since this cursor was given",
                       "begin again at the address in \"restart\"");
    }
    return bad("cursor", "this cursor is not of this search",
               "search without a cursor, and follow \"next\" as it is given");
}

/// The search would name the offset, of which who asks knows nothing.
model::Problem too_far(std::size_t offset) {
    return {.code = "too-far",
            .file = "cursor",
            .what = fmt::format("results from the {}th on", offset),
            .hint = fmt::format("only the first {} can be reached; narrow the search", search::Limits{}.reach)};
}

std::string with_cursor(const Visit& visit, const search::Request& request, std::size_t offset) {
    return fmt::format("{}&cursor={}", api_address(visit, request),
                       make_cursor(request, visit.searcher->state(visit.now), offset));
}

}  // namespace

model::Result<search::Request> read_api_search(const Visit& visit, const ListScope& scope) {
    const auto& request = visit.request;
    for (const auto& checked : {check_names(request), check_text(request), check_values(request),
                                check_switches(request), check_facets(request)}) {
        if (!checked) return tl::unexpected(checked.error());
    }
    const auto with_snippets = needs_snippets(request, scope);
    if (!with_snippets) return tl::unexpected(with_snippets.error());
    const auto language = read_api_language(visit);
    if (!language) return tl::unexpected(language.error());
    auto wanted = read_search(request, *language);
    if (!wanted) return wanted;
    if (scope.published_first && request.all("sort").empty()) wanted->sort = search::Sort::published;
    const auto limit = read_limit(request, scope, *with_snippets);
    if (!limit) return tl::unexpected(limit.error());
    wanted->limit = *limit;
    wanted->with_snippets = *with_snippets;
    wanted->with_found_by = wants_explanation(request);
    wanted->with_facets = scope.facets && request.parameter("facets") != no_facets;
    const auto cursor = request.parameter("cursor");
    if (cursor.empty()) return wanted;
    const auto offset = read_cursor(cursor, *wanted, visit.searcher->state(visit.now));
    if (!offset) return tl::unexpected(offset.error());
    if (*offset > search::Limits{}.reach - wanted->limit) return tl::unexpected(too_far(*offset));
    wanted->offset = *offset;
    return wanted;
}

bool wants_explanation(const Request& request) {
    return request.parameter("explain") == "true";
}

bool wants_facet(const Request& request, std::string_view name) {
    const auto names = listed_names(request, "facets");
    return names.empty() || std::ranges::find(names, name) != names.end();
}

std::string make_cursor(const search::Request& request, const std::string& state, std::size_t offset) {
    return fmt::format("{}{}-{}", state_mark(state), search_mark(request), offset);
}

std::string api_address(const Visit& visit, const search::Request& request) {
    const auto query = to_query(request);
    auto address = fmt::format("{}/api/v1/search?{}{}lang={}&limit={}", visit.site.settings.base_url, query,
                               query.empty() ? "" : "&", request.language, request.limit);
    for (const auto name : shown_parameters) {
        const auto value = visit.request.parameter(name);
        if (!value.empty()) address += fmt::format("&{}={}", name, encode(value));
    }
    return address;
}

std::string next_address(const Visit& visit, const search::Request& request, const search::Answer& answer) {
    const auto next = request.offset + request.limit;
    if (next >= answer.total || next + request.limit > search::Limits{}.reach) return {};
    return with_cursor(visit, request, next);
}

std::string previous_address(const Visit& visit, const search::Request& request) {
    if (request.offset == 0) return {};
    if (request.offset <= request.limit) return api_address(visit, request);
    return with_cursor(visit, request, request.offset - request.limit);
}

std::string address_without(const Visit& visit, std::string_view parameter) {
    auto address = visit.site.settings.base_url + visit.request.path;
    char mark = '?';
    for (const auto& [name, value] : visit.request.parameters) {
        if (name == parameter) continue;
        address += fmt::format("{}{}={}", mark, encode(name), encode(value));
        mark = '&';
    }
    return address;
}

std::string search_id(const Visit& visit, const search::Request& request) {
    return fmt::format("{}-{}-{}", visit.searcher->facts().generation, state_mark(visit.searcher->state(visit.now)),
                       search_mark(request));
}

}  // namespace clearinghouse::server
