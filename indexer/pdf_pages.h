#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "engine/model/problem.h"

namespace clearinghouse::indexer {

/// Bounds on what is read of one PDF. Beyond them it is still published, only not searched.
struct PdfLimits {
    std::uintmax_t file_bytes = 100 * 1024 * 1024;
    std::size_t pages = 2000;
    std::size_t page_bytes = 64 * 1024;  ///< index::positions_of_page has room for its words.
};

/// The text of each page of a PDF, in UTF-8 and in the order in which it was set; empty for a page that is only a
/// picture. Lines are joined, also where a word was divided; headings and paragraphs are lines, as far as they can be
/// told. What stands at the edge of most pages, such as the page number, is left out.
/// A Problem (a warning) with what to do when there is no text to be had: "pdf-locked", "pdf-damaged", "pdf-too-large",
/// "pdf-without-text". Never throws for what a file holds and prints nothing. Not for several threads at once.
model::Result<std::vector<std::string>> read_pages(const std::filesystem::path& file, const PdfLimits& limits = {});

}  // namespace clearinghouse::indexer
