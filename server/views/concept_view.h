#pragma once

#include <array>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>

#include "engine/search/request.h"
#include "server/site.h"

/// Pages of what documents are about: themes, countries, goals, perspectives and target groups work alike.
namespace clearinghouse::server {

struct ConceptKind {
    std::string_view name;    ///< In addresses and text keys: "themes".
    std::string_view scheme;  ///< "themes"
    std::string_view facet;   ///< "theme"
    /// A large scheme serves searching too: concepts without documents are left out, the others come by their labels.
    bool is_large = false;
};

inline constexpr ConceptKind themes{"themes", "themes", "theme", true};
inline constexpr ConceptKind countries{"countries", "countries", "country"};
inline constexpr ConceptKind goals{"goals", "goals", "goal"};
inline constexpr ConceptKind perspectives{"perspectives", "perspectives", "perspective"};
inline constexpr ConceptKind target_groups{"target-groups", "target-groups", "target-group", true};
inline constexpr std::array concept_kinds{themes, countries, goals, perspectives, target_groups};

/// How many documents there are of each value of a facet, among those that pass the filters.
using Counts = std::map<std::string, std::size_t, std::less<>>;
Counts counts_of(const Visit& visit, std::string_view facet, search::Filters filters = {});

/// All concepts of a kind as links with the number of their documents; narrower ones under their broader ones.
Json concept_tree(const Visit& visit, const ConceptKind& kind);

/// The page of one concept: what it means, its neighbours, its newest documents by type.
Json concept_view(const Visit& visit, const ConceptKind& kind, const model::Concept& wanted);

}  // namespace clearinghouse::server
