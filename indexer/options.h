#pragma once

#include <filesystem>
#include <iosfwd>
#include <string>
#include <tl/expected.hpp>
#include <vector>

namespace clearinghouse::indexer {

/// How the program ends; --help says the same.
namespace exit_code {
inline constexpr int well = 0;
inline constexpr int problems = 1;  ///< In the content: what has none was published.
inline constexpr int wrong_use = 2;
inline constexpr int no_disk = 3;  ///< Could not read or write the index.
}  // namespace exit_code

enum class Action { publish, check, verify, create, uncovered, version };
enum class Format { text, json };

/// What the program was asked to do.
struct Options {
    Action action = Action::publish;
    std::filesystem::path content = "content";
    std::filesystem::path index;
    int keep = 3;
    bool rebuild = false;
    bool preview = false;
    bool quiet = false;
    std::vector<std::filesystem::path> files;  ///< To check; none: the whole content.
    Format format = Format::text;
    std::string language;  ///< Of the words that no concept covers; empty: all.
    int most_words = 60;   ///< In each language.
    std::string type;      ///< Of a new document.
    std::string id;
    std::string language_data = "/usr/share";
};

/// Reads the command line. When the program is to end at once (help, wrong use) it has said why, and the exit code is
/// returned.
tl::expected<Options, int> read_options(int count, const char* const* arguments, std::ostream& out,
                                        std::ostream& errors);

}  // namespace clearinghouse::indexer
