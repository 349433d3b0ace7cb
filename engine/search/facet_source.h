#pragma once

#include <cstddef>

#include <xapian.h>

#include "engine/index/columns.h"
#include "engine/search/facet_values.h"

namespace clearinghouse::search {

/// A query without weight for the documents whose values of a facet the mask lets pass, read from the columns: for
/// facets under OR and NOT, which no filter of the whole can say. `columns` outlives the query.
Xapian::Query facet_query(const index::Columns& columns, std::size_t facet, FacetMask mask);

}  // namespace clearinghouse::search
