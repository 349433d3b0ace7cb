#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/index/columns.h"
#include "engine/model/vocabulary.h"
#include "engine/search/request.h"

namespace clearinghouse::search {

/// What the facets of one generation can be asked for: the concepts of their schemes and the values that occur.
class FacetValues {
public:
    FacetValues(const model::Vocabulary& vocabulary, const index::Columns& columns);

    /// The value meant by `typed`: an id in letters of any size, or (with `by_label`) a label in any language.
    std::optional<std::string> find(std::size_t facet, std::string_view typed, bool by_label) const;

    /// The known value that is spelt most like `typed`, or "" when none is near.
    std::string nearest(std::size_t facet, std::string_view typed) const;

private:
    struct Names {
        std::map<std::string, std::string> ids;     ///< By the id in small letters.
        std::map<std::string, std::string> labels;  ///< By the folded label; the first concept of a label has it.
    };
    std::vector<Names> facets_;
};

/// For each value of a facet, by number, whether a filter lets it pass.
using FacetMask = std::vector<bool>;

/// Lets the values in `wanted` pass; and for years those within the bounds too, when there are bounds.
FacetMask mask_of(const index::Columns& columns, std::size_t facet, const std::vector<std::string>& wanted);
FacetMask mask_of_years(const index::Columns& columns, std::optional<int> from, std::optional<int> to);

}  // namespace clearinghouse::search
