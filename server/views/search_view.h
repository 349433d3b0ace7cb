#pragma once

#include <vector>

#include "engine/search/request.h"
#include "server/site.h"

namespace clearinghouse::server {

/// The page of a search: the form with its facets, what is chosen, the hits and the pages of hits.
Json search_view(const Visit& visit, const search::Request& request, const search::Answer& answer);

/// The facets as a form shows them: each with its values, the less frequent ones apart.
Json facet_views(const Visit& visit, const std::vector<search::FacetCounts>& counted, const search::Filters& filters);

/// "/en/search?q=work&theme=women"
std::string search_address(const Visit& visit, const search::Request& request, std::size_t page = 1);

}  // namespace clearinghouse::server
