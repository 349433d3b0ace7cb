#pragma once

#include <vector>

#include "engine/search/request.h"
#include "server/site.h"

namespace clearinghouse::server {

/// All collections that a reader can see, the newest theme first.
std::vector<search::Record> all_collections(const Visit& visit);

/// The page of a collection: foreword, parts in their order under their roles, and what came later on its themes.
Json collection_view(const Visit& visit, const search::Record& record);

/// An entry in the list of collections.
Json collection_card(const Visit& visit, const search::Record& record);

/// A collection as the home page leads with it: how its foreword begins, its themes, its parts by kind.
Json collection_lead(const Visit& visit, const search::Record& record);

/// The themes of a collection as links to their pages.
Json theme_links(const Visit& visit, const model::Document& collection);

}  // namespace clearinghouse::server
