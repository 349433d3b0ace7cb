#include <fmt/format.h>

#include <array>
#include <nlohmann/json.hpp>
#include <utility>

#include "server/formats.h"
#include "server/handlers/handlers.h"
#include "server/search_parameters.h"
#include "server/views/page.h"

namespace clearinghouse::server {
namespace {

/// When the accessibility of the site was last assessed as a whole. To be renewed at least once a year.
constexpr std::string_view assessed = "2026-11-29";

/// Who watches over the accessibility of public sites. Names are their own, in the language of their address.
struct Authority {
    std::string_view country;
    std::string_view name;
    std::string_view language;
    std::string_view address;
};
constexpr std::array authorities{
    Authority{"dk", "Digitaliseringsstyrelsen", "da", "https://digst.dk/"},
    Authority{"fi", "Liikenne- ja viestintävirasto Traficom", "fi", "https://www.saavutettavuusvaatimukset.fi/"},
    Authority{"is", "Stafrænt Ísland", "is", "https://island.is/s/stafraent-island"},
    Authority{"no", "Tilsynet for universell utforming av ikt", "nb", "https://www.uutilsynet.no/"},
    Authority{"se", "Myndigheten för digital förvaltning (Digg)", "sv", "https://www.digg.se/tdosanmalan"},
};

Json authority_links(const Visit& visit) {
    Json links = Json::array();
    for (const auto& authority : authorities) {
        links.push_back({{"country", visit.heading("countries", authority.country)},
                         {"name", authority.name},
                         {"lang", foreign(visit, std::string{authority.language})},
                         {"address", authority.address}});
    }
    return links;
}

/// What the levels of evidence mean, as the vocabulary says it, the best known results first.
Json evidence_levels(const Visit& visit) {
    Json levels = Json::array();
    const auto* scheme = visit.searcher->vocabulary().scheme("evidence-levels");
    if (!scheme) return levels;
    for (const auto& level : scheme->concepts) {
        const auto note = level.scope_notes.find(visit.language);
        levels.push_back({{"label", visit.heading("evidence-levels", level.id)},
                          {"meaning", note == level.scope_notes.end() ? "" : note->second}});
    }
    return levels;
}

/// Ways of asking exactly, each with an example in the reader's language that can be tried.
Json exact_queries(const Visit& visit) {
    Json rows = Json::array();
    constexpr std::array<std::pair<std::string_view, std::string_view>, 6> examples{
        {{"help.phrase.query", "help.phrase"},
         {"help.near.query", "help.near"},
         {"help.without.query", "help.without"},
         {"help.both.query", "help.both"},
         {"help.beginning.query", "help.beginning"},
         {"help.title.query", "help.title"}}};
    for (const auto& [example, meaning] : examples) {
        const auto& query = visit.text(example);
        rows.push_back({{"query", query},
                        {"address", visit.address("/search?q=" + encode(query))},
                        {"meaning", visit.text(meaning)}});
    }
    return rows;
}

Response show(const Visit& visit, std::string_view name, const std::string& title, Json view) {
    view["heading"] = title;
    return show_page(visit, name, {.title = title, .section = "about"}, std::move(view));
}

}  // namespace

Response show_about(const Visit& visit) {
    const auto facts = visit.searcher->facts();
    const auto created = model::parse_moment(facts.created);
    return show(visit, "about", visit.text("navigation.about"),
                {{"documents", visit.count("documents.count", facts.documents)},
                 {"created", created ? format_day(*created, visit.language) : facts.created},
                 {"levels", evidence_levels(visit)},
                 {"api_address", visit.address("/about/api")}});
}

Response show_search_help(const Visit& visit) {
    return show(visit, "about_search", visit.text("about.search"), {{"examples", exact_queries(visit)}});
}

Response show_accessibility(const Visit& visit) {
    const auto day = model::parse_date(assessed);
    return show(visit, "about_accessibility", visit.text("about.accessibility"),
                {{"authorities", authority_links(visit)}, {"date", format_date(*day, visit.language)}});
}

Response show_privacy(const Visit& visit) {
    return show(visit, "about_privacy", visit.text("about.privacy"), Json::object());
}

Response send_security(const Visit& visit) {
    const auto& settings = visit.site.settings;
    const auto created = model::parse_moment(visit.searcher->facts().created);
    if (settings.contact.empty() || !created) return not_found(visit);
    Response response;
    response.media_type = "text/plain; charset=utf-8";
    // Who still publishes still answers: the contact holds for almost a year after the index was made.
    response.body = fmt::format(
        "Contact: {}\nExpires: {}\nPreferred-Languages: en, da, sv, nb\nCanonical: {}/.well-known/security.txt\n",
        settings.contact, model::to_rfc3339(*created + std::chrono::hours{24 * 360}), settings.base_url);
    return response;
}

}  // namespace clearinghouse::server
