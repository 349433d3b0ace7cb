#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "server/handlers/handlers.h"
#include "server/linked_data/json_ld.h"
#include "server/views/cards.h"
#include "server/views/concept_view.h"
#include "server/views/page.h"

namespace clearinghouse::server {
namespace {

Response show_list(const Visit& visit, const ConceptKind& kind) {
    const std::string name{kind.name};
    const auto& heading = visit.text("navigation." + name);
    Page page{.title = heading, .section = kind.name};
    const auto* scheme = visit.searcher->vocabulary().scheme(kind.scheme);
    if (scheme) page.linked_data = Json::array({linked_data::term_set(visit, *scheme)});
    return show_page(visit, "concepts", page,
                     {{"heading", heading},
                      {"lead", visit.text(name + ".lead")},
                      {"concepts", concept_tree(visit, kind)},
                      {"is_flat", kind.scheme != "themes"}});
}

Response show_one(const Visit& visit, const ConceptKind& kind, Json more = Json::object()) {
    const auto* scheme = visit.searcher->vocabulary().scheme(kind.scheme);
    const auto* found = scheme ? scheme->find(visit.place.at("concept")) : nullptr;
    if (!found) return not_found(visit);
    Page page{.title = capitalised(found->label(visit.language), visit.language), .section = kind.name};
    page.feed = fmt::format("{}={}", kind.facet, found->id);
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
    return show_list(visit, countries);
}

Response show_country(const Visit& visit) {
    auto filters = only("type", {"country-profile"});
    filters.any_of["country"] = {visit.place.at("concept")};
    return show_one(visit, countries, {{"profiles", newest_cards(visit, filters, 3)}});
}

Response show_goals(const Visit& visit) {
    return show_list(visit, goals);
}

Response show_goal(const Visit& visit) {
    return show_one(visit, goals);
}

}  // namespace clearinghouse::server
