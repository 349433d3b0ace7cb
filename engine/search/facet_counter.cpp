#include "engine/search/facet_counter.h"

#include <algorithm>

namespace clearinghouse::search {
namespace {

const std::size_t year_facet = index::facet_number("year");

/// Of this facet a document must have every value that is asked for: who wants to know what a practice cost and what
/// can be copied is not helped by either. So its counts say what one more value would leave.
const std::size_t aspect_facet = index::facet_number("aspect");

}  // namespace

FacetCounter::FacetCounter(const index::Columns& columns, const Filters& filters, Visibility visibility,
                           bool with_counts)
    : columns_{columns}, filters_{filters}, visibility_{visibility}, with_counts_{with_counts} {
    for (std::size_t facet = 0; facet < index::facets.size(); ++facet) {
        if (with_counts) counts_[facet].resize(columns.values(facet).size());
        const auto wanted = filters.any_of.find(std::string{index::facets[facet].name});
        if (wanted != filters.any_of.end() && !wanted->second.empty()) {
            masks_[facet] = mask_of(columns, facet, wanted->second);
        }
    }
    if (!filters.year_from && !filters.year_to) return;
    FacetMask within = mask_of_years(columns, filters.year_from, filters.year_to);
    if (auto& years = masks_[year_facet]) {
        for (std::size_t value = 0; value < within.size(); ++value) within[value] = within[value] && (*years)[value];
    }
    masks_[year_facet] = std::move(within);
}

bool FacetCounter::take(index::DocumentNumber document) {
    if (!is_visible(document)) return false;
    std::optional<std::size_t> failed;
    for (std::size_t facet = 0; facet < masks_.size(); ++facet) {
        if (!masks_[facet] || passes(facet, document)) continue;
        if (failed || facet == aspect_facet) return false;
        failed = facet;
    }
    if (failed) {
        if (with_counts_) count(*failed, document);
        return false;
    }
    ++total_;
    for (std::size_t facet = 0; with_counts_ && facet < counts_.size(); ++facet) count(facet, document);
    if (taken_) taken_(document);
    return true;
}

bool FacetCounter::is_visible(index::DocumentNumber document) const {
    const auto from = columns_.visible_from(document);
    return visibility_.preview ? from != index::never : from <= visibility_.now;
}

bool FacetCounter::passes(std::size_t facet, index::DocumentNumber document) const {
    const auto& mask = *masks_[facet];
    if (facet == aspect_facet) {
        const auto wanted = filters_.any_of.find(std::string{index::facets[facet].name});
        const auto has = std::ranges::count_if(columns_.of(facet, document), [&](auto value) { return mask[value]; });
        return static_cast<std::size_t>(has) == wanted->second.size();
    }
    return std::ranges::any_of(columns_.of(facet, document), [&](auto value) { return mask[value]; });
}

void FacetCounter::count(std::size_t facet, index::DocumentNumber document) {
    for (const auto value : columns_.of(facet, document)) ++counts_[facet][value];
}

std::vector<FacetCounts> FacetCounter::result() const {
    std::vector<FacetCounts> result;
    for (std::size_t facet = 0; with_counts_ && facet < counts_.size(); ++facet) result.push_back(result_of(facet));
    return result;
}

FacetCounts FacetCounter::result_of(std::size_t facet) const {
    FacetCounts result{.name = std::string{index::facets[facet].name}, .values = {}};
    const auto wanted = filters_.any_of.find(result.name);
    const auto is_selected = [&](const std::string& value) {
        return wanted != filters_.any_of.end() && std::ranges::find(wanted->second, value) != wanted->second.end();
    };
    const auto& values = columns_.values(facet);
    for (std::size_t value = 0; value < values.size(); ++value) {
        const bool selected = is_selected(values[value]);
        if (counts_[facet][value] > 0 || selected) {
            result.values.push_back({values[value], counts_[facet][value], selected});
        }
    }
    // A concept that was selected and that no document has.
    for (std::size_t i = 0; wanted != filters_.any_of.end() && i < wanted->second.size(); ++i) {
        if (!std::ranges::binary_search(values, wanted->second[i])) {
            result.values.push_back({wanted->second[i], 0, true});
        }
    }
    std::ranges::sort(result.values, [&](const FacetCount& left, const FacetCount& right) {
        if (facet == year_facet) return left.value > right.value;
        return left.count != right.count ? left.count > right.count : left.value < right.value;
    });
    return result;
}

}  // namespace clearinghouse::search
