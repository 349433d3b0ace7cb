#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "engine/index/columns.h"
#include "engine/index/flat_file.h"

namespace clearinghouse::index {

/// What stands on one page of an attachment.
struct PageText {
    std::string file;          ///< Of the attachment, beside the document.
    std::string language;      ///< Of the attachment.
    std::uint32_t number = 0;  ///< From 1, as a reader of PDFs counts: "#page=4".
    std::string text;

    bool operator==(const PageText&) const = default;
};

/// Writes the pages of each document, numbered from 1 by place. They are a file of their own: most documents are read
/// without their pages, and a report's are fifty times its record. Throws std::system_error.
void write_pages(const std::filesystem::path& file, const std::vector<std::vector<PageText>>& pages);

/// The file that write_pages() makes, mapped. All of its offsets are checked when it is opened. Made without a file, it
/// holds no page.
class PageFile {
public:
    static model::Result<PageFile> open(const std::filesystem::path& file);

    /// How many pages a document has; 0 for a number out of range.
    std::size_t count(DocumentNumber document) const;
    /// One of them, by its place from 0. Throws std::out_of_range.
    PageText page(DocumentNumber document, std::size_t place) const;

private:
    struct Place {
        std::uint64_t end = 0;       ///< Of the text.
        std::uint32_t number = 0;    ///< Of the page.
        std::uint32_t name_end = 0;  ///< Within the page's bytes: the file's name, the language, the text.
        std::uint32_t language_end = 0;
        std::uint32_t reserved = 0;
    };
    friend void write_pages(const std::filesystem::path&, const std::vector<std::vector<PageText>>&);
    bool read();

    disk::MappedFile file_;
    std::span<const std::uint64_t> ends_;
    std::span<const Place> places_;
    std::span<const char> bytes_;
};

}  // namespace clearinghouse::index
