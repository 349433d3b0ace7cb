#pragma once

#include <span>
#include <string_view>

/// Files of server/web that are compiled into the program, so that it needs nothing beside itself.
namespace clearinghouse::server {

struct EmbeddedFile {
    std::string_view name;  ///< Relative to server/web: "templates/home.html".
    std::string_view content;
};

std::span<const EmbeddedFile> embedded_files();

/// Files of npm packages, as server/CMakeLists.txt names them: the typeface, and the outlines of the countries.
std::span<const EmbeddedFile> packaged_files();

/// The JSON files of schemas/: the description of the API and the schemas of its answers.
std::span<const EmbeddedFile> schema_files();

}  // namespace clearinghouse::server
