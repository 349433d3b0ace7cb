#pragma once

#include "engine/search/request.h"
#include "server/site.h"

namespace clearinghouse::server {

/// How a search was understood: for each word its translations and concepts, and links to the same search without
/// translations, or without preference for the reader's language. Null when there is nothing to tell.
Json understood_view(const Visit& visit, const search::Request& request, const search::Understanding& query);

}  // namespace clearinghouse::server
