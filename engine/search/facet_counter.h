#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

#include "engine/index/columns.h"
#include "engine/search/facet_values.h"
#include "engine/search/request.h"

namespace clearinghouse::search {

/// Tests filters and counts facets, document by document, in the one walk that the matcher makes. A document that
/// fails the filter of one facet alone still counts for that facet: so each is counted with its own filter left out,
/// but for "aspect", of which a document must have all that is asked for.
class FacetCounter {
public:
    struct Visibility {
        std::int64_t now = 0;  ///< Seconds since 1970 UTC.
        bool preview = false;  ///< What is scheduled is visible too.
    };

    /// `filters` holds known facets and values.
    FacetCounter(const index::Columns& columns, const Filters& filters, Visibility visibility, bool with_counts);

    /// What else is done with each document that take() takes.
    void tell(std::function<void(index::DocumentNumber)> taken) { taken_ = std::move(taken); }

    /// Counts a document that met the words. True when it is visible and passes every filter.
    bool take(index::DocumentNumber document);

    std::size_t total() const { return total_; }

    /// What was counted, in the order of the table of facets; empty without counts.
    std::vector<FacetCounts> result() const;

private:
    bool is_visible(index::DocumentNumber document) const;
    bool passes(std::size_t facet, index::DocumentNumber document) const;
    void count(std::size_t facet, index::DocumentNumber document);
    FacetCounts result_of(std::size_t facet) const;

    const index::Columns& columns_;
    const Filters& filters_;
    Visibility visibility_;
    bool with_counts_;
    std::size_t total_ = 0;
    std::function<void(index::DocumentNumber)> taken_;
    std::array<std::optional<FacetMask>, index::facets.size()> masks_;
    std::array<std::vector<std::uint32_t>, index::facets.size()> counts_;
};

}  // namespace clearinghouse::search
