#pragma once

/// All weights of the ranking in one place. They are chosen by the relevance suite (tests/relevance).
namespace clearinghouse::search {

/// The weights of the query's shape. They are chosen by the relevance suite.
namespace weight {
inline constexpr double weak = 0.4;                // Parts of compounds, narrower concepts, doubtful translations.
inline constexpr double folded = 0.25;             // The same letters may be another word elsewhere.
inline constexpr double inner = 0.5;               // The parts of "well-being" without the hyphen.
inline constexpr double all_words = 0.3;           // On top, for documents that have every word.
inline constexpr double near_words = 0.25;         // On top, for words that stand close together.
inline constexpr double strong_translation = 0.5;  // From this confidence on a translation counts like the word itself.
inline constexpr double of_parts = 0.6;            // What the translation of a part is worth,
inline constexpr double beside_whole = 0.5;        // and what is left of that where the whole has a translation.
}  // namespace weight

/// Okapi BM25 (Robertson and others, TREC-3, 1994), chosen by the relevance suite. k1 is high because a document with
/// summaries in several languages says everything several times: what it is about must go on counting.
namespace bm25 {
inline constexpr double k1 = 4;
inline constexpr double k2 = 0;
inline constexpr double k3 = 1;
inline constexpr double b = 0.75;
inline constexpr double least_length = 0.5;
}  // namespace bm25

}  // namespace clearinghouse::search
