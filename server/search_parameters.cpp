#include "server/search_parameters.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>
#include <vector>

#include "engine/search/suggestions.h"
#include "server/facets.h"
#include "server/negotiation.h"

namespace clearinghouse::server {
namespace {

tl::unexpected<model::Problem> bad(std::string_view parameter, std::string what, std::string hint) {
    return tl::unexpected(model::Problem{
        .code = "bad-parameter", .file = std::string{parameter}, .what = std::move(what), .hint = std::move(hint)});
}

std::vector<std::string> values_of(const Request& request, std::string_view name) {
    std::vector<std::string> values;
    for (const auto& text : request.all(name)) {
        for (std::size_t at = 0; at <= text.size();) {
            const auto end = std::min(text.find(',', at), text.size());
            const auto value = text.substr(at, end - at);
            if (!value.empty() && std::ranges::find(values, value) == values.end()) values.push_back(value);
            at = end + 1;
        }
    }
    return values;
}

std::optional<int> read_year(std::string_view text) {
    const auto number = text.size() == 4 ? read_number(text) : std::nullopt;
    return number ? std::optional{static_cast<int>(*number)} : std::nullopt;
}

/// "2018" is a value of the facet; "2018..2021", "2018.." and "..2021" are a range.
model::Result<bool> take_year(search::Filters& filters, const std::string& value) {
    const auto dots = value.find("..");
    if (dots == std::string::npos) {
        if (!read_year(value))
            return bad("year", fmt::format("'{}' is not a year", value), "2018, 2018..2021 or 2018..");
        filters.any_of["year"].push_back(value);
        return true;
    }
    const auto from = value.substr(0, dots);
    const auto to = value.substr(dots + 2);
    filters.year_from = read_year(from);
    filters.year_to = read_year(to);
    const bool readable = (from.empty() || filters.year_from) && (to.empty() || filters.year_to);
    if (!readable || (from.empty() && to.empty())) {
        return bad("year", fmt::format("'{}' is not a span of years", value),
                   "2018..2021, or 2018.. for that year and after");
    }
    if (filters.year_from && filters.year_to && *filters.year_from > *filters.year_to) {
        return bad("year", fmt::format("'{}' ends before it begins", value),
                   fmt::format("the earlier year comes first: {}..{}", to, from));
    }
    return true;
}

constexpr std::array<std::pair<std::string_view, search::Sort>, 5> sorts{{
    {"relevance", search::Sort::relevance},
    {"newest", search::Sort::newest},
    {"oldest", search::Sort::oldest},
    {"title", search::Sort::title},
    {"published", search::Sort::published},
}};

/// The ends of a span of years, which the form of a page has apart.
constexpr std::string_view form_year_from = "year-from";
constexpr std::string_view form_year_to = "year-to";

model::Result<bool> take_form_years(search::Filters& filters, const Request& request) {
    for (const auto& [name, end] :
         {std::pair{form_year_from, &search::Filters::year_from}, std::pair{form_year_to, &search::Filters::year_to}}) {
        const auto text = request.parameter(name);
        if (text.empty()) continue;
        const auto year = read_year(text);
        if (!year) return bad(name, fmt::format("'{}' is not a year", text), "2018");
        filters.*end = year;
    }
    // Whoever names the later year first means the same span.
    if (filters.year_from && filters.year_to && *filters.year_from > *filters.year_to) {
        std::swap(filters.year_from, filters.year_to);
    }
    return true;
}

/// What readers can switch off in a search.
constexpr std::array<std::pair<std::string_view, bool search::Layers::*>, 2> switches{{
    {"translations", &search::Layers::translations},
    {"own-language", &search::Layers::own_language},
}};

/// The value of "spelling" that holds to the letters as they were typed.
constexpr std::string_view as_typed = "as-typed";

}  // namespace

std::optional<std::size_t> read_number(std::string_view text) {
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return number;
}

std::string page_address(std::string_view id, const search::PageFound& page) {
    return fmt::format("/files/{}/{}#page={}", id, encode(page.file), page.number);
}

std::string encode(std::string_view text) {
    std::string encoded;
    for (const char c : text) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                           c == '.' || c == '_' || c == '~';
        encoded += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return encoded;
}

std::string query_behind(const Request& request) {
    std::string query;
    for (const auto& [name, value] : request.parameters) {
        query += fmt::format("{}{}={}", query.empty() ? "?" : "&", encode(name), encode(value));
    }
    return query;
}

model::Result<search::Request> read_search(const Request& request, std::string_view language) {
    search::Request wanted;
    wanted.text = request.parameter("q");
    wanted.language = language;
    for (const auto& facet : facets) {
        const auto values = values_of(request, facet.name);
        if (facet.name != "year" && !values.empty()) wanted.filters.any_of[std::string{facet.name}] = values;
    }
    for (const auto& value : values_of(request, "year")) {
        if (const auto taken = take_year(wanted.filters, value); !taken) return tl::unexpected(taken.error());
    }
    const auto sort = request.parameter("sort");
    const auto found = std::ranges::find(sorts, sort, [](const auto& pair) { return pair.first; });
    if (found != sorts.end()) {
        wanted.sort = found->second;
    } else if (!sort.empty()) {
        return bad("sort", fmt::format("unknown order '{}'", sort), "relevance, newest, oldest or title");
    }
    const auto spelling = request.parameter("spelling");
    if (!spelling.empty() && spelling != as_typed) {
        return bad("spelling", fmt::format("unknown spelling '{}'", spelling), std::string{as_typed});
    }
    wanted.layers.spelling = spelling.empty();
    for (const auto& [name, is_on] : switches) {
        const auto choice = request.parameter(std::string{name}, "on");
        if (choice != "on" && choice != "off") {
            return bad(std::string{name}, fmt::format("unknown choice '{}'", choice), "on or off");
        }
        wanted.layers.*is_on = choice == "on";
    }
    return wanted;
}

model::Result<search::Request> read_page_search(const Visit& visit) {
    auto wanted = read_search(visit.request, visit.language);
    if (!wanted) return wanted;
    if (const auto taken = take_form_years(wanted->filters, visit.request); !taken) {
        return tl::unexpected(taken.error());
    }
    const auto view = visit.request.parameter("view", "list");
    if (view != "list" && view != "table") {
        return bad("view", fmt::format("unknown view '{}'", view), "list or table");
    }
    wanted->limit = view == "table" ? rows_per_page : hits_per_page;
    wanted->with_snippets = view == "list";
    const auto text = visit.request.parameter("page");
    const auto page = text.empty() ? std::optional<std::size_t>{1} : read_number(text);
    const std::size_t last = search::Limits{}.reach / wanted->limit;
    if (!page || *page < 1 || *page > last) {
        return bad("page", fmt::format("there is no page '{}'", text), fmt::format("1 to {}", last));
    }
    wanted->offset = (*page - 1) * wanted->limit;
    return wanted;
}

bool wants_table(const Request& request) {
    return request.parameter("view") == "table";
}

bool is_from_form(const Request& request) {
    return std::ranges::any_of(request.parameters, [](const auto& parameter) {
        return parameter.first == form_year_from || parameter.first == form_year_to;
    });
}

model::Result<std::string> read_api_language(const Visit& visit) {
    auto language = visit.request.parameter("lang", "en");
    if (const auto offered = check_language(visit, language); !offered) return tl::unexpected(offered.error());
    return language;
}

model::Result<bool> check_language(const Visit& visit, std::string_view language) {
    if (visit.site.texts.is_offered(language)) return true;
    return tl::unexpected(model::Problem{.code = "unknown-value",
                                         .file = "lang",
                                         .what = fmt::format("unknown language '{}'", model::quotable(language)),
                                         .hint = fmt::format("{}", fmt::join(visit.site.texts.languages(), ", "))});
}

model::Result<WantedSuggestions> read_api_suggestions(const Visit& visit) {
    constexpr std::array<std::string_view, 4> known{"q", "lang", "limit", "format"};
    if (const auto checked = check_parameters(visit.request, known); !checked) return tl::unexpected(checked.error());
    const auto language = read_api_language(visit);
    if (!language) return tl::unexpected(language.error());
    const auto limit = read_number(visit.request.parameter("limit", std::to_string(search::most_suggestions)));
    if (!limit || *limit < 1 || *limit > search::most_suggestions) {
        return bad("limit", fmt::format("'{}' is not a number of suggestions", visit.request.parameter("limit")),
                   fmt::format("1 to {}", search::most_suggestions));
    }
    return WantedSuggestions{visit.request.parameter("q"), *language, *limit};
}

std::string to_query(const search::Request& request) {
    std::vector<std::string> parts;
    if (!request.text.empty()) parts.push_back("q=" + encode(request.text));
    for (const auto& facet : facets) {
        const auto values = request.filters.any_of.find(std::string{facet.name});
        if (values == request.filters.any_of.end()) continue;
        for (const auto& value : values->second) parts.push_back(fmt::format("{}={}", facet.name, encode(value)));
    }
    const auto& [any_of, from, to] = request.filters;
    if (from || to) {
        parts.push_back(fmt::format("year={}..{}", from ? std::to_string(*from) : "", to ? std::to_string(*to) : ""));
    }
    const auto sort = std::ranges::find(sorts, request.sort, [](const auto& pair) { return pair.second; });
    if (request.sort != search::Sort::relevance) parts.push_back(fmt::format("sort={}", sort->first));
    if (!request.layers.spelling) parts.push_back(fmt::format("spelling={}", as_typed));
    for (const auto& [name, is_on] : switches) {
        if (!(request.layers.*is_on)) parts.push_back(fmt::format("{}=off", name));
    }
    return fmt::format("{}", fmt::join(parts, "&"));
}

}  // namespace clearinghouse::server
