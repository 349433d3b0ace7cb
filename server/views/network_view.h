#pragma once

#include "server/site.h"

namespace clearinghouse::server {

/// The page of all networks by their names: what each is for, who is in it by country, how often it meets.
Json networks_view(const Visit& visit);

}  // namespace clearinghouse::server
