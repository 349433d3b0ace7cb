#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "tests/relevance/metrics.h"
#include "tests/relevance/suite.h"

namespace clearinghouse::relevance {

/// What the search finds for a query of someone who reads in `language`.
using Ask = std::function<Ranking(const std::string& language, const std::string& query)>;

/// The language group ("no" for nb and nn) that each document was written in, by id.
using Origins = std::map<std::string, std::string, std::less<>>;

/// How well the topics of one set are answered in one language, or in all.
struct Scores {
    Mean ndcg;    ///< nDCG@10 over documents of all languages.
    Mean recall;  ///< recall@20
    Mean first;   ///< Reciprocal rank of the first relevant document.
    Mean own;     ///< nDCG@10 of the documents written in the query's language group, ranked among themselves.
    Mean others;  ///< nDCG@10 of all other documents, ranked among themselves.
    std::map<std::string, Mean> by_group;  ///< nDCG@10 of the documents of one group, ranked among themselves.

    /// How well documents in other languages are ranked, compared to those in the reader's own.
    double others_to_own() const { return others.value() / own.value(); }
};

/// One topic asked in one language.
struct TopicRun {
    const Topic* topic;
    std::string language;
    Ranking ranking;
    double ndcg;
};

struct SetScores {
    std::string name;
    std::map<std::string, Scores> by_language;
    Scores all;
    std::vector<TopicRun> runs;  ///< By topic, in the order of `languages`.
};

struct KnownRun {
    const KnownItem* item;
    Ranking ranking;
    std::size_t rank;  ///< Of the document; 0 when it was not found.
};

struct KnownScores {
    Mean first;       ///< Share with the document in the first place.
    Mean reciprocal;  ///< Reciprocal rank of the document.
};

/// How much of the first ten of the clean query a variant of it finds.
struct VariantRun {
    const Variant* variant;
    /// nDCG@10, the clean query's first three graded 3, the next three 2 and the rest 1; so the clean query has 1, and
    /// this is the share of its score that the variant keeps. 0 when the clean query finds nothing.
    double kept;
    double same;  ///< Share of the clean query's first ten that are among the variant's.
};

struct VariantScores {
    Mean kept, same;
};

struct StrangerRun {
    const Stranger* stranger;
    Ranking ranking;
};

/// All that was measured. It points into the suite, which must outlive it.
struct Measurement {
    std::vector<SetScores> sets;
    std::vector<KnownRun> known_runs;
    std::map<std::string, KnownScores> known_by_language;
    KnownScores known;
    std::vector<VariantRun> variant_runs;
    std::map<std::string, VariantScores> variants_by_kind;
    VariantScores variants;
    std::vector<StrangerRun> stranger_runs;
    Mean silent;  ///< Share of the strangers that find nothing.
};

/// Asks every query of the suite. Topics of sets that are not `only_set` are left out, unless that is "all".
/// Every judged document must be in `origins`.
Measurement measure(const Suite& suite, const Origins& origins, const Ask& ask, const std::string& only_set = "all");

}  // namespace clearinghouse::relevance
