#pragma once

#include <vector>

#include "engine/index/columns.h"
#include "engine/model/document.h"
#include "engine/model/vocabulary.h"

namespace clearinghouse::indexer {

/// What filtering, counting and sorting need of a document, but for its order. Withdrawn ones have no facets and are
/// never visible; drafts (which only a preview holds) are visible at once.
index::Row row_of(const model::Document& document, const model::Vocabulary& vocabulary);

/// Numbers rows by date, newest first, then by id, from 1. `ids[i]` is the id of `rows[i]`, empty for a gap.
void set_order(std::vector<index::Row>& rows, const std::vector<std::string>& ids);

/// Numbers rows by title, for each of index::title_languages: by what the document is called to a reader of it, in that
/// language's alphabet, then by id, from 1. `documents[i]` is what `rows[i]` was made of, null for a gap.
void set_title_order(std::vector<index::Row>& rows, const std::vector<const model::Document*>& documents);

}  // namespace clearinghouse::indexer
