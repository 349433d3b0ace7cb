#include "engine/search/matcher.h"

#include <cstdint>
#include <string>

#include "engine/search/weights.h"

namespace clearinghouse::search {
namespace {

/// Sees every document that meets the words, in Xapian's own walk.
class Gate : public Xapian::MatchDecider {
public:
    Gate(FacetCounter& counter, std::chrono::steady_clock::time_point deadline)
        : counter_{counter}, deadline_{deadline} {}

    bool operator()(const Xapian::Document& document) const override {
        // Reading the clock costs as much as counting a document, and long queries are slow by the document.
        constexpr unsigned between_looks = 16;
        if (seen_++ % between_looks == 0 && std::chrono::steady_clock::now() >= deadline_) throw TooExpensive{};
        return counter_.take(document.get_docid());
    }

private:
    FacetCounter& counter_;
    std::chrono::steady_clock::time_point deadline_;
    mutable unsigned seen_ = 0;
};

/// Keys of which the smallest comes first. They differ for any two documents, so that pages neither repeat nor miss
/// one.
class Order : public Xapian::KeyMaker {
public:
    Order(const index::Columns& columns, const Page& page)
        : columns_{columns}, sort_{page.sort}, title_language_{page.title_language} {}

    std::string operator()(const Xapian::Document& document) const override {
        const auto number = document.get_docid();
        if (sort_ == Sort::title) return big_endian(columns_.title_order(title_language_, number));
        const auto order = columns_.order(number);
        if (sort_ == Sort::published) {
            const auto since = static_cast<std::uint64_t>(std::max<std::int64_t>(columns_.visible_from(number), 0));
            return big_endian(~static_cast<std::uint32_t>(since >> 32)) +
                   big_endian(~static_cast<std::uint32_t>(since)) + big_endian(order);
        }
        if (sort_ != Sort::oldest) return big_endian(order);
        // What has no date is neither old nor new: it comes last both ways.
        const char undated = columns_.date(number) == 0 ? '\1' : '\0';
        return undated + big_endian(~order);
    }

private:
    static std::string big_endian(std::uint32_t number) {
        std::string bytes;
        for (unsigned shift = 32; shift > 0; shift -= 8) bytes.push_back(static_cast<char>(number >> (shift - 8)));
        return bytes;
    }

    const index::Columns& columns_;
    Sort sort_;
    std::size_t title_language_;
};

}  // namespace

std::vector<Match> match(const Xapian::Database& database, const Xapian::Query& query, const Page& page,
                         const index::Columns& columns, FacetCounter& counter,
                         std::chrono::steady_clock::time_point deadline) {
    Xapian::Enquire enquire{database};
    enquire.set_weighting_scheme(Xapian::BM25Weight{bm25::k1, bm25::k2, bm25::k3, bm25::b, bm25::least_length});
    enquire.set_query(query);
    Order order{columns, page};
    constexpr bool smallest_first = false;
    if (page.sort == Sort::relevance) {
        enquire.set_sort_by_relevance_then_key(&order, smallest_first);
    } else {
        enquire.set_sort_by_key(&order, smallest_first);
    }
    const Gate gate{counter, deadline};
    const auto found =
        enquire.get_mset(static_cast<Xapian::doccount>(page.offset), static_cast<Xapian::doccount>(page.limit),
                         database.get_doccount(), nullptr, &gate);
    std::vector<Match> matches;
    for (auto hit = found.begin(); hit != found.end(); ++hit) matches.push_back({*hit, hit.get_weight()});
    return matches;
}

}  // namespace clearinghouse::search
