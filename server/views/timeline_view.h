#pragma once

#include "server/site.h"

namespace clearinghouse::server {

/// The yearly themes in their order: each year with its collections, their themes and the number of their parts.
Json timeline_view(const Visit& visit);

}  // namespace clearinghouse::server
