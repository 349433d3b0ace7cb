#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace clearinghouse::language {

/// Where a word stands in a text, in bytes.
struct Span {
    std::size_t begin = 0;
    std::size_t end = 0;
    bool hyphenated = false;  ///< Several words joined by hyphens; each of them follows as a span of its own.
};

/// The words of a text in reading order, by the ICU word rules. Bytes that are not UTF-8 part words, as spaces do.
/// With `colon_endings` a short ending behind a colon belongs to its word, as Swedish and Finnish write "EU:s", "EU:n".
std::vector<Span> find_words(std::string_view text, bool colon_endings = false);

}  // namespace clearinghouse::language
