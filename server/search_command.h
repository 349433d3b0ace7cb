#pragma once

#include <string>

#include "engine/model/problem.h"
#include "server/options.h"
#include "server/site.h"

namespace clearinghouse::server {

/// What `clearinghouse-server search` prints: what was mended in the query, the hits and the words that met it; with
/// `explain` first how the query was understood. A Problem when the language is not offered or the search is refused.
model::Result<std::string> search_report(const SearchCommand& command, const Site& site);

}  // namespace clearinghouse::server
