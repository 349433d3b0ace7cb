#pragma once

#include "server/csv.h"
#include "server/site.h"

namespace clearinghouse::server {

/// A table of figures with its words in the reader's language; a word that has none there says which language it is in.
Json table_view(const Visit& visit, const Table& table);

}  // namespace clearinghouse::server
