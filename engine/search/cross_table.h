#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/index/columns.h"
#include "engine/search/request.h"

/// How many documents of a search fall under each pair of values of two facets: what a map of evidence and of its gaps
/// is drawn from.
namespace clearinghouse::search {

/// One facet of a table, and its rows or columns in order: a document belongs to each that holds one of its values.
struct Axis {
    std::string facet;                             ///< index/layout.h
    std::vector<std::vector<std::string>> groups;  ///< Values that do not occur are allowed: nothing belongs to them.
};

/// Rows and columns that one table may have.
inline constexpr std::size_t most_groups = 60;

struct CrossRequest {
    Request search;  ///< Its text, filters and layers; its place and order mean nothing here.
    Axis rows;
    Axis columns;
    std::string shade;  ///< The facet by whose values each cell is divided.
};

struct CrossTable {
    struct Line {
        std::vector<std::string> values;  ///< Those of the group that the documents have, in the order of the group.
        std::size_t count = 0;            ///< Documents in the row or column; each once.
    };
    struct Cell {
        std::size_t count = 0;
        std::vector<std::size_t> by_shade;  ///< By place in `shades`; the last place is for documents without any.
    };
    std::size_t total = 0;    ///< Documents found.
    std::size_t outside = 0;  ///< Those of them that are in no cell.
    std::vector<std::string> shades;
    std::vector<Line> rows;
    std::vector<Line> columns;
    std::vector<std::vector<Cell>> cells;  ///< By row, then by column.
};

/// Counts a table document by document, in the one walk that the matcher makes.
class CrossCounter {
public:
    /// The facets of `request` are known. `columns` outlives the counter.
    CrossCounter(const index::Columns& columns, const CrossRequest& request);

    /// Counts a document that was found.
    void take(index::DocumentNumber document);

    CrossTable result() const;

private:
    using Places = std::vector<std::uint32_t>;

    struct Lines {
        std::size_t facet = 0;
        std::vector<Places> of_value;     ///< By value number: the lines that it belongs to.
        std::vector<std::size_t> counts;  ///< By line.
        std::vector<bool> met;            ///< By value number: some document has it.
        Places now;                       ///< Lines of the document in hand.
    };

    static Lines lines_of(const index::Columns& columns, const Axis& axis);
    void find_lines(Lines& lines, index::DocumentNumber document) const;
    std::vector<CrossTable::Line> result_of(const Lines& lines, const Axis& axis) const;

    const index::Columns& columns_;
    Axis row_axis_;
    Axis column_axis_;
    Lines rows_;
    Lines column_lines_;
    std::size_t shade_ = 0;
    std::size_t total_ = 0;
    std::size_t outside_ = 0;
    std::vector<CrossTable::Cell> cells_;
};

}  // namespace clearinghouse::search
