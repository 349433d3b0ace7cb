#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/index/flat_file.h"

namespace clearinghouse::index {

/// A word as neighbours spell it, and in how many documents it stands.
struct WordCount {
    std::string word;
    std::uint32_t documents = 0;

    bool operator==(const WordCount&) const = default;
};

/// Letters of the words that can be taken for another; others are left out of the file, as are those with figures.
inline constexpr std::size_t shortest_listed = 2;  ///< By one less than the shortest that may have a mistake.
inline constexpr std::size_t longest_listed = 64;

/// Which letters occur in a word, as one bit for each; letters beyond a to z share bits.
std::uint32_t letters_of(std::u32string_view word);
bool has_figure(std::u32string_view word);

/// Writes words, each once and in the order of their bytes. Throws std::system_error.
void write_words(const std::filesystem::path& file, const std::vector<WordCount>& words);

/// The file that write_words() makes, mapped. All of its offsets are checked when it is opened. Made without a file, it
/// holds no word.
class WordFile {
public:
    static model::Result<WordFile> open(const std::filesystem::path& file);

    /// What tells quickly that a word is not near to another.
    struct Entry {
        std::uint32_t begin = 0;  ///< Of the word.
        std::uint32_t documents = 0;
        std::uint32_t letters = 0;  ///< letters_of()
        std::uint8_t bytes = 0;
        std::uint8_t length = 0;  ///< In letters.
        std::uint16_t reserved = 0;
    };
    /// By the bytes of their words.
    std::span<const Entry> entries() const { return entries_; }
    std::string_view word(const Entry& entry) const { return {text_.data() + entry.begin, entry.bytes}; }

private:
    bool read();

    disk::MappedFile file_;
    std::span<const Entry> entries_;
    std::span<const char> text_;
};

}  // namespace clearinghouse::index
