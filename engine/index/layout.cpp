#include "engine/index/layout.h"

#include <algorithm>

namespace clearinghouse::index {
namespace {

// Xapian takes terms of up to 245 bytes and counts a NUL twice, and says so only when a whole batch is committed.
constexpr std::size_t longest_term = 200;

constexpr std::string_view word_prefix = "XW";

std::string bounded(std::string term) {
    std::erase_if(term, [](unsigned char byte) { return byte < 0x20; });
    if (term.size() <= longest_term) return term;
    std::size_t end = longest_term;
    while (end > 0 && (static_cast<unsigned char>(term[end]) & 0xC0) == 0x80) --end;  // not within a letter
    term.resize(end);
    return term;
}

std::string prefixed(std::string_view prefix, std::string_view space, std::string_view divider, std::string_view word) {
    std::string term;
    term.reserve(prefix.size() + space.size() + divider.size() + word.size());
    term.append(prefix).append(space).append(divider).append(word);
    return bounded(std::move(term));
}

}  // namespace

std::string word_term(std::string_view group, std::string_view stem) {
    return prefixed(word_prefix, group, ":", stem);
}

std::string field_term(const TextField& field, std::string_view group, std::string_view stem) {
    return prefixed(field.prefix, group, ":", stem);
}

std::string copied_term(const TextField& field, std::string_view word_term) {
    if (field.prefix.empty() || !word_term.starts_with(word_prefix)) return {};
    return std::string{field.prefix}.append(word_term.substr(word_prefix.size()));
}

std::string folded_term(std::string_view folded) {
    return prefixed("XF", "", ":", folded);
}

std::string concept_term(std::string_view scheme, std::string_view concept_id) {
    return prefixed(concept_prefix, scheme, "/", concept_id);
}

std::string id_term(std::string_view id) {
    return prefixed("Q", "", "", id);
}

std::size_t title_language(std::string_view language) {
    const auto found = std::find(title_languages.begin(), title_languages.end(), language);
    if (found == title_languages.end()) return title_language("en");
    return static_cast<std::size_t>(found - title_languages.begin());
}

std::size_t facet_number(std::string_view name) {
    const auto found =
        std::find_if(facets.begin(), facets.end(), [&](const Facet& facet) { return facet.name == name; });
    return static_cast<std::size_t>(found - facets.begin());
}

}  // namespace clearinghouse::index
