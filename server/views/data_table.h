#pragma once

#include "engine/model/document.h"
#include "server/site.h"

namespace clearinghouse::server {

/// The data files of a statistic as tables, with column names and countries in the reader's language. A file that
/// cannot be read is left out.
Json data_tables(const Visit& visit, const model::Document& document);

}  // namespace clearinghouse::server
