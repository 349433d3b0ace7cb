#include <array>
#include <nlohmann/json.hpp>
#include <string_view>

#include "server/handlers/handlers.h"
#include "server/problem_types.h"
#include "server/views/page.h"

/// What people read about the interfaces for programs. The interfaces speak English, and so do the words about each
/// address and problem; the pages around them are in the reader's language.
namespace clearinghouse::server {
namespace {

constexpr std::string_view language_of_interfaces = "en";

Json problem_view(const Visit& visit, const ProblemType& type) {
    return {{"code", type.code},
            {"status", std::to_string(type.status)},
            {"title", type.title},
            {"meaning", type.meaning},
            {"remedy", type.remedy},
            {"lang", foreign(visit, std::string{language_of_interfaces})},
            {"address", visit.address("/about/problems/" + std::string{type.code})}};
}

struct Address {
    std::string_view path;
    std::string_view summary;
};

/// What follows other standards than OpenAPI, or is one more way of asking what that describes.
constexpr std::array beside_the_api{
    Address{"/oai", "Harvesting by OAI-PMH 2.0: Dublin Core and MODS; sets by type, theme, country and collection"},
    Address{"/api/v1/search?...&format=atom", "Any search as a feed: atom or json-feed"},
    Address{"/api/v1/search?...&format=ris",
            "Any search as references: ris, bibtex, csl-json, dublin-core, datacite or mods"},
    Address{"/documents/{id}", "The lasting address of a document: a page, or data by the header Accept"},
    Address{"/vocabulary/{scheme}/{concept}", "The lasting address of a concept: a page, or SKOS by the header Accept"},
    Address{"/opensearch.xml", "A description of the search for browsers (OpenSearch 1.1)"},
    Address{"/sitemap.xml", "Every page in every language"},
};

/// Each address with what it answers: first as the description has them, then the others.
Json addresses(const Visit& visit) {
    Json views = Json::array();
    for (const auto& [path, summary] : visit.site.api.addresses)
        views.push_back({{"path", path}, {"summary", summary}});
    for (const auto& [path, summary] : beside_the_api) views.push_back({{"path", path}, {"summary", summary}});
    return views;
}

}  // namespace

Response show_about_api(const Visit& visit) {
    Json view{{"base", visit.site.settings.base_url},
              {"lang", foreign(visit, std::string{language_of_interfaces})},
              {"addresses", addresses(visit)},
              {"problems_address", visit.address("/about/problems")}};
    return show_page(visit, "about_api",
                     {.title = visit.text("about-api.title"),
                      .section = "about",
                      .permalink = "/about/api",
                      .machine_address = "/api/v1/openapi.json"},
                     std::move(view));
}

Response show_problems(const Visit& visit) {
    Json problems = Json::array();
    for (const auto& type : problem_types()) problems.push_back(problem_view(visit, type));
    return show_page(visit, "problems", {.title = visit.text("problems.title"), .section = "about"},
                     {{"problems", std::move(problems)}, {"api_address", visit.address("/about/api")}});
}

Response show_problem(const Visit& visit) {
    const auto* type = problem_type(visit.place.at("code"));
    if (!type) return not_found(visit);
    auto view = problem_view(visit, *type);
    view["all_address"] = visit.address("/about/problems");
    return show_page(visit, "problem", {.title = std::string{type->title}, .section = "about"}, std::move(view));
}

}  // namespace clearinghouse::server
