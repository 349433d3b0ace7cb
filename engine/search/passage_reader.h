#pragma once

#include <bitset>
#include <cstdint>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <xapian.h>

#include "engine/index/passages.h"
#include "engine/search/sense.h"

namespace clearinghouse::search {

/// What a document answers of a query, as shares of its words by how much they tell: 0 to 1.
struct Answered {
    double in_passage = 0;  ///< In the passage that answers most.
    double anywhere = 0;
};

/// Reads passages with the eyes of one query.
class PassageReader {
public:
    PassageReader(const std::vector<AskedWord>& words, const Xapian::Database& database);

    /// What the passages of a document answer, given as index::write_passages() wrote them.
    Answered read(std::string_view passages);

private:
    struct Wanted {
        std::size_t word = 0;  ///< Of the query.
        double weight = 0;
        std::size_t terms = 1;
        std::size_t seen = 0;  ///< In the passage that is being read.
    };
    void meet(std::span<const std::uint32_t> terms);

    static constexpr std::size_t sieve_size = 1U << 14U;

    std::vector<double> telling_;  ///< For each word of the query; they sum up to 1.
    std::vector<Wanted> senses_;
    std::unordered_map<std::uint32_t, std::vector<std::size_t>> by_term_;
    std::bitset<sieve_size> sieve_;  ///< Most terms are none of the query's: one bit says so.
    std::vector<std::size_t> touched_;
    std::vector<double> met_;
};

}  // namespace clearinghouse::search
