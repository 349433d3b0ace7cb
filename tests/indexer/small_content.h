#pragma once

#include <filesystem>
#include <string>

namespace clearinghouse::testing {

/// A learning example with a text in Swedish, as a test wants it.
struct Example {
    std::string id = "";
    std::string title = "Språkcafé i kommunen";
    std::string attributes = R"(status="published" published="2026-11-01")";
    std::string withdrawn = "";  ///< The element, if it is.
    std::string metadata = "";   ///< Elements behind the themes.
    std::string body = "Frivilliga möter nyanlända en gång i veckan.";
    std::string themes = "<theme>women</theme>";
    std::string date = "2019";
};

/// Writes the document to its folder in a content folder.
void write_example(const std::filesystem::path& content, const Example& example);

/// Writes a small content folder: the vocabularies of the real one; the examples "plain-1" to "plain-16"; "linking",
/// which evaluates plain-1 by its alias; "withdrawn"; "scheduled" for the year 2999; "draft"; "attached" with a report;
/// and the collection "2019" of plain-1 and plain-2. All but the draft are published: 21 documents.
void write_small_content(const std::filesystem::path& content);

}  // namespace clearinghouse::testing
