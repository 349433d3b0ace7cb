#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace clearinghouse::testing {

/// All that an index holds of one document, whatever its number.
struct Held {
    std::map<std::string, std::string> terms;  ///< Term -> how often and where it stands.
    unsigned length = 0;
    std::vector<std::string> columns;
    std::string record;
    std::map<std::string, std::string> attachments;  ///< File -> content.

    bool operator==(const Held&) const = default;
};

/// What the current generation of an index holds, by id. Throws when it does not open.
std::map<std::string, Held> snapshot(const std::filesystem::path& index);

/// The words and suggestions of the current generation of an index, a line each, whatever the numbers of its documents.
/// Throws when it does not open.
std::vector<std::string> words_and_suggestions(const std::filesystem::path& index);

/// The ids of documents that two snapshots hold differently.
std::vector<std::string> differences(const std::map<std::string, Held>& one, const std::map<std::string, Held>& two);

}  // namespace clearinghouse::testing
