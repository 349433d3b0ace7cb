#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

/// What the tests of this room read: real files, and small documents around the one thing that matters.
namespace clearinghouse::model::samples {

inline const std::filesystem::path root = CLEARINGHOUSE_SOURCE_DIR;

inline std::string read_file(const std::filesystem::path& file) {
    std::ifstream stream{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{stream}, {}};
}

/// The files below a folder whose names end so, sorted.
inline std::vector<std::filesystem::path> files_below(const std::filesystem::path& folder, std::string_view ending) {
    std::vector<std::filesystem::path> found;
    for (const auto& entry : std::filesystem::recursive_directory_iterator{folder}) {
        if (entry.is_regular_file() && entry.path().extension() == ending) found.push_back(entry.path());
    }
    std::ranges::sort(found);
    return found;
}

inline constexpr std::string_view metadata =
    "<metadata><publisher>Oslo kommune</publisher><theme>housing</theme></metadata>";
inline constexpr std::string_view text = "<text lang=\"nb\"><title>Bosetting</title><summary>Kort.</summary></text>";

/// A document of a type: its root element is line 1 and what it holds starts on line 2.
inline std::string document(std::string_view type, std::string_view inside,
                            std::string_view publication = "status=\"draft\"") {
    std::string xml = "<" + std::string{type} + " xmlns=\"urn:clearinghouse:content:1\" " + std::string{publication};
    return xml + ">\n" + std::string{inside} + "\n</" + std::string{type} + ">\n";
}

/// A news item whose text holds `inside`, which starts on line 4.
inline std::string news_with(std::string_view inside) {
    return document("news", std::string{metadata} + "\n<text lang=\"nb\"><title>Bosetting</title>\n" +
                                std::string{inside} + "\n</text>");
}

}  // namespace clearinghouse::model::samples
