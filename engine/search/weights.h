#pragma once

#include <cstddef>

/// All weights of the ranking in one place. They are chosen by the relevance suite (tests/relevance).
namespace clearinghouse::search {

/// The weights of the query's shape. They are chosen by the relevance suite.
namespace weight {
inline constexpr double weak = 0.55;               // Parts of compounds, narrower concepts, doubtful translations.
inline constexpr double folded = 0.5;              // The same letters may be another word elsewhere.
inline constexpr double inner = 0.5;               // The parts of "well-being" without the hyphen.
inline constexpr double strong_translation = 0.5;  // From this confidence on a translation counts like the word itself.
inline constexpr double of_parts = 0.6;            // What the translation of a part is worth,
inline constexpr double beside_whole = 0.5;        // and what is left of that where the whole has a translation.
}  // namespace weight

/// Okapi BM25 (Robertson and others, TREC-3, 1994), chosen by the relevance suite. k1 is high because a document with
/// summaries in several languages says everything several times: what it is about must go on counting.
namespace bm25 {
inline constexpr double k1 = 16;
inline constexpr double k2 = 0;
inline constexpr double k3 = 1;
inline constexpr double b = 0.75;
inline constexpr double least_length = 0.5;
}  // namespace bm25

/// The second look at the best hits. Each thing it sees counts in standard deviations beside the first look's 1.
namespace reranking {
inline constexpr std::size_t hits = 100;
inline constexpr double own_language = 0.05;  // Decides between documents that are as good as equal.
inline constexpr double passage = 0.5;        // How well the best passage answers.
inline constexpr double alignment = 0.25;     // How many of the words are answered anywhere.
inline constexpr double likeness = 2;         // How much it is about what the best are about,
inline constexpr std::size_t best = 8;        // of which there are so many,
inline constexpr double trust = 0.5;          // and a better one counts more: e to this for a standard deviation.
inline constexpr double head = 1.2;     // A title with its keywords, beside a question or a sentence of the summary.
inline constexpr double running = 0.7;  // A sentence of the text.
inline constexpr double page = 0.8;     // A sentence of an attached report.
}  // namespace reranking

}  // namespace clearinghouse::search
