#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace clearinghouse::server {

/// A search whose hits are printed on the terminal.
struct SearchCommand {
    std::string text;
    std::filesystem::path index;
    std::string language = "en";  ///< Of the interface, as the page of a search has it in its address.
    std::size_t limit = 10;
    bool explain = false;  ///< Says first how the query was understood.
    bool translations = true;
};

/// What the command line and the environment ask of the program.
struct Options {
    std::filesystem::path index;
    std::string host = "127.0.0.1";
    std::uint16_t port = 8080;
    std::string base_url;       ///< Empty: from host and port.
    std::string contact;        ///< "mailto:..." or "https://...", where readers reach the publisher; may be empty.
    std::string repository;     ///< Empty: from base_url.
    std::string contact_email;  ///< Empty: that of contact, else the postmaster of the repository.
    bool preview = false;
    double requests_per_second = 20;  ///< Of one client to the interfaces for programs; 0: as many as it likes.
    std::size_t burst = 100;          ///< That it may send at once.
    bool trusts_proxy = false;        ///< Clients are those that a proxy on this machine names.
    std::string log_level = "info";
    std::optional<SearchCommand> search;  ///< Instead of serving.
};

/// Reads the command line. Prints help, the version or what is wrong by itself; then there are no options but the exit
/// code in `exit_code`.
std::optional<Options> read_options(int argc, const char* const* argv, int& exit_code);

/// The version of the program, from the build.
std::string program_version();

}  // namespace clearinghouse::server
