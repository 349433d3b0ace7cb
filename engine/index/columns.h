#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <limits>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/index/layout.h"
#include "engine/model/problem.h"

namespace clearinghouse::index {

/// A document's number in one generation: Xapian's docid, from 1.
using DocumentNumber = std::uint32_t;

/// A facet value's number in one generation: its place in Columns::values().
using ValueNumber = std::uint16_t;

inline constexpr std::int64_t never = std::numeric_limits<std::int64_t>::max();

/// What filtering, counting and sorting need of one document.
struct Row {
    std::array<std::vector<std::string>, facets.size()>
        values;                         ///< By facet, e.g. {"learning-example"}, {"women", "employers"}.
    std::int64_t visible_from = never;  ///< Seconds since 1970 UTC; `never` for withdrawn ones and gaps.
    std::int32_t date = 0;              ///< 20180524, 20180500, 20180000 by how exact it is; 0 when unknown.
    std::uint32_t order = 0;            ///< Place among all by date, newest first, then by id: breaks ties.
    /// Place among all by title, for a reader of each of title_languages; no two are equal.
    std::array<std::uint32_t, title_languages.size()> title_order{};
};

/// Facet values, times and order of all documents as flat columns in one file, memory-mapped.
class Columns {
public:
    /// Writes rows, numbered from 1 by their place, to `file`. Throws std::system_error when the disk refuses.
    static void write(const std::filesystem::path& file, std::span<const Row> rows);

    /// Maps a file that write() made. A Problem that names the file when it is missing or not whole.
    static model::Result<std::shared_ptr<const Columns>> open(const std::filesystem::path& file);

    ~Columns();
    Columns(const Columns&) = delete;
    Columns& operator=(const Columns&) = delete;

    std::size_t size() const;  ///< Highest document number.

    /// All values of a facet that occur, sorted; a ValueNumber is a place in it.
    const std::vector<std::string>& values(std::size_t facet) const;
    /// The values of one document, by number. Empty for a number out of range.
    std::span<const ValueNumber> of(std::size_t facet, DocumentNumber document) const;

    std::int64_t visible_from(DocumentNumber document) const;
    std::int32_t date(DocumentNumber document) const;
    std::uint32_t order(DocumentNumber document) const;
    /// `language` is a position in title_languages.
    std::uint32_t title_order(std::size_t language, DocumentNumber document) const;

    /// How many documents have become visible at `moment` (seconds): changes exactly when the visible set does.
    std::uint32_t visible_count(std::int64_t moment) const;

private:
    struct Inside;
    explicit Columns(std::unique_ptr<Inside> inside);
    std::unique_ptr<Inside> inside_;
};

}  // namespace clearinghouse::index
