#pragma once

#include <string>

namespace clearinghouse::language {

/// Size and content hash of a file ("751122-9f3c..."), so that an index can tell when its language data changed. The
/// hash is quick and proves nothing against a forger. "absent" when the file cannot be read.
std::string identity_of_file(const std::string& path);

}  // namespace clearinghouse::language
