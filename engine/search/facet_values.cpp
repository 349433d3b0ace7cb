#include "engine/search/facet_values.h"

#include <algorithm>

#include "engine/language/analyser.h"
#include "engine/model/nearest.h"
#include "engine/search/query_lexer.h"

namespace clearinghouse::search {
namespace {

const std::size_t year_facet = index::facet_number("year");

}  // namespace

FacetValues::FacetValues(const model::Vocabulary& vocabulary, const index::Columns& columns) {
    for (std::size_t facet = 0; facet < index::facets.size(); ++facet) {
        Names names;
        for (const auto& value : columns.values(facet)) names.ids.emplace(small(value), value);
        if (const auto* scheme = vocabulary.scheme(index::facets[facet].scheme)) {
            for (const auto& entry : scheme->concepts) {
                names.ids.emplace(small(entry.id), entry.id);
                for (const auto& [language, label] : entry.preferred) {
                    names.labels.emplace(language::fold(language::lower(label)), entry.id);
                }
            }
            for (const auto& entry : scheme->concepts) {
                for (const auto& [language, labels] : entry.alternative) {
                    for (const auto& label : labels) {
                        names.labels.emplace(language::fold(language::lower(label)), entry.id);
                    }
                }
            }
        }
        facets_.push_back(std::move(names));
    }
}

std::optional<std::string> FacetValues::find(std::size_t facet, std::string_view typed, bool by_label) const {
    const Names& names = facets_[facet];
    const std::string value = small(typed);
    if (facet == year_facet) {
        const auto years = read_years(value);
        return years && years->from == years->to ? std::optional{value} : std::nullopt;
    }
    if (const auto known = names.ids.find(value); known != names.ids.end()) return known->second;
    if (!by_label) return std::nullopt;
    const auto known = names.labels.find(language::fold(language::lower(typed)));
    return known == names.labels.end() ? std::nullopt : std::optional{known->second};
}

std::string FacetValues::nearest(std::size_t facet, std::string_view typed) const {
    std::vector<std::string> known;
    for (const auto& [id, original] : facets_[facet].ids) known.push_back(original);
    // Longer than any id; and it bounds the work that a request can ask for.
    constexpr std::size_t longest = 64;
    return typed.size() > longest ? "" : model::nearest(small(typed), known);
}

FacetMask mask_of(const index::Columns& columns, std::size_t facet, const std::vector<std::string>& wanted) {
    FacetMask mask;
    for (const auto& value : columns.values(facet)) mask.push_back(std::ranges::find(wanted, value) != wanted.end());
    return mask;
}

FacetMask mask_of_years(const index::Columns& columns, std::optional<int> from, std::optional<int> to) {
    FacetMask mask;
    for (const auto& value : columns.values(year_facet)) {
        const auto year = read_years(value);
        mask.push_back(year && year->from && (!from || *year->from >= *from) && (!to || *year->from <= *to));
    }
    return mask;
}

}  // namespace clearinghouse::search
