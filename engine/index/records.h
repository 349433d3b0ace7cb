#pragma once

#include <optional>
#include <string_view>

#include "engine/index/columns.h"
#include "engine/index/flat_file.h"

namespace clearinghouse::index {

/// The file that write_records() makes, mapped. All of its offsets are checked when it is opened.
class RecordFile {
public:
    static model::Result<RecordFile> open(const std::filesystem::path& file);

    std::size_t size() const { return ends_.size() - 1; }
    /// The JSON of a record, empty for a gap or a number out of range.
    std::string_view json(DocumentNumber document) const;
    /// The number of the document with this id or alias.
    std::optional<DocumentNumber> find(std::string_view id_or_alias) const;

private:
    bool read();
    std::string_view key(std::size_t place) const;

    disk::MappedFile file_;
    std::span<const std::uint64_t> ends_;
    std::span<const std::uint32_t> key_ends_;
    std::span<const DocumentNumber> key_documents_;
    std::span<const char> keys_;
    std::span<const char> records_;
};

}  // namespace clearinghouse::index
