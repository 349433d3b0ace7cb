#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace clearinghouse::server {

/// What the command line and the environment ask of the program.
struct Options {
    std::filesystem::path index;
    std::string host = "127.0.0.1";
    std::uint16_t port = 8080;
    std::string base_url;  ///< Empty: from host and port.
    bool preview = false;
    std::string log_level = "info";
};

/// Reads the command line. Prints help, the version or what is wrong by itself; then there are no options but the exit
/// code in `exit_code`.
std::optional<Options> read_options(int argc, const char* const* argv, int& exit_code);

/// The version of the program, from the build.
std::string program_version();

}  // namespace clearinghouse::server
