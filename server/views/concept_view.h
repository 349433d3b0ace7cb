#pragma once

#include <string_view>

#include "server/site.h"

/// Pages of what documents are about: themes, countries and goals work alike.
namespace clearinghouse::server {

struct ConceptKind {
    std::string_view name;    ///< In addresses and text keys: "themes".
    std::string_view scheme;  ///< "themes"
    std::string_view facet;   ///< "theme"
};

inline constexpr ConceptKind themes{"themes", "themes", "theme"};
inline constexpr ConceptKind countries{"countries", "countries", "country"};
inline constexpr ConceptKind goals{"goals", "goals", "goal"};

/// All concepts of a kind as links with the number of their documents; narrower ones under their broader ones.
Json concept_tree(const Visit& visit, const ConceptKind& kind);

/// The page of one concept: what it means, its neighbours, its newest documents by type.
Json concept_view(const Visit& visit, const ConceptKind& kind, const model::Concept& wanted);

}  // namespace clearinghouse::server
