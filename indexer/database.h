#pragma once

#include <filesystem>
#include <functional>
#include <span>
#include <vector>

#include "engine/index/columns.h"
#include "engine/index/words.h"
#include "indexer/plan.h"
#include "indexer/writer.h"

namespace clearinghouse::indexer {

/// Called, by one thread at a time, when one more document has been written.
using Written = std::function<void()>;

/// Writes all documents, numbered from 1 by their place, into a compact database at `directory`. Works in `directory`
/// with ".parts" behind its name. Throws std::runtime_error when the disk refuses.
void build_database(const std::filesystem::path& directory, std::span<const Entry> entries, const Writer& writer,
                    const Written& written);

/// Copies a database and brings it up to date: removes documents and writes those that were added or changed, under
/// their numbers. Throws std::runtime_error when the disk refuses.
void update_database(const std::filesystem::path& from, const std::filesystem::path& directory,
                     std::span<const index::DocumentNumber> removed, std::span<const Entry> entries,
                     const Writer& writer, const Written& written);

/// All folded words of a database, in the order of their bytes. Throws std::runtime_error when it cannot be read.
std::vector<index::WordCount> words_of(const std::filesystem::path& directory);

}  // namespace clearinghouse::indexer
