#include "engine/search/word_list.h"

#include <algorithm>
#include <array>
#include <bit>
#include <tuple>

#include "engine/language/text.h"

namespace clearinghouse::search {
namespace {

using index::longest_listed;
using language::code_points;

}  // namespace

unsigned tolerance(std::size_t letters) {
    if (letters < 4) return 0;
    return letters < 6 ? 1 : 2;
}

unsigned spelling_distance(std::u32string_view one, std::u32string_view other, unsigned most) {
    const auto difference = one.size() > other.size() ? one.size() - other.size() : other.size() - one.size();
    if (difference > most || one.size() > longest_listed || other.size() > longest_listed) return most + 1;
    std::array<std::array<unsigned, longest_listed + 1>, 3> rows{};
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

std::uint32_t WordList::documents(std::string_view folded) const {
    const auto entries = words_.entries();
    const auto by_word = [&](const auto& entry) { return words_.word(entry); };
    const auto found = std::ranges::lower_bound(entries, folded, {}, by_word);
    return found != entries.end() && words_.word(*found) == folded ? found->documents : 0;
}

std::vector<NearWord> WordList::near(std::string_view folded, std::size_t most) const {
    const auto wanted = code_points(folded);
    const auto mistakes = tolerance(wanted.size());
    std::vector<NearWord> found;
    if (mistakes == 0 || wanted.size() > longest_listed || index::has_figure(wanted)) return found;
    const auto letters = index::letters_of(wanted);
    for (const auto& entry : words_.entries()) {
        if (entry.length + mistakes < wanted.size() || entry.length > wanted.size() + mistakes) continue;
        // Each mistake brings at most one letter that is not there and takes away at most one that is.
        const auto missing = static_cast<unsigned>(std::popcount(letters & ~entry.letters));
        const auto strange = static_cast<unsigned>(std::popcount(entry.letters & ~letters));
        if (missing > mistakes || strange > mistakes) continue;
        const auto other = words_.word(entry);
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
