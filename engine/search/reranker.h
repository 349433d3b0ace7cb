#pragma once

#include <functional>
#include <vector>

#include <xapian.h>

#include "engine/search/matcher.h"
#include "engine/search/sense.h"

namespace clearinghouse::search {

/// Puts the best hits into a better order by a second look at them as wholes: how well the best passage of each answers
/// the query; how many of the words it answers anywhere (relaxed word alignment; Kusner and others, "From Word
/// Embeddings To Document Distances", 2015); and how much it is about what the best of them are about, by their
/// concepts, which all languages share (pseudo-relevance feedback; Lavrenko and Croft, "Relevance-Based Language
/// Models", 2001). Scores fall from hit to hit afterwards and stay within those of before. Hits beyond the first
/// reranking::hits keep their places. A model that understands sentences can take this place. `is_own`, where given,
/// tells the documents that have a text in the reader's language: of equally good ones they come first.
void rerank(std::vector<Match>& matches, const std::vector<AskedWord>& words, const Xapian::Database& database,
            const std::function<bool(index::DocumentNumber)>& is_own = {});

}  // namespace clearinghouse::search
