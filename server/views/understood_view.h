#pragma once

#include "engine/search/request.h"
#include "server/site.h"

namespace clearinghouse::server {

/// How a search was understood: for each word its translations and concepts, and a link to the same search without
/// translations (or with them). Null when there is nothing to tell.
Json understood_view(const Visit& visit, const search::Request& request, const search::Understanding& query);

}  // namespace clearinghouse::server
