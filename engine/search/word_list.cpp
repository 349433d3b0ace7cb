#include "engine/search/word_list.h"

#include <algorithm>
#include <array>
#include <bit>
#include <tuple>

namespace clearinghouse::search {
namespace {

constexpr std::size_t shortest = 2;  // By one letter shorter than the shortest that may have a mistake.
constexpr std::size_t longest = 64;

bool is_digit(char32_t letter) {
    return letter >= U'0' && letter <= U'9';
}

std::uint32_t letters_of(std::u32string_view word) {
    std::uint32_t letters = 0;
    for (const auto letter : word) letters |= std::uint32_t{1} << (letter % 32);
    return letters;
}

std::size_t length_of_sequence(unsigned char first) {
    if (first < 0x80) return 1;
    if (first >= 0xC2 && first < 0xE0) return 2;
    if (first >= 0xE0 && first < 0xF0) return 3;
    return first >= 0xF0 && first < 0xF5 ? 4 : 0;
}

}  // namespace

std::u32string code_points(std::string_view text) {
    constexpr std::array<unsigned char, 5> marks{0, 0x7F, 0x1F, 0x0F, 0x07};
    std::u32string points;
    points.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const auto first = static_cast<unsigned char>(text[at]);
        const auto length = length_of_sequence(first);
        bool whole = length > 0 && at + length <= text.size();
        char32_t point = first & marks[length];
        for (std::size_t i = 1; whole && i < length; ++i) {
            const auto next = static_cast<unsigned char>(text[at + i]);
            whole = (next & 0xC0) == 0x80;
            point = (point << 6) | (next & 0x3F);
        }
        points.push_back(whole ? point : U'\uFFFD');
        at += whole ? length : 1;
    }
    return points;
}

unsigned tolerance(std::size_t letters) {
    if (letters < 4) return 0;
    return letters < 6 ? 1 : 2;
}

unsigned spelling_distance(std::u32string_view one, std::u32string_view other, unsigned most) {
    const auto difference = one.size() > other.size() ? one.size() - other.size() : other.size() - one.size();
    if (difference > most || one.size() > longest || other.size() > longest) return most + 1;
    std::array<std::array<unsigned, longest + 1>, 3> rows{};
    for (unsigned column = 0; column <= other.size(); ++column) rows[0][column] = column;
    for (unsigned i = 1; i <= one.size(); ++i) {
        auto& row = rows[i % 3];
        const auto& above = rows[(i - 1) % 3];
        const auto& two_above = rows[(i + 1) % 3];
        row[0] = i;
        unsigned least = i;
        for (unsigned j = 1; j <= other.size(); ++j) {
            const bool same = one[i - 1] == other[j - 1];
            row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (same ? 0 : 1)});
            const bool swapped = i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1];
            if (swapped) row[j] = std::min(row[j], two_above[j - 2] + 1);
            least = std::min(least, row[j]);
        }
        if (least > most + 1) return most + 1;  // A swap may still bring the next row one below this one.
    }
    return std::min(rows[one.size() % 3][other.size()], most + 1);
}

WordList::WordList(const std::vector<std::pair<std::string, std::uint32_t>>& words) {
    for (const auto& [word, documents] : words) {
        const auto points = code_points(word);
        if (points.size() < shortest || points.size() > longest || word.size() > 0xFF) continue;
        if (std::ranges::any_of(points, is_digit)) continue;
        entries_.push_back({static_cast<std::uint32_t>(text_.size()), documents, letters_of(points),
                            static_cast<std::uint8_t>(word.size()), static_cast<std::uint8_t>(points.size())});
        text_ += word;
    }
    text_.shrink_to_fit();
    entries_.shrink_to_fit();
}

std::string_view WordList::word(const Entry& entry) const {
    return std::string_view{text_}.substr(entry.begin, entry.bytes);
}

std::uint32_t WordList::documents(std::string_view folded) const {
    const auto by_word = [&](const Entry& entry) { return word(entry); };
    const auto found = std::ranges::lower_bound(entries_, folded, {}, by_word);
    return found != entries_.end() && word(*found) == folded ? found->documents : 0;
}

std::vector<NearWord> WordList::near(std::string_view folded, std::size_t most) const {
    const auto wanted = code_points(folded);
    const auto mistakes = tolerance(wanted.size());
    std::vector<NearWord> found;
    if (mistakes == 0 || wanted.size() > longest || std::ranges::any_of(wanted, is_digit)) return found;
    const auto letters = letters_of(wanted);
    for (const auto& entry : entries_) {
        if (entry.length + mistakes < wanted.size() || entry.length > wanted.size() + mistakes) continue;
        // Each mistake brings at most one letter that is not there and takes away at most one that is.
        const auto missing = static_cast<unsigned>(std::popcount(letters & ~entry.letters));
        const auto strange = static_cast<unsigned>(std::popcount(entry.letters & ~letters));
        if (missing > mistakes || strange > mistakes) continue;
        const auto other = word(entry);
        const auto distance = spelling_distance(wanted, code_points(other), mistakes);
        if (distance > 0 && distance <= mistakes) found.push_back({other, distance, entry.documents});
    }
    const auto best_first = [](const NearWord& one, const NearWord& other) {
        return std::tuple{one.distance, other.documents, one.word} <
               std::tuple{other.distance, one.documents, other.word};
    };
    const auto kept = std::min(most, found.size());
    std::ranges::partial_sort(found, found.begin() + static_cast<std::ptrdiff_t>(kept), best_first);
    found.resize(kept);
    return found;
}

}  // namespace clearinghouse::search
