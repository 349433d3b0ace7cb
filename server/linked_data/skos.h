#pragma once

#include "engine/model/vocabulary.h"
#include "server/linked_data/rdf.h"
#include "server/site.h"

/// The vocabularies as SKOS (W3C, 2009). Concepts keep the IRIs that their files give them, wherever the server stands.
namespace clearinghouse::server::linked_data {

/// The schemes by name, without their concepts.
Graph skos_of_all(const Visit& visit);
/// A scheme with all its concepts.
Graph skos_of(const Visit& visit, const model::Scheme& scheme);
Graph skos_of(const Visit& visit, const model::Scheme& scheme, const model::Concept& about);

/// The same as plain JSON: what a programmer without RDF needs.
std::string vocabularies_json(const Visit& visit);
std::string vocabulary_json(const Visit& visit, const model::Scheme& scheme);
std::string concept_json(const Visit& visit, const model::Scheme& scheme, const model::Concept& about);

/// The page for people about a concept, as a path in the reader's language: its own page, or a search for its
/// documents.
std::string page_of(const Visit& visit, const model::Scheme& scheme, const model::Concept& about);

}  // namespace clearinghouse::server::linked_data
