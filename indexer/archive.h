#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/model/time.h"

namespace clearinghouse::indexer {

/// Packs files of a directory into a .tar.gz (POSIX.1 ustar), under `folder` within it and all of one time, so that
/// equal files give an equal archive. Throws std::runtime_error when one cannot be read or written.
void write_archive(const std::filesystem::path& archive, const std::filesystem::path& directory,
                   const std::vector<std::string>& names, const std::string& folder, model::Moment time);

}  // namespace clearinghouse::indexer
