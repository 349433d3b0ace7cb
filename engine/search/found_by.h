#pragma once

#include <string>
#include <vector>

#include "engine/index/columns.h"
#include "engine/search/request.h"
#include "engine/search/sense.h"

namespace Xapian {
class Database;
}

namespace clearinghouse::search {

/// The meanings of the query's words that a document has in the index, in the order of the words, and the concepts
/// ("scheme/id") that several words together named. Of a translation of several words it is only known that the
/// document has all of them. Throws Xapian::Error when the database cannot be read.
std::vector<FoundBy> found_by(const Xapian::Database& database, index::DocumentNumber document,
                              const std::vector<AskedWord>& words, const std::vector<std::string>& subjects);

}  // namespace clearinghouse::search
