#pragma once

#include <string>
#include <vector>

namespace clearinghouse::language {

/// One way to read a word: what it is a form of, and, for a compound, what its parts are forms of.
struct Reading {
    std::u16string lemma;               ///< "flygtningebarn"
    std::vector<std::u16string> parts;  ///< "flygtning", "barn"; fewer than two when it is no compound.
};

/// A word may be a form of several; more than this many help nobody.
inline constexpr std::size_t most_readings = 3;

}  // namespace clearinghouse::language
