#pragma once

#include "engine/index/generation.h"
#include "engine/model/problem.h"
#include "indexer/plan.h"
#include "indexer/report.h"

namespace clearinghouse::indexer {

/// Gives every entry that is not withdrawn the pages of the PDFs among its attachments, those with text, in the order
/// of the attachments. What `previous` (or nothing) holds of the same files is taken from there; unless `rebuild`, a
/// PDF is read only when it is new or has changed. Returns warnings about those that cannot be read.
model::Problems add_pages(Plan& plan, const index::Generation* previous, bool rebuild, const ProgressBar& progress);

}  // namespace clearinghouse::indexer
