#pragma once

#include "engine/search/request.h"
#include "server/site.h"

/// The years of a search, as its filter shows them.
namespace clearinghouse::server {

/// A histogram of the documents by year, and the choices for the two ends of a span; null when no document has a year.
/// {"label", "width", "bars", "first", "last", "from", "to"}
Json years_view(const Visit& visit, const search::FacetCounts& years, const search::Filters& filters);

}  // namespace clearinghouse::server
