#pragma once

#include "engine/search/searcher.h"
#include "server/site.h"
#include "server/statistics/data_files.h"

namespace clearinghouse::server {

/// A data file with a cube as a dataset of JSON-stat 2.0 (https://json-stat.org/full/), labels in the reader's
/// language. Units stand with the measures, "about" and its like as status, and what is not known is null.
Json json_stat(const Visit& visit, const search::Record& record, const DataFile& file);

}  // namespace clearinghouse::server
