#pragma once

#include <algorithm>
#include <array>
#include <string_view>

namespace clearinghouse::server {

/// A facet as addresses and the API name it, and the scheme that has the labels of its values.
struct Facet {
    std::string_view name;
    std::string_view scheme;  ///< Empty: the values are their own labels.
};

/// In the order in which a reader is offered them.
inline constexpr std::array facets{
    Facet{"type", "document-types"},      Facet{"theme", "themes"},
    Facet{"country", "countries"},        Facet{"year", ""},
    Facet{"language", "languages"},       Facet{"target-group", "target-groups"},
    Facet{"perspective", "perspectives"}, Facet{"goal", "goals"},
    Facet{"evidence", "evidence-levels"}, Facet{"aspect", "aspects"},
};

/// The facet of a name, or nothing.
inline const Facet* facet(std::string_view name) {
    const auto found = std::ranges::find(facets, name, &Facet::name);
    return found == facets.end() ? nullptr : &*found;
}

}  // namespace clearinghouse::server
