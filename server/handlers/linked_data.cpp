#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>

#include "server/handlers/handlers.h"
#include "server/json.h"
#include "server/linked_data/dcat.h"
#include "server/linked_data/json_ld.h"
#include "server/linked_data/open_search.h"
#include "server/linked_data/sitemap.h"
#include "server/linked_data/skos.h"
#include "server/views/concept_view.h"

namespace clearinghouse::server {
namespace {

using linked_data::json_ld_format;
using linked_data::rdf_xml_format;
using linked_data::turtle_format;

constexpr Format json{"json", "application/json"};
constexpr Format html{"html", "text/html"};
constexpr std::array vocabulary_formats{json, json_ld_format, turtle_format, rdf_xml_format};
constexpr std::array catalogue_formats{json_ld_format, turtle_format, rdf_xml_format};
constexpr std::array concept_formats{html, json_ld_format, turtle_format, rdf_xml_format, json};
constexpr std::array<std::string_view, 1> only_format{"format"};

/// The format that is asked for, when nothing else is asked.
model::Result<Format> read_format(const Visit& visit, std::span<const Format> offered) {
    if (const auto checked = check_parameters(visit.request, only_format); !checked) {
        return tl::unexpected(checked.error());
    }
    return choose_format(visit.request, offered);
}

Response unknown_vocabulary(const Visit& visit) {
    return problem_answer({.status = 404,
                           .code = "unknown-vocabulary",
                           .detail = fmt::format("there is nothing at {}", model::quotable(visit.request.path)),
                           .hint = "/api/v1/vocabularies lists what there is"});
}

Response with_vary(Response response) {
    response.headers.emplace_back("Vary", "Accept");
    return response;
}

/// To the page for people or the data for machines, by what the client accepts (W3C, Cool URIs for the Semantic Web).
Response see_other(const Visit& visit, const std::string& page, const std::string& data) {
    const auto format = choose_format(visit.request, concept_formats);
    if (!format) return bad_request(visit, format.error());
    auto response = with_vary(
        Response::redirect(303, format->name == html.name ? page : fmt::format("{}?format={}", data, format->name)));
    response.for_machines = true;
    return response;
}

Response xml(std::string body, std::string media_type) {
    Response response;
    response.media_type = std::move(media_type);
    response.body = std::move(body);
    response.for_machines = true;
    return response;
}

}  // namespace

Response answer_vocabularies(const Visit& visit) {
    const auto format = read_format(visit, vocabulary_formats);
    if (!format) return bad_request(visit, format.error());
    if (format->name == json.name) return formatted(linked_data::vocabularies_json(visit), *format);
    return formatted(linked_data::write(linked_data::skos_of_all(visit), format->name), *format, "vocabularies");
}

Response answer_vocabulary(const Visit& visit) {
    const auto* scheme = visit.searcher->vocabulary().scheme(visit.place.at("scheme"));
    if (!scheme) return unknown_vocabulary(visit);
    const auto format = read_format(visit, vocabulary_formats);
    if (!format) return bad_request(visit, format.error());
    if (format->name == json.name) return formatted(linked_data::vocabulary_json(visit, *scheme), *format);
    return formatted(linked_data::write(linked_data::skos_of(visit, *scheme), format->name), *format, scheme->id);
}

Response answer_concept(const Visit& visit) {
    const auto* scheme = visit.searcher->vocabulary().scheme(visit.place.at("scheme"));
    const auto* found = scheme ? scheme->find(visit.place.at("concept")) : nullptr;
    if (!found) return unknown_vocabulary(visit);
    const auto format = read_format(visit, vocabulary_formats);
    if (!format) return bad_request(visit, format.error());
    if (format->name == json.name) return formatted(linked_data::concept_json(visit, *scheme, *found), *format);
    return formatted(linked_data::write(linked_data::skos_of(visit, *scheme, *found), format->name), *format,
                     found->id);
}

Response lead_to_vocabulary(const Visit& visit) {
    const auto* scheme = visit.searcher->vocabulary().scheme(visit.place.at("scheme"));
    if (!scheme) return not_found(visit);
    const bool has_page = std::ranges::find(concept_kinds, scheme->id, &ConceptKind::scheme) != concept_kinds.end();
    return see_other(visit, visit.address(has_page ? "/" + scheme->id : "/search"),
                     "/api/v1/vocabularies/" + scheme->id);
}

Response lead_to_concept(const Visit& visit) {
    const auto* scheme = visit.searcher->vocabulary().scheme(visit.place.at("scheme"));
    const auto* found = scheme ? scheme->find(visit.place.at("concept")) : nullptr;
    if (!found) return not_found(visit);
    return see_other(visit, linked_data::page_of(visit, *scheme, *found),
                     fmt::format("/api/v1/vocabularies/{}/{}", scheme->id, found->id));
}

Response answer_catalogue(const Visit& visit) {
    const auto format = read_format(visit, catalogue_formats);
    if (!format) return bad_request(visit, format.error());
    return formatted(linked_data::write(linked_data::statistics_catalogue(visit), format->name), *format, "catalogue");
}

Response send_open_search(const Visit& visit) {
    constexpr std::array<std::string_view, 1> known{"lang"};
    if (const auto checked = check_parameters(visit.request, known); !checked) {
        return bad_request(visit, checked.error());
    }
    auto reader = visit;
    const auto asked = visit.request.parameter("lang", visit.language);
    if (!visit.site.texts.is_offered(asked)) return not_found(visit);
    reader.language = asked;
    return xml(linked_data::open_search_description(reader), "application/opensearchdescription+xml; charset=utf-8");
}

Response send_sitemap(const Visit& visit) {
    return xml(linked_data::sitemap_index(visit), "application/xml; charset=utf-8");
}

Response send_sitemap_part(const Visit& visit) {
    constexpr std::string_view ending = ".xml";
    const std::string_view file = visit.place.at("part");
    if (!file.ends_with(ending)) return not_found(visit);
    auto part = linked_data::sitemap_part(visit, file.substr(0, file.size() - ending.size()));
    return part ? xml(std::move(*part), "application/xml; charset=utf-8") : not_found(visit);
}

}  // namespace clearinghouse::server
