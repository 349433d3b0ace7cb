#pragma once

#include <span>
#include <vector>

#include "engine/index/columns.h"
#include "engine/index/suggestions.h"
#include "engine/model/document.h"
#include "engine/model/vocabulary.h"

namespace clearinghouse::indexer {

/// What a reader may be led to by typing: the subjects of the vocabulary that documents have, then the titles of the
/// documents that are or will be visible, newest first; of more than 20,000 documents those of the newest.
/// `documents[i]` is the document of `rows[i]`, which are numbered from 1; nothing for a gap.
std::vector<index::Suggested> suggested(std::span<const index::Row> rows,
                                        std::span<const model::Document* const> documents,
                                        const model::Vocabulary& vocabulary);

}  // namespace clearinghouse::indexer
