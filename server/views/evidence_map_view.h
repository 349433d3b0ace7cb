#pragma once

#include <string>
#include <string_view>

#include "server/evidence_map.h"
#include "server/site.h"

namespace clearinghouse::server {

/// The page of a map: the form that chooses rows, columns and filters, the map as a table, and its gaps in words.
Json evidence_map_view(const Visit& visit, const EvidenceMap& map);

/// "/api/v1/evidence-map?rows=theme&columns=country&colour=evidence&lang=sv&format=csv"
std::string map_address(const Visit& visit, const EvidenceMap& map, std::string_view format);

}  // namespace clearinghouse::server
