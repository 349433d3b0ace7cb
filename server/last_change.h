#pragma once

#include "engine/model/time.h"
#include "server/site.h"

namespace clearinghouse::server {

/// When anything that readers see last changed: when the generation was made, or when a scheduled document came out
/// after that. Stays as it is while nothing changes, and is never later than the visit.
model::Moment last_change(const Visit& visit);

}  // namespace clearinghouse::server
