#pragma once

#include <chrono>
#include <cstddef>
#include <exception>
#include <vector>

#include <xapian.h>

#include "engine/index/columns.h"
#include "engine/search/facet_counter.h"
#include "engine/search/request.h"

namespace clearinghouse::search {

/// Thrown out of a match that took longer than it may: Xapian has no other way to end one.
class TooExpensive : public std::exception {
public:
    const char* what() const noexcept override { return "the match took longer than it may"; }
};

struct Match {
    index::DocumentNumber document = 0;
    double score = 0;
};

struct Page {
    std::size_t offset = 0;
    std::size_t limit = 0;
    Sort sort = Sort::relevance;
    std::size_t title_language = 0;  ///< Position in index::title_languages, for Sort::title.
};

/// Walks over all documents that meet `query` once: `counter` filters and counts them, and the best of those it takes
/// are returned, `page` of them. Throws TooExpensive at the deadline.
std::vector<Match> match(const Xapian::Database& database, const Xapian::Query& query, const Page& page,
                         const index::Columns& columns, FacetCounter& counter,
                         std::chrono::steady_clock::time_point deadline);

}  // namespace clearinghouse::search
