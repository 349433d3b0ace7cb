#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/index/words.h"

namespace clearinghouse::search {

/// A word of the list that is spelt almost like another.
struct NearWord {
    std::string_view word;
    unsigned distance = 0;
    std::uint32_t documents = 0;
};

/// The folded words of a generation and how many documents have each. Immutable and safe to share between threads.
/// Looking for near words takes some milliseconds for a million words: a look at letters and length leaves few to
/// compare.
class WordList {
public:
    /// What is handed over outlives it.
    explicit WordList(const index::WordFile& words) : words_{words} {}

    /// Documents that have the word; 0 when it is not in the list.
    std::uint32_t documents(std::string_view folded) const;

    /// The `most` words nearest to `folded` within its tolerance, itself left out: nearest first, then by number of
    /// documents, then by the alphabet.
    std::vector<NearWord> near(std::string_view folded, std::size_t most) const;

private:
    const index::WordFile& words_;
};

/// How many mistakes a word of so many letters may have: none below 4, one in 4 and 5, two in longer ones.
unsigned tolerance(std::size_t letters);

/// Edit distance over code points with swapped neighbours as one mistake (optimal string alignment; Damerau 1964), or
/// `most` + 1 when it is greater than `most`.
unsigned spelling_distance(std::u32string_view one, std::u32string_view other, unsigned most);

}  // namespace clearinghouse::search
