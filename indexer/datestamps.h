#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/index/datestamps.h"
#include "engine/model/vocabulary.h"
#include "indexer/plan.h"

namespace clearinghouse::indexer {

/// The datestamps of the newest generation of an index that can be read, also when the rest of it is damaged or of
/// another layout. None when there is no such generation.
index::Datestamps last_datestamps(const std::filesystem::path& index);

/// The datestamps of a plan's documents (drafts have none) and the tombstones of those that are gone. `records` are
/// those of records_of(), and `previous` is what was said before. A document whose record is as it was keeps its
/// datestamp; any other gets `now`, or, when nothing was said before of any, the last moment that it tells of itself.
/// What was seen by nobody leaves no tombstone.
index::Datestamps datestamps_of(const Plan& plan, const std::vector<std::string>& records,
                                const model::Vocabulary& vocabulary, const index::Datestamps& previous,
                                model::Moment now);

}  // namespace clearinghouse::indexer
