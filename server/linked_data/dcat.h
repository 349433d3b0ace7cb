#pragma once

#include "server/linked_data/rdf.h"
#include "server/site.h"

namespace clearinghouse::server::linked_data {

/// The statistics as a catalogue of data sets (DCAT-AP 3.0), for data portals: each with the addresses of its data as
/// CSV and JSON-stat.
Graph statistics_catalogue(const Visit& visit);

}  // namespace clearinghouse::server::linked_data
