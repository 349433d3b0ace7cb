#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace clearinghouse::translation {

/// A word or short phrase and what a dictionary translates it with, best first, in small letters.
struct Entry {
    std::string word;
    std::vector<std::string> translations;
};

/// How the entries of a FreeDict dictionary are written.
enum class Style {
    lists,   ///< Every line of an entry lists translations.
    senses,  ///< WikDict: of each sense the first line lists translations, and the others explain it.
};

/// Reads a dictionary in the format of dictd (dictfmt(1)): an index of headwords and, compressed by dictzip, their
/// entries. `base` is the path without ".index" and ".dict.dz". Returns nothing when either file is missing; an entry
/// that does not fit its file is left out.
std::vector<Entry> read_freedict(const std::string& base, Style style);

/// The translations in the text of one entry, which begins with the headword's line.
Entry parse_entry(std::string_view text, Style style);

}  // namespace clearinghouse::translation
