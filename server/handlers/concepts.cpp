#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "server/handlers/handlers.h"
#include "server/linked_data/json_ld.h"
#include "server/search_parameters.h"
#include "server/views/cards.h"
#include "server/views/concept_view.h"
#include "server/views/page.h"

namespace clearinghouse::server {
namespace {

/// The other ways into the same documents.
Json other_kinds(const Visit& visit, const ConceptKind& shown) {
    Json links = Json::array();
    for (const auto& kind : concept_kinds) {
        if (kind.name == shown.name) continue;
        links.push_back({{"address", visit.address(fmt::format("/{}", kind.name))},
                         {"name", visit.text(fmt::format("navigation.{}", kind.name))}});
    }
    return links;
}

Response show_list(const Visit& visit, const ConceptKind& kind, Json more = Json::object()) {
    const std::string name{kind.name};
    const auto& heading = visit.text("navigation." + name);
    Page page{.title = heading, .section = kind.name};
    const auto* scheme = visit.searcher->vocabulary().scheme(kind.scheme);
    if (scheme) page.linked_data = Json::array({linked_data::term_set(visit, *scheme)});
    Json view{{"heading", heading},
              {"lead", visit.text(name + ".lead")},
              {"concepts", concept_tree(visit, kind)},
              {"others", other_kinds(visit, kind)},
              {"is_flat", kind.scheme != "themes"}};
    view.update(more);
    return show_page(visit, "concepts", page, std::move(view));
}

Response show_one(const Visit& visit, const ConceptKind& kind, Json more = Json::object()) {
    const auto* scheme = visit.searcher->vocabulary().scheme(kind.scheme);
    const auto* found = scheme ? scheme->find(visit.place.at("concept")) : nullptr;
    if (!found) return not_found(visit);
    Page page{.title = capitalised(found->label(visit.language), visit.language), .section = kind.name};
    page.feed = feed_of_search(visit, fmt::format("{}={}", kind.facet, found->id));
    page.machine_address = fmt::format("/api/v1/vocabularies/{}/{}", scheme->id, found->id);
    page.linked_data =
        Json::array({linked_data::term(visit, *scheme, *found),
                     linked_data::breadcrumbs(visit, {{visit.text("site.name"), visit.address("/")},
                                                      {visit.text(fmt::format("navigation.{}", kind.name)),
                                                       visit.address(fmt::format("/{}", kind.name))},
                                                      {page.title, visit.request.path}})});
    auto view = concept_view(visit, kind, *found);
    view.update(more);
    return show_page(visit, "concept", page, std::move(view));
}

}  // namespace

Response show_themes(const Visit& visit) {
    return show_list(visit, themes);
}

Response show_theme(const Visit& visit) {
    return show_one(visit, themes);
}

Response show_countries(const Visit& visit) {
    return show_list(visit, countries, {{"compare_address", visit.address("/countries/compare")}});
}

Response show_country(const Visit& visit) {
    const auto& country = visit.place.at("concept");
    auto filters = only("type", {"country-profile"});
    filters.any_of["country"] = {country};
    return show_one(visit, countries,
                    {{"profiles", newest_cards(visit, filters, 3)},
                     {"compare_address", visit.address("/countries/compare?countries=" + encode(country))}});
}

Response show_goals(const Visit& visit) {
    auto concepts = concept_tree(visit, goals);
    const auto programmes = all_records(visit, only("type", {"policy-document"}));
    if (programmes.empty()) return show_list(visit, goals);
    // The programme in force is the newest one.
    const auto& named = programmes.front().document.goals;
    for (auto& priority : concepts) {
        for (auto& goal : priority["narrower"]) {
            goal["named"] = std::ranges::find(named, goal["id"].get<std::string>()) != named.end();
        }
    }
    return show_list(visit, goals, {{"concepts", std::move(concepts)}, {"programme", card(visit, programmes.front())}});
}

Response show_goal(const Visit& visit) {
    return show_one(visit, goals);
}

Response show_perspectives(const Visit& visit) {
    return show_list(visit, perspectives);
}

Response show_perspective(const Visit& visit) {
    return show_one(visit, perspectives);
}

Response show_target_groups(const Visit& visit) {
    return show_list(visit, target_groups);
}

Response show_target_group(const Visit& visit) {
    return show_one(visit, target_groups);
}

}  // namespace clearinghouse::server
