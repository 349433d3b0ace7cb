#include "engine/search/passage_reader.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "engine/search/weights.h"

namespace clearinghouse::search {
namespace {

/// How much a word tells documents apart: as its most frequent sense does (inverse document frequency).
double telling(const AskedWord& word, const Xapian::Database& database) {
    double frequency = 1;
    for (const auto& [terms, meaning] : word.senses) {
        if (meaning.weight < 1 || terms.size() != 1) continue;
        frequency = std::max(frequency, static_cast<double>(database.get_termfreq(terms.front())));
    }
    return std::log(1 + static_cast<double>(database.get_doccount()) / frequency);
}

double worth(index::PassageKind kind) {
    switch (kind) {
        case index::PassageKind::running:
            return reranking::running;
        case index::PassageKind::page:
            return reranking::page;
        case index::PassageKind::head:
            return reranking::head;
        case index::PassageKind::question:
        case index::PassageKind::summary:
            break;
    }
    return 1;
}

}  // namespace

PassageReader::PassageReader(const std::vector<AskedWord>& words, const Xapian::Database& database)
    : met_(words.size()) {
    for (const auto& word : words) {
        for (const auto& [terms, meaning] : word.senses) {
            for (const auto& term : terms) {
                const auto number = index::term_number(term);
                by_term_[number].push_back(senses_.size());
                sieve_.set(number % sieve_size);
            }
            senses_.push_back({telling_.size(), meaning.weight, terms.size(), 0});
        }
        telling_.push_back(telling(word, database));
    }
    const double sum = std::accumulate(telling_.begin(), telling_.end(), 0.0);
    for (double& share : telling_) share = sum > 0 ? share / sum : 0;
}

Answered PassageReader::read(std::string_view passages) {
    Answered answered;
    std::vector<double> anywhere(met_.size());
    index::read_passages(passages, [&](index::PassageKind kind, std::span<const std::uint32_t> terms) {
        meet(terms);
        if (touched_.empty()) return;
        double here = 0;
        for (std::size_t word = 0; word < met_.size(); ++word) {
            const double met = met_[word] * worth(kind);
            here += telling_[word] * met;
            anywhere[word] = std::max(anywhere[word], met);
        }
        answered.in_passage = std::max(answered.in_passage, here);
    });
    answered.anywhere = std::inner_product(telling_.begin(), telling_.end(), anywhere.begin(), 0.0);
    return answered;
}

/// For each word of the query the weight of its best sense among the terms.
void PassageReader::meet(std::span<const std::uint32_t> terms) {
    for (const auto sense : touched_) {
        senses_[sense].seen = 0;
        met_[senses_[sense].word] = 0;
    }
    touched_.clear();
    for (const auto term : terms) {
        if (!sieve_.test(term % sieve_size)) continue;
        const auto found = by_term_.find(term);
        if (found == by_term_.end()) continue;
        for (const auto number : found->second) {
            auto& sense = senses_[number];
            touched_.push_back(number);
            if (++sense.seen == sense.terms) met_[sense.word] = std::max(met_[sense.word], sense.weight);
        }
    }
}

}  // namespace clearinghouse::search
