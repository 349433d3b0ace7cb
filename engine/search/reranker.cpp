#include "engine/search/reranker.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <string>
#include <unordered_map>

#include "engine/index/layout.h"
#include "engine/search/passage_reader.h"
#include "engine/search/weights.h"

namespace clearinghouse::search {
namespace {

/// What a document is about, as concepts with their weights; of length 1.
using Subjects = std::unordered_map<std::string, double>;

/// Values as distances from their mean, in standard deviations; all 0 when they are alike.
std::vector<double> standardised(std::vector<double> values) {
    const auto count = static_cast<double>(values.size());
    const double mean = std::accumulate(values.begin(), values.end(), 0.0) / count;
    double squares = 0;
    for (const double value : values) squares += (value - mean) * (value - mean);
    const double deviation = std::sqrt(squares / count);
    for (double& value : values) value = deviation > 0 ? (value - mean) / deviation : 0;
    return values;
}

void add(std::vector<double>& sums, double weight, std::vector<double> values) {
    const auto standard = standardised(std::move(values));
    for (std::size_t i = 0; i < sums.size(); ++i) sums[i] += weight * standard[i];
}

/// Reads the subjects of documents: their concepts, tagged or named, weighted as vectors of terms usually are
/// (logarithm of the frequency, times inverse document frequency).
class SubjectReader {
public:
    explicit SubjectReader(const Xapian::Database& database) : database_{database} {}

    Subjects read(index::DocumentNumber document) {
        Subjects subjects;
        double squares = 0;
        const auto end = database_.termlist_end(document);
        auto term = database_.termlist_begin(document);
        for (term.skip_to(std::string{index::concept_prefix}); term != end; ++term) {
            const std::string name = *term;
            if (!name.starts_with(index::concept_prefix)) break;
            const double weight = std::log(1.0 + term.get_wdf()) * telling(name);
            subjects.emplace(name, weight);
            squares += weight * weight;
        }
        for (auto& [name, weight] : subjects) weight /= std::sqrt(squares);
        return subjects;
    }

private:
    double telling(const std::string& name) {
        const auto [known, is_new] = telling_.try_emplace(name, 0);
        if (is_new)
            known->second = std::log(database_.get_doccount() / std::max(1.0, 1.0 * database_.get_termfreq(name)));
        return known->second;
    }

    const Xapian::Database& database_;
    std::unordered_map<std::string, double> telling_;
};

/// How much each document is about what those with the best scores are about.
std::vector<double> likeness_to_best(std::span<const Match> matches, const std::vector<double>& scores,
                                     const Xapian::Database& database) {
    SubjectReader reader{database};
    std::vector<Subjects> subjects;
    for (const auto& match : matches) subjects.push_back(reader.read(match.document));
    std::vector<std::size_t> best(matches.size());
    std::iota(best.begin(), best.end(), 0U);
    const auto count = std::min(best.size(), reranking::best);
    std::ranges::partial_sort(best, best.begin() + static_cast<std::ptrdiff_t>(count), std::greater{},
                              [&](std::size_t i) { return scores[i]; });
    Subjects centre;
    for (std::size_t i = 0; i < count; ++i) {
        const double weight = std::exp(reranking::trust * (scores[best[i]] - scores[best[0]]));
        for (const auto& [name, value] : subjects[best[i]]) centre[name] += weight * value;
    }
    std::vector<double> likeness;
    for (const auto& each : subjects) {
        double product = 0;
        for (const auto& [name, value] : each) {
            if (const auto found = centre.find(name); found != centre.end()) product += value * found->second;
        }
        likeness.push_back(product);
    }
    return likeness;
}

/// What each hit is worth at a second look, in standard deviations.
std::vector<double> second_look(std::span<const Match> matches, const std::vector<AskedWord>& words,
                                const Xapian::Database& database) {
    std::vector<double> first_look;
    std::vector<double> passages;
    std::vector<double> alignments;
    PassageReader reader{words, database};
    for (const auto& match : matches) {
        const auto answered = reader.read(database.get_document(match.document).get_data());
        first_look.push_back(match.score);
        passages.push_back(answered.in_passage);
        alignments.push_back(answered.anywhere);
    }
    auto scores = standardised(std::move(first_look));
    add(scores, reranking::passage, std::move(passages));
    add(scores, reranking::alignment, std::move(alignments));
    add(scores, reranking::likeness, likeness_to_best(matches, scores, database));
    return scores;
}

}  // namespace

void rerank(std::vector<Match>& matches, const std::vector<AskedWord>& words, const Xapian::Database& database,
            const std::function<bool(index::DocumentNumber)>& is_own) {
    const auto count = std::min(matches.size(), reranking::hits);
    if (count < 2 || words.empty()) return;
    const std::span best{matches.data(), count};
    const double highest = best.front().score;
    const double lowest = best.back().score;
    auto scores = second_look(best, words, database);
    for (std::size_t i = 0; is_own && i < count; ++i) {
        if (is_own(best[i].document)) scores[i] += reranking::own_language;
    }
    const auto [low, high] = std::ranges::minmax(scores);
    for (std::size_t i = 0; i < count; ++i) {
        const double share = high > low ? (scores[i] - low) / (high - low) : 1;
        best[i].score = lowest + share * (highest - lowest);
    }
    std::ranges::stable_sort(best, std::greater{}, &Match::score);
}

}  // namespace clearinghouse::search
