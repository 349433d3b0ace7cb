#pragma once

#include <compare>
#include <string>
#include <vector>

namespace clearinghouse::translation {

/// Two lemmas that a bilingual dictionary gives for each other, in small letters.
struct Pair {
    std::string from;
    std::string to;
    std::string kind;  ///< Part of speech as the dictionary tags it: "n", "vblex", "adj".

    auto operator<=>(const Pair&) const = default;
};

/// All pairs of a bilingual dictionary that lttoolbox compiled ("dan-nob.autobil.bin"), without names, punctuation and
/// phrases of over three words. Nothing when the file is missing or damaged.
std::vector<Pair> read_bilingual(const std::string& path);

}  // namespace clearinghouse::translation
