#pragma once

#include <filesystem>

#include "engine/index/generation.h"
#include "indexer/plan.h"

namespace clearinghouse::indexer {

/// True when a document names a file of its folder: as an attachment, as data, or as a picture in a text. Only such
/// files are published.
bool names_file(const model::Document& document, const std::string& file);

/// Puts the named files of all documents that are not withdrawn into `directory`/<id>/. What has not changed since
/// `previous` (or nothing) is linked from there and takes no further space. Throws std::system_error.
void carry_attachments(const Plan& plan, const index::Generation* previous, const std::filesystem::path& directory);

/// One file under two names where the file system allows that, else a copy. Throws std::system_error.
void link_or_copy(const std::filesystem::path& from, const std::filesystem::path& to);

}  // namespace clearinghouse::indexer
