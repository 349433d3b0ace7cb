#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/index/datestamps.h"
#include "engine/model/vocabulary.h"
#include "indexer/plan.h"

namespace clearinghouse::indexer {

/// What a dump says of itself.
struct DumpFacts {
    std::string generation;
    model::Moment made;
};

/// Writes all that is published at `facts.made` into a directory, so that a copy can be read without this program,
/// checked and served elsewhere:
///
///     documents.jsonl      a document a line, with its datestamp
///     deleted.jsonl        what was taken back or is gone, and when
///     vocabularies.jsonl   a concept a line
///     <id>-<file>.csv      the figures of each statistic
///     manifest.json        the generation, and bytes and SHA-256 of all of these
///     SHA256SUMS           the same for sha256sum -c, the manifest included
///     clearinghouse.tar.gz all of these in one file
///
/// Drafts are never in it, nor is what will be published later. `records` are those of records_of(), `attachments` the
/// folder that carry_attachments() filled. Throws std::system_error or std::runtime_error when the disk refuses.
void write_dump(const Plan& plan, const std::vector<std::string>& records, const index::Datestamps& datestamps,
                const model::Vocabulary& vocabulary, const std::filesystem::path& attachments, const DumpFacts& facts,
                const std::filesystem::path& directory);

}  // namespace clearinghouse::indexer
