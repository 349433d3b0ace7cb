#include "server/views/search_view.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "server/facets.h"
#include "server/formats.h"
#include "server/search_parameters.h"
#include "server/views/cards.h"
#include "server/views/take_along_view.h"
#include "server/views/understood_view.h"
#include "server/views/years_view.h"

namespace clearinghouse::server {
namespace {

constexpr std::size_t values_shown_at_once = 7;

std::string address_with(const Visit& visit, std::string query, bool table, std::size_t page) {
    if (table) query += fmt::format("{}view=table", query.empty() ? "" : "&");
    if (page > 1) query += fmt::format("{}page={}", query.empty() ? "" : "&", page);
    return visit.address("/search") + (query.empty() ? "" : "?") + query;
}

std::string value_label(const Visit& visit, const Facet& facet, const std::string& value) {
    return facet.scheme.empty() ? value : visit.heading(facet.scheme, value);
}

/// Years are chosen from a histogram; single ones stand folded below it.
Json facet_view(const Visit& visit, const search::FacetCounts& counts, const search::Filters& filters) {
    const Facet& known = *facet(counts.name);
    const bool is_year = counts.name == "year";
    Json first = Json::array();
    Json more = Json::array();
    for (const auto& [value, count, selected] : counts.values) {
        const bool shown = selected || (!is_year && first.size() < values_shown_at_once);
        (shown ? first : more)
            .push_back({{"facet", counts.name},
                        {"value", value},
                        {"label", value_label(visit, known, value)},
                        {"count", format_number(static_cast<double>(count), visit.language)},
                        {"selected", selected}});
    }
    return {{"legend", visit.text("facet." + counts.name)},
            {"years", is_year ? years_view(visit, counts, filters) : Json(nullptr)},
            {"values", std::move(first)},
            {"more", std::move(more)},
            {"more_label", visit.text(is_year ? "search.years.single" : "search.more-values")}};
}

std::string years(const search::Filters& filters) {
    return fmt::format("{}–{}", filters.year_from ? std::to_string(*filters.year_from) : "",
                       filters.year_to ? std::to_string(*filters.year_to) : "");
}

Json chip(const Visit& visit, const Facet& facet, const std::string& label, const search::Request& without) {
    return {{"facet", visit.text(fmt::format("facet.{}", facet.name))},
            {"label", label},
            {"address", search_address(visit, without)}};
}

/// One link for each chosen value, which leads to the same search without it.
Json chips(const Visit& visit, const search::Request& request) {
    Json links = Json::array();
    for (const auto& facet : facets) {
        const auto chosen = request.filters.any_of.find(std::string{facet.name});
        if (chosen == request.filters.any_of.end()) continue;
        for (const auto& value : chosen->second) {
            auto without = request;
            std::erase(without.filters.any_of[chosen->first], value);
            links.push_back(chip(visit, facet, value_label(visit, facet, value), without));
        }
    }
    if (request.filters.year_from || request.filters.year_to) {
        auto without = request;
        without.filters.year_from.reset();
        without.filters.year_to.reset();
        links.push_back(chip(visit, *facet("year"), years(request.filters), without));
    }
    return links;
}

Json sort_options(const Visit& visit, search::Sort chosen) {
    using search::Sort;
    constexpr std::array sorts{std::pair{"relevance", Sort::relevance}, std::pair{"newest", Sort::newest},
                               std::pair{"oldest", Sort::oldest}, std::pair{"title", Sort::title}};
    Json options = Json::array();
    for (const auto& [name, sort] : sorts) {
        options.push_back({{"value", name},
                           {"label", visit.text(fmt::format("search.sort.{}", name))},
                           {"selected", sort == chosen}});
    }
    return options;
}

Json view_choices(const Visit& visit, const search::Request& request) {
    Json choices = Json::array();
    for (const bool table : {false, true}) {
        choices.push_back({{"text", visit.text(table ? "search.view.table" : "search.view.list")},
                           {"address", address_with(visit, to_query(request), table, 1)},
                           {"current", table == wants_table(visit.request)}});
    }
    return choices;
}

/// Links to the first, the last and the pages around the current one; a gap where pages are left out.
Json page_links(const Visit& visit, const search::Request& request, std::size_t pages) {
    const auto current = request.offset / request.limit + 1;
    Json links = Json::array();
    std::size_t previous = 0;
    for (std::size_t page = 1; page <= pages; ++page) {
        const bool near = page + 2 >= current && page <= current + 2;
        if (!near && page != 1 && page != pages) continue;
        links.push_back({{"number", std::to_string(page)},
                         {"address", search_address(visit, request, page)},
                         {"current", page == current},
                         {"gap", page != previous + 1}});
        previous = page;
    }
    return links;
}

Json notices(const Visit& visit, const search::Answer& answer) {
    Json lines = Json::array();
    for (const auto& code : answer.query.notices) {
        if (visit.site.texts.has("notice." + code)) lines.push_back(visit.text("notice." + code));
    }
    return lines;
}

/// What was probably meant: a line and a link, to it or (when it was searched for already) back to what was typed.
Json respelling(const Visit& visit, const search::Request& request, const search::Understanding& query) {
    auto other = request;
    other.offset = 0;
    if (std::ranges::find(query.notices, "searched-instead") != query.notices.end()) {
        other.layers.spelling = false;
        return {{"line", visit.text("search.searched-instead", {{"meant", query.suggestion}})},
                {"link", visit.text("search.as-typed", {{"query", request.text}})},
                {"address", search_address(visit, other)}};
    }
    other.text = query.suggestion;
    other.layers.spelling = true;
    return {{"line", ""},
            {"link", visit.text("search.meant", {{"query", query.suggestion}})},
            {"address", search_address(visit, other)}};
}

std::string way_text(const Visit& visit, const search::WayOut& way) {
    using Kind = search::WayOut::Kind;
    switch (way.kind) {
        case Kind::word:
            return visit.text("search.way.word", {{"word", way.what}});
        case Kind::quotes:
            return visit.text("search.way.quotes", {{"word", way.what}});
        case Kind::language:
            return visit.text("search.way.language", {{"language", visit.label("languages", way.what)}});
        case Kind::filter:
            break;
    }
    std::vector<std::string> labels;
    for (const auto& value : way.values) labels.push_back(value_label(visit, *facet(way.what), value));
    return visit.text("search.way.filter", {{"facet", visit.text("facet." + way.what)},
                                            {"label", fmt::format("{}", fmt::join(labels, ", "))}});
}

/// Links to what finds something when nothing was found. A language that the site does not have cannot be gone to.
Json ways_out(const Visit& visit, const search::Answer& answer) {
    Json links = Json::array();
    for (const auto& way : answer.ways_out) {
        auto address = search_address(visit, way.request);
        if (way.kind == search::WayOut::Kind::language) {
            if (!visit.site.texts.is_offered(way.what)) continue;
            address = fmt::format("/{}/search?{}", way.what, to_query(way.request));
        }
        links.push_back(
            {{"text", way_text(visit, way)}, {"address", address}, {"count", visit.count("search.count", way.total)}});
    }
    return links;
}

std::size_t total_of(const Visit& visit, const search::Filters& filters) {
    const auto found = visit.searcher->search(listing(visit, filters, 1), visit.now);
    return found ? found->total : 0;
}

/// Where to go on when no change of the search finds anything: the filters alone, all documents, themes and countries.
Json beyond(const Visit& visit, const search::Request& request) {
    Json links = Json::array();
    const auto add = [&](const std::string& text, const std::string& address, const std::string& count) {
        links.push_back({{"text", text}, {"address", address}, {"count", count}});
    };
    std::vector<std::string> filters;
    for (const auto& chosen : chips(visit, request)) {
        filters.push_back(fmt::format("{}: {}", chosen["facet"].get_ref<const std::string&>(),
                                      chosen["label"].get_ref<const std::string&>()));
    }
    const auto left = filters.empty() ? std::size_t{0} : total_of(visit, request.filters);
    if (left > 0) {
        auto without_words = request;
        without_words.text.clear();
        without_words.offset = 0;
        add(fmt::format("{}", fmt::join(filters, ", ")), search_address(visit, without_words),
            visit.count("search.count", left));
    }
    add(visit.count("documents.count", total_of(visit, {})), visit.address("/search"), "");
    for (const std::string kind : {"themes", "countries"}) {
        add(visit.text("navigation." + kind), visit.address("/" + kind), "");
    }
    return links;
}

/// When nothing was found: whether the same words without the filters find something.
std::string without_filters(const Visit& visit, const search::Request& request, Json& view) {
    auto wider = request;
    wider.filters = {};
    wider.offset = 0;
    wider.with_snippets = wider.with_facets = false;
    const auto found = visit.searcher->search(wider, visit.now);
    if (!found || found->total == 0) return "";
    view["wider_text"] = visit.count("search.wider", found->total);
    return search_address(visit, wider);
}

bool has_filters(const search::Filters& filters) {
    return filters.year_from || filters.year_to ||
           std::ranges::any_of(filters.any_of, [](const auto& facet) { return !facet.second.empty(); });
}

/// When nothing was found: what to do instead. Filters are blamed only when it helps to take one away.
void add_ways_on(const Visit& visit, const search::Request& request, const search::Answer& answer, Json& view) {
    if (answer.total != 0) return;
    auto ways = ways_out(visit, answer);
    const auto wider = has_filters(request.filters) ? without_filters(visit, request, view) : std::string{};
    const bool is_filters_fault = !wider.empty() || std::ranges::any_of(answer.ways_out, [](const search::WayOut& way) {
        return way.kind == search::WayOut::Kind::filter;
    });
    if (ways.empty() && wider.empty()) ways = beyond(visit, request);
    view["ways_out"] = std::move(ways);
    view["wider_address"] = wider;
    view["is_filters_fault"] = is_filters_fault;
}

}  // namespace

Json facet_views(const Visit& visit, const std::vector<search::FacetCounts>& counted, const search::Filters& filters) {
    Json views = Json::array();
    for (const auto& facet_row : facets) {
        const auto counts = std::ranges::find(counted, facet_row.name, &search::FacetCounts::name);
        if (counts != counted.end() && !counts->values.empty()) views.push_back(facet_view(visit, *counts, filters));
    }
    return views;
}

std::string search_address(const Visit& visit, const search::Request& request, std::size_t page) {
    return address_with(visit, to_query(request), wants_table(visit.request), page);
}

Json search_view(const Visit& visit, const search::Request& request, const search::Answer& answer) {
    const auto reachable = std::min(answer.total, search::Limits{}.reach);
    const auto pages = (reachable + request.limit - 1) / request.limit;
    const auto page = request.offset / request.limit + 1;
    Json hits = Json::array();
    const bool as_table = wants_table(visit.request);
    for (const auto& hit : answer.hits) {
        hits.push_back(as_table ? table_row(visit, hit.record) : hit_card(visit, hit));
    }
    auto cleared = request;
    cleared.filters = {};
    const bool compares =
        !as_table && std::ranges::any_of(hits, [](const Json& hit) { return hit["is_comparable"].get<bool>(); });
    Json view{{"compares", compares},
              {"query", request.text},
              {"count", visit.count("search.count", answer.total)},
              {"facets", facet_views(visit, answer.facets, answer.query.filters)},
              {"chips", chips(visit, request)},
              {"clear_address", search_address(visit, cleared)},
              {"sorts", sort_options(visit, request.sort)},
              {"views", view_choices(visit, request)},
              {"take_along", take_search_along(visit, request)},
              {"own_address", visit.site.settings.base_url + search_address(visit, request, page)},
              {"notices", notices(visit, answer)},
              {"nothing_found", answer.total == 0},
              {"ways_out", Json::array()},
              {"as_table", as_table},
              {"hits", std::move(hits)},
              {"first", std::to_string(request.offset + 1)},
              {"pages", pages > 1 ? page_links(visit, request, pages) : Json::array()},
              {"previous_page", page > 1 ? search_address(visit, request, page - 1) : ""},
              {"next_page", page < pages ? search_address(visit, request, page + 1) : ""},
              {"wider_address", ""},
              {"wider_text", ""}};
    view["without_translations"] = !request.layers.translations;
    view["without_own_language"] = !request.layers.own_language;
    if (auto understood = understood_view(visit, request, answer.query); !understood.is_null()) {
        view["understood"] = std::move(understood);
    }
    if (!answer.query.suggestion.empty()) view["respelling"] = respelling(visit, request, answer.query);
    add_ways_on(visit, request, answer, view);
    return view;
}

}  // namespace clearinghouse::server
