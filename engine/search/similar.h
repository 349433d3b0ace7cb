#pragma once

#include <xapian.h>

#include "engine/index/columns.h"

namespace clearinghouse::search {

/// A query for documents that are about the same as `document`, without it: by its concepts, which are the same in all
/// languages, and by the words that few others have. Matches nothing when it has neither.
Xapian::Query similar_query(const Xapian::Database& database, index::DocumentNumber document);

}  // namespace clearinghouse::search
