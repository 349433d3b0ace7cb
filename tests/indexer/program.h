#pragma once

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace clearinghouse::testing {

/// How a run of the program ended.
struct Ended {
    bool killed = false;
    int code = 0;
    std::string errors;  ///< What it wrote to standard error.
};

struct Limits {
    std::optional<std::chrono::microseconds> kill_after;  ///< With SIGKILL.
    std::optional<unsigned long> file_bytes;              ///< No file may grow larger, as on a full disk.
};

/// Runs the real clearinghouse-indexer. Its language data is left out, for speed.
Ended run_indexer(std::vector<std::string> arguments, const Limits& limits = {});

}  // namespace clearinghouse::testing
