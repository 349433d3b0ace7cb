#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace clearinghouse::tests {

/// A stretch of words that belong together, as a reader meets them: a title, a paragraph, a cell of a table.
struct Passage {
    std::string file;
    int line = 0;
    std::string language;  ///< What the file says of it: "nb".
    std::string field;     ///< "title", "keyword", "sentence", or the name of the section: "findings".
    std::string words;
    std::string own_words;                ///< Without what the file marks as another language's (lang="...").
    std::vector<std::string> cited = {};  ///< Ids of the documents that it links to.
};

/// One line for each thing that is wrong: "file:line: nb: what (the words)".
using Findings = std::vector<std::string>;

/// All passages of one file of content/, from its XML: those of the texts, the sentences of a collection, the reasons
/// of a withdrawal, the titles of attachments. Throws std::runtime_error when it is no XML.
std::vector<Passage> read_passages(std::string_view xml, const std::string& file);

/// Those of all documents in a content folder, by file.
std::vector<Passage> read_content(const std::filesystem::path& content);

/// The sentences of a passage in its language (ICU, UAX #29), without white space at the ends.
std::vector<std::string> sentences_of(std::string_view words, const std::string& language);

/// Words between spaces, as the indexer counts a summary: a dash on its own is none.
std::size_t count_words(std::string_view words);

/// "file:line: language: what ('words')", the words cut where they are long.
std::string finding(const Passage& where, std::string_view what, std::string_view words);

}  // namespace clearinghouse::tests
