#pragma once

#include <functional>

#include "engine/search/request.h"
#include "server/site.h"

namespace clearinghouse::server {

/// Gives the visible documents that pass the filters one after another, newest first, up to the search's reach.
void for_each_document(const Visit& visit, const search::Filters& filters,
                       const std::function<void(const search::Record&)>& give);

}  // namespace clearinghouse::server
