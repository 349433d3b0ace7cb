#include "server/linked_data/skos.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "server/facets.h"
#include "server/json.h"
#include "server/search_parameters.h"
#include "server/views/concept_view.h"

namespace clearinghouse::server::linked_data {
namespace {

std::string address_of(const Visit& visit, std::string_view scheme, std::string_view id = {}) {
    return fmt::format("{}/vocabularies/{}{}{}", visit.site.settings.base_url, scheme, id.empty() ? "" : "/", id);
}

std::string api_address_of(const Visit& visit, std::string_view scheme, std::string_view id = {}) {
    return fmt::format("{}/api/v1/vocabularies/{}{}{}", visit.site.settings.base_url, scheme, id.empty() ? "" : "/",
                       id);
}

void add_scheme(Graph& graph, const Visit& visit, const model::Scheme& scheme) {
    const auto subject = iri(scheme.iri);
    graph.add(subject, "rdf:type", iri(expanded("skos:ConceptScheme")));
    for (const auto& [language, title] : scheme.titles) graph.add_text(subject, "dct:title", title, language);
    graph.add(subject, "foaf:isPrimaryTopicOf", iri(address_of(visit, scheme.id)));
}

void add_labels(Graph& graph, const Node& subject, const model::Concept& about) {
    for (const auto& [language, label] : about.preferred) {
        graph.add_text(subject, "skos:prefLabel", label, language);
    }
    for (const auto& [language, labels] : about.alternative) {
        for (const auto& label : labels) graph.add_text(subject, "skos:altLabel", label, language);
    }
    for (const auto& [language, labels] : about.hidden) {
        for (const auto& label : labels) graph.add_text(subject, "skos:hiddenLabel", label, language);
    }
    for (const auto& [language, note] : about.scope_notes) graph.add_text(subject, "skos:scopeNote", note, language);
}

void add_neighbours(Graph& graph, const Node& subject, std::string_view relation, const model::Scheme& scheme,
                    const std::vector<std::string>& ids) {
    for (const auto& id : ids) {
        const auto* other = scheme.find(id);
        if (other) graph.add(subject, relation, iri(other->iri));
    }
}

void add_concept(Graph& graph, const Visit& visit, const model::Scheme& scheme, const model::Concept& about) {
    const auto subject = iri(about.iri);
    graph.add(subject, "rdf:type", iri(expanded("skos:Concept")));
    graph.add(subject, "skos:inScheme", iri(scheme.iri));
    graph.add_text(subject, "skos:notation", about.notation);
    add_labels(graph, subject, about);
    add_neighbours(graph, subject, "skos:broader", scheme, about.broader);
    add_neighbours(graph, subject, "skos:narrower", scheme, about.narrower);
    add_neighbours(graph, subject, "skos:related", scheme, about.related);
    for (const auto& match : about.matches) graph.add(subject, "skos:closeMatch", iri(match));
    if (about.is_top) {
        graph.add(subject, "skos:topConceptOf", iri(scheme.iri));
        graph.add(iri(scheme.iri), "skos:hasTopConcept", subject);
    }
    graph.add(subject, "foaf:isPrimaryTopicOf", iri(address_of(visit, scheme.id, about.id)));
}

Json scheme_json(const Visit& visit, const model::Scheme& scheme) {
    return {{"id", scheme.id},
            {"iri", scheme.iri},
            {"titles", scheme.titles},
            {"number_of_concepts", scheme.concepts.size()},
            {"url", address_of(visit, scheme.id)},
            {"api", api_address_of(visit, scheme.id)}};
}

Json neighbours_json(const Visit& visit, const model::Scheme& scheme, const std::vector<std::string>& ids) {
    Json json = Json::array();
    for (const auto& id : ids) {
        const auto* other = scheme.find(id);
        if (!other) continue;
        json.push_back({{"id", id},
                        {"iri", other->iri},
                        {"labels", other->preferred},
                        {"api", api_address_of(visit, scheme.id, id)}});
    }
    return json;
}

Json short_json(const Visit& visit, const model::Scheme& scheme, const model::Concept& about) {
    return {{"id", about.id},
            {"iri", about.iri},
            {"notation", about.notation.empty() ? Json(nullptr) : Json(about.notation)},
            {"labels", about.preferred},
            {"alternative_labels", about.alternative},
            {"hidden_labels", about.hidden},
            {"scope_notes", about.scope_notes},
            {"is_top", about.is_top},
            {"broader", about.broader},
            {"narrower", about.narrower},
            {"related", about.related},
            {"matches", about.matches},
            {"url", address_of(visit, scheme.id, about.id)},
            {"api", api_address_of(visit, scheme.id, about.id)}};
}

}  // namespace

Graph skos_of_all(const Visit& visit) {
    Graph graph;
    for (const auto& scheme : visit.searcher->vocabulary().schemes()) add_scheme(graph, visit, scheme);
    return graph;
}

Graph skos_of(const Visit& visit, const model::Scheme& scheme) {
    Graph graph;
    add_scheme(graph, visit, scheme);
    for (const auto& about : scheme.concepts) add_concept(graph, visit, scheme, about);
    return graph;
}

Graph skos_of(const Visit& visit, const model::Scheme& scheme, const model::Concept& about) {
    Graph graph;
    add_concept(graph, visit, scheme, about);
    add_scheme(graph, visit, scheme);
    return graph;
}

std::string vocabularies_json(const Visit& visit) {
    Json list = Json::array();
    for (const auto& scheme : visit.searcher->vocabulary().schemes()) list.push_back(scheme_json(visit, scheme));
    return dump({{"vocabularies", std::move(list)}});
}

std::string vocabulary_json(const Visit& visit, const model::Scheme& scheme) {
    auto json = scheme_json(visit, scheme);
    json["concepts"] = Json::array();
    for (const auto& about : scheme.concepts) json["concepts"].push_back(short_json(visit, scheme, about));
    return dump(json);
}

std::string concept_json(const Visit& visit, const model::Scheme& scheme, const model::Concept& about) {
    auto json = short_json(visit, scheme, about);
    json["vocabulary"] = scheme.id;
    json["broader"] = neighbours_json(visit, scheme, about.broader);
    json["narrower"] = neighbours_json(visit, scheme, about.narrower);
    json["related"] = neighbours_json(visit, scheme, about.related);
    return dump(json);
}

std::string page_of(const Visit& visit, const model::Scheme& scheme, const model::Concept& about) {
    if (std::ranges::find(concept_kinds, scheme.id, &ConceptKind::scheme) != concept_kinds.end()) {
        return visit.address(fmt::format("/{}/{}", scheme.id, encode(about.id)));
    }
    const auto known = std::ranges::find(facets, scheme.id, &Facet::scheme);
    if (known != facets.end()) return visit.address(fmt::format("/search?{}={}", known->name, encode(about.id)));
    return visit.address("/search?q=" + encode(about.label(visit.language)));
}

}  // namespace clearinghouse::server::linked_data
