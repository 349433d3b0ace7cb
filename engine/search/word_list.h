#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

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
    /// Words in the order of their bytes, each once. Those with digits, and those too long or too short to be taken for
    /// another, are left out.
    explicit WordList(const std::vector<std::pair<std::string, std::uint32_t>>& words);

    /// Documents that have the word; 0 when it is not in the list.
    std::uint32_t documents(std::string_view folded) const;

    /// The `most` words nearest to `folded` within its tolerance, itself left out: nearest first, then by number of
    /// documents, then by the alphabet.
    std::vector<NearWord> near(std::string_view folded, std::size_t most) const;

    std::size_t size() const { return entries_.size(); }

private:
    struct Entry {
        std::uint32_t begin;
        std::uint32_t documents;
        std::uint32_t letters;  ///< One bit for each letter that occurs; letters beyond a to z share bits.
        std::uint8_t bytes;
        std::uint8_t length;  ///< In letters.
    };
    std::string_view word(const Entry& entry) const;

    std::string text_;
    std::vector<Entry> entries_;
};

/// How many mistakes a word of so many letters may have: none below 4, one in 4 and 5, two in longer ones.
unsigned tolerance(std::size_t letters);

/// Edit distance over code points with swapped neighbours as one mistake (optimal string alignment; Damerau 1964), or
/// `most` + 1 when it is greater than `most`.
unsigned spelling_distance(std::u32string_view one, std::u32string_view other, unsigned most);

/// The code points of a text; bytes that are no UTF-8 become U+FFFD.
std::u32string code_points(std::string_view text);

}  // namespace clearinghouse::search
