#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>
#include <vector>

#include "server/facets.h"
#include "server/formats.h"
#include "server/handlers/handlers.h"
#include "server/linked_data/json_ld.h"
#include "server/linked_data/signposts.h"
#include "server/negotiation.h"
#include "server/representations.h"
#include "server/search_parameters.h"
#include "server/views/cards.h"
#include "server/views/collection_view.h"
#include "server/views/concept_view.h"
#include "server/views/page.h"
#include "server/views/search_view.h"

namespace clearinghouse::server {
namespace {

constexpr std::size_t newest_on_home = 6;

/// Types with their counts, as ways into a search.
Json type_links(const Visit& visit, const search::Answer& all) {
    Json links = Json::array();
    const auto types = std::ranges::find(all.facets, "type", &search::FacetCounts::name);
    if (types == all.facets.end()) return links;
    for (const auto& [type, count, selected] : types->values) {
        links.push_back({{"address", visit.address("/search?type=" + type)},
                         {"label", visit.heading("document-types", type)},
                         {"number", format_number(static_cast<double>(count), visit.language)}});
    }
    return links;
}

/// The current theme of the year, and the collections before it.
void add_collections(Json& view, const Visit& visit) {
    constexpr std::size_t shown_before = 4;
    const auto collections = all_collections(visit);
    if (collections.empty()) return;
    view["lead"] = collection_lead(visit, collections.front());
    Json before = Json::array();
    for (std::size_t at = 1; at < collections.size() && before.size() < shown_before; ++at) {
        before.push_back(collection_card(visit, collections[at]));
    }
    view["earlier"] = std::move(before);
}

/// The goals that documents serve, in the order of their numbers.
Json goal_links(const Visit& visit) {
    Json links = Json::array();
    for (auto& priority : concept_tree(visit, goals)) {
        for (auto& goal : priority["narrower"]) {
            if (!goal["is_empty"].get<bool>()) links.push_back(std::move(goal));
        }
    }
    return links;
}

std::string with_query(const Visit& visit, std::string_view path) {
    std::string address{path};
    for (const auto& [name, value] : visit.request.parameters) {
        address +=
            fmt::format("{}{}={}", address.find('?') == std::string::npos ? "?" : "&", encode(name), encode(value));
    }
    return address;
}

/// The answer depends on Accept-Language, and caches must know.
Response negotiated(const Visit& visit, std::string_view path, std::string vary = "Accept-Language") {
    auto response = Response::redirect(302, with_query(visit, visit.address(path)));
    response.headers.emplace_back("Vary", std::move(vary));
    return response;
}

/// The data for machines, when the client would rather have that than the page (W3C, Cool URIs for the Semantic Web).
std::optional<Response> lead_to_data(const Visit& visit, const model::Document& document) {
    constexpr Format page{"html", "text/html"};
    std::vector<Format> offered{page};
    for (const auto& row : formats_of(document)) offered.push_back(row.format);
    const auto chosen = choose_format(visit.request, offered);
    if (!chosen || chosen->name == page.name) return std::nullopt;
    auto response = Response::redirect(303, fmt::format("/api/v1/documents/{}?format={}", document.id, chosen->name));
    response.headers.emplace_back("Vary", "Accept");
    response.for_machines = true;
    return response;
}

}  // namespace

Response lead_home(const Visit& visit) {
    if (!visit.place.contains("lang")) return negotiated(visit, "/");
    return Response::redirect(301, visit.address("/"));
}

Response lead_to_document(const Visit& visit) {
    const auto found = visit.find(visit.place.at("id"));
    if (found.state == search::Lookup::State::unknown) return not_found(visit);
    if (found.state == search::Lookup::State::withdrawn) return withdrawn(visit, *found.record);
    if (found.state == search::Lookup::State::moved) {
        return Response::redirect(301, with_query(visit, "/documents/" + found.record->document.id));
    }
    const auto& document = found.record->document;
    if (auto response = lead_to_data(visit, document)) return std::move(*response);
    auto response = negotiated(visit, (document.type == "collection" ? "/collections/" : "/documents/") + document.id,
                               "Accept, Accept-Language");
    // Programs meet the lasting address first, and this is the one that the links are about.
    response.headers.emplace_back("Link", linked_data::link_header(linked_data::signposts(visit, *found.record)));
    response.for_machines = true;
    return response;
}

Response lead_to_accessibility(const Visit& visit) {
    return negotiated(visit, "/about/accessibility");
}

Response show_home(const Visit& visit) {
    auto request = listing(visit, {}, 1);
    request.with_facets = true;
    const auto all = visit.searcher->search(request, visit.now);
    if (!all) return bad_request(visit, all.error());
    Json view{{"total", visit.count("home.total", all->total)},
              {"newest", newest_cards(visit, {}, newest_on_home)},
              {"newest_address", visit.address("/search?sort=newest")},
              {"collections_address", visit.address("/collections")},
              {"timeline_address", visit.address("/timeline")},
              {"types", type_links(visit, *all)},
              {"themes", concept_tree(visit, themes)},
              {"themes_address", visit.address("/themes")},
              {"countries", concept_tree(visit, countries)},
              {"compare_address", visit.address("/countries/compare")},
              {"goals", goal_links(visit)},
              {"goals_address", visit.address("/goals")},
              {"perspectives", concept_tree(visit, perspectives)},
              {"target_groups_address", visit.address("/target-groups")},
              {"networks_address", visit.address("/networks")}};
    add_collections(view, visit);
    return show_page(visit, "home",
                     {.description = visit.text("site.description"),
                      .feed = feed_of_search(visit, ""),
                      .linked_data = Json::array({linked_data::web_site(visit)}),
                      .is_search = true},
                     std::move(view));
}

Response show_search(const Visit& visit) {
    const auto wanted = read_page_search(visit);
    if (!wanted) return bad_request(visit, wanted.error());
    if (is_from_form(visit.request)) return Response::redirect(303, search_address(visit, *wanted));
    const auto found = visit.searcher->search(*wanted, visit.now);
    if (!found) return bad_request(visit, found.error());
    if (wanted->offset > 0 && wanted->offset >= found->total) {
        const auto last = std::max<std::size_t>((found->total + wanted->limit - 1) / wanted->limit, 1);
        return bad_request(visit, {.code = "bad-parameter",
                                   .file = "page",
                                   .what = fmt::format("there is no page {}", wanted->offset / wanted->limit + 1),
                                   .hint = fmt::format("1 to {}", last)});
    }
    const auto title =
        wanted->text.empty() ? visit.text("navigation.search") : visit.text("search.title", {{"query", wanted->text}});
    return show_page(
        visit, "search",
        {.title = title, .section = "search", .feed = feed_of_search(visit, to_query(*wanted)), .is_search = true},
        search_view(visit, *wanted, *found));
}

}  // namespace clearinghouse::server
