#pragma once

#include <span>
#include <string_view>

namespace clearinghouse::indexer {

/// A file that was compiled into the program.
struct EmbeddedFile {
    std::string_view name;
    std::string_view content;
};

/// The schemas of content files, schemas/*.xsd, by name.
std::span<const EmbeddedFile> schemas();

}  // namespace clearinghouse::indexer
