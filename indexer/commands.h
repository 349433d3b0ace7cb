#pragma once

#include <iosfwd>

#include "indexer/options.h"

namespace clearinghouse::indexer {

/// Does what the options say and returns the exit code. Problems go to `errors`, the rest to `out`. Throws
/// std::exception when the disk refuses on the way.
int run(const Options& options, std::ostream& out, std::ostream& errors);

}  // namespace clearinghouse::indexer
