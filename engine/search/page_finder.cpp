#include "engine/search/page_finder.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <map>
#include <optional>
#include <tuple>

#include "engine/index/layout.h"

namespace clearinghouse::search {
namespace {

constexpr std::size_t most_pages = 3;              ///< To compare by what is written on them.
constexpr std::size_t bytes_without_sign = 20000;  ///< To look through when the index does not say where.

/// What the index says of a page.
struct Sign {
    Wanted::Words words = 0;  ///< Of the query, that stand on it.
    double rarity = 0;        ///< Of their forms: the word itself says more than a common one of another language.
    std::size_t place = 0;    ///< Of the page, from 0.
};

bool promises_more(const Sign& one, const Sign& other) {
    const auto key = [](const Sign& sign) { return std::tuple{-std::popcount(sign.words), -sign.rarity, sign.place}; };
    return key(one) < key(other);
}

std::vector<Sign> signs_of(const Xapian::Database& database, index::DocumentNumber document, const Wanted& wanted) {
    std::map<std::size_t, Sign> signs;
    const double documents = database.get_doccount();
    for (const auto& [term, bits] : wanted.terms()) {
        auto position = database.positionlist_begin(document, term);
        const auto end = database.positionlist_end(document, term);
        if (position == end) continue;
        const double rarity = std::log(1 + documents / database.get_termfreq(term));
        std::optional<std::size_t> before;
        for (position.skip_to(index::first_page); position != end; ++position) {
            const std::size_t place = (*position - index::first_page) / index::positions_of_page;
            if (place == before) continue;
            before = place;
            Sign& sign = signs[place];
            sign.words |= bits;
            sign.rarity += rarity;
            sign.place = place;
        }
    }
    std::vector<Sign> all;
    for (const auto& [place, sign] : signs) all.push_back(sign);
    std::ranges::sort(all, promises_more);
    return all;
}

}  // namespace

std::vector<index::PageText> likely_pages(const Xapian::Database& database, const index::PageFile& pages,
                                          index::DocumentNumber document, const Wanted& wanted) {
    std::vector<index::PageText> likely;
    const auto count = pages.count(document);
    if (count == 0) return likely;
    for (const Sign& sign : signs_of(database, document, wanted)) {
        if (likely.size() == most_pages) break;
        if (sign.place < count) likely.push_back(pages.page(document, sign.place));
    }
    if (!likely.empty()) return likely;
    std::size_t bytes = 0;
    for (std::size_t place = 0; place < count && bytes < bytes_without_sign; ++place) {
        likely.push_back(pages.page(document, place));
        bytes += likely.back().text.size();
    }
    return likely;
}

}  // namespace clearinghouse::search
