#include "server/routes.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "engine/language/language.h"
#include "server/handlers/handlers.h"

namespace clearinghouse::server {
namespace {

constexpr std::array all_routes{
    Route{"/", lead_home},
    Route{"/health", answer_health},
    Route{"/version", answer_version},
    Route{"/robots.txt", send_robots},
    Route{"/static/{hash}/{file}", send_static},
    Route{"/api/v1/search", answer_search},
    Route{"/api/v1/suggest", answer_suggestions},
    Route{"/api/v1/documents/{id}", answer_document},
    Route{"/api/v1/documents/{id}/similar", answer_similar},
    Route{"/api/v1/documents/{id}/linkset", answer_link_set},
    // Vocabularies, collections and changes.
    Route{"/api/v1/vocabularies", answer_vocabularies},
    Route{"/api/v1/vocabularies/{scheme}", answer_vocabulary},
    Route{"/api/v1/vocabularies/{scheme}/{concept}", answer_concept},
    // The IRIs of the vocabularies' files have the first path.
    Route{"/vocabulary/{scheme}", lead_to_vocabulary},
    Route{"/vocabulary/{scheme}/{concept}", lead_to_concept},
    Route{"/vocabularies/{scheme}", lead_to_vocabulary},
    Route{"/vocabularies/{scheme}/{concept}", lead_to_concept},
    Route{"/api/v1/collections", answer_collections},
    Route{"/api/v1/collections/{id}", answer_collection},

    // Statistics.
    Route{"/api/v1/statistics", answer_statistics},
    Route{"/api/v1/statistics/{id}", answer_statistic},
    Route{"/api/v1/catalogue", answer_catalogue},

    // The evidence map and comparing.
    Route{"/api/v1/evidence-map", answer_evidence_map},
    Route{"/api/v1/compare", answer_comparison},

    // Harvesting.
    Route{"/oai", answer_oai},
    Route{"/api/v1/changes", answer_changes},
    Route{"/api/v1/dump", answer_dump},
    Route{"/api/v1/dump/{file}", send_dump_file},

    // Descriptions of the interfaces, feeds and calendars.
    Route{"/opensearch.xml", send_open_search},
    Route{"/api/v1/events", answer_events},
    Route{"/api/v1/openapi.json", answer_description},
    Route{"/.well-known/api-catalog", answer_api_catalog},

    // Duties and search engines.
    Route{"/.well-known/security.txt", send_security},
    Route{"/was", lead_to_accessibility},
    Route{"/sitemap.xml", send_sitemap},
    Route{"/sitemaps/{part}", send_sitemap_part},

    Route{"/documents/{id}", lead_to_document},
    Route{"/files/{id}/{file}", send_attachment},
    Route{"/{lang}", lead_home},
    Route{"/{lang}/", show_home},
    Route{"/{lang}/search", show_search},
    Route{"/{lang}/documents/{id}", show_document},
    Route{"/{lang}/collections", show_collections},
    Route{"/{lang}/collections/{id}", show_collection},
    Route{"/{lang}/themes", show_themes},
    Route{"/{lang}/themes/{concept}", show_theme},
    Route{"/{lang}/countries", show_countries},
    Route{"/{lang}/countries/compare", show_country_comparison},
    Route{"/{lang}/countries/{concept}", show_country},
    Route{"/{lang}/goals", show_goals},
    Route{"/{lang}/goals/{concept}", show_goal},
    // Events, networks, perspectives, timeline.
    Route{"/{lang}/perspectives", show_perspectives},
    Route{"/{lang}/perspectives/{concept}", show_perspective},
    Route{"/{lang}/target-groups", show_target_groups},
    Route{"/{lang}/target-groups/{concept}", show_target_group},
    Route{"/{lang}/timeline", show_timeline},
    Route{"/{lang}/events", show_events},
    Route{"/{lang}/networks", show_networks},

    // Comparing.
    Route{"/{lang}/compare", show_comparison},

    // Evidence map.
    Route{"/{lang}/evidence-map", show_evidence_map},

    // Statistics.
    Route{"/{lang}/statistics", show_statistics},
    Route{"/{lang}/statistics/{id}", lead_to_statistic},
    Route{"/{lang}/embed/statistics/{id}", show_embedded_statistic},
    Route{"/{lang}/about", show_about},
    Route{"/{lang}/about/search", show_search_help},
    Route{"/{lang}/about/accessibility", show_accessibility},
    Route{"/{lang}/about/privacy", show_privacy},
    Route{"/{lang}/about/api", show_about_api},
    Route{"/{lang}/about/problems", show_problems},
    Route{"/{lang}/about/problems/{code}", show_problem},
};

std::string_view take_segment(std::string_view& path) {
    path.remove_prefix(1);
    const auto segment = path.substr(0, path.find('/'));
    path.remove_prefix(segment.size());
    return segment;
}

bool is_placeholder(std::string_view segment) {
    return segment.size() > 2 && segment.front() == '{' && segment.back() == '}';
}

/// The language of the address, or the best of those offered for the reader's browser.
std::string language_of(const Request& request, const Site& site, const PathValues& place) {
    const auto asked = place.find("lang");
    if (asked != place.end()) return asked->second;
    return language::negotiate(request.header("accept-language"), site.texts.languages(), "en");
}

/// When what the API answers was last published. Nothing when scheduled documents have come out since: nothing
/// says when.
std::optional<std::chrono::sys_seconds> last_published(const Visit& visit) {
    const auto created = model::parse_moment(visit.searcher->facts().created);
    const bool is_as_then = created && visit.searcher->state(*created) == visit.searcher->state(visit.now);
    return is_as_then ? created : std::nullopt;
}

/// An answer of the API with what all of them have: where they are described, and when their content was published.
Response described(const Visit& visit, Response response) {
    if (!visit.request.path.starts_with("/api/v1/")) return response;
    constexpr std::string_view description =
        "</api/v1/openapi.json>; rel=\"service-desc\"; type=\"application/vnd.oai.openapi+json;version=3.1\"";
    const auto link = std::ranges::find(response.headers, "Link", [](const auto& header) { return header.first; });
    if (link == response.headers.end()) {
        response.headers.emplace_back("Link", description);
    } else {
        link->second += fmt::format(", {}", description);
    }
    const bool is_kept = response.status == 200 && !response.cache_control.starts_with("no-");
    if (is_kept && !response.last_modified) response.last_modified = last_published(visit);
    return response;
}

}  // namespace

std::span<const Route> routes() {
    return all_routes;
}

std::optional<PathValues> match(std::string_view pattern, std::string_view path) {
    PathValues values;
    while (!pattern.empty() && !path.empty()) {
        const auto wanted = take_segment(pattern);
        const auto given = take_segment(path);
        if (is_placeholder(wanted) && !given.empty()) {
            values.emplace(wanted.substr(1, wanted.size() - 2), given);
        } else if (wanted != given) {
            return std::nullopt;
        }
    }
    if (!pattern.empty() || !path.empty()) return std::nullopt;
    return values;
}

Response respond(const Request& request, const Site& site) {
    const auto visit_with = [&](PathValues place) {
        auto language = language_of(request, site, place);
        return Visit{request, site, std::move(place), site.current_searcher(), site.clock(), std::move(language)};
    };
    for (const auto& route : routes()) {
        auto place = match(route.path, request.path);
        if (!place) continue;
        const auto asked = place->find("lang");
        if (asked != place->end() && !site.texts.is_offered(asked->second)) continue;
        const auto visit = visit_with(std::move(*place));
        return described(visit, route.handler(visit));
    }
    // An unknown page below a known language is answered in that language.
    auto place = match("/{lang}/", request.path.substr(0, request.path.find('/', 1)) + "/").value_or(PathValues{});
    if (place.empty() || !site.texts.is_offered(place["lang"])) place.clear();
    return not_found(visit_with(std::move(place)));
}

}  // namespace clearinghouse::server
