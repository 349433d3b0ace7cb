#pragma once

#include <vector>

#include "engine/model/document.h"
#include "tests/content/passages.h"

namespace clearinghouse::tests {

/// Summaries that are shorter or longer than the indexer wants them.
Findings wrong_summary_lengths(const std::vector<Passage>& passages);

/// Documents that a reader of English or of a Scandinavian language cannot read, and translations that do not say of
/// what text and of which of its versions they are.
Findings missing_translations(const std::vector<model::Document>& documents);

/// The questions of documents as passages, a language of a document after another: "question" is their field.
std::vector<Passage> questions_in(const std::vector<model::Document>& documents);

/// Documents without questions in one of the languages that readers ask in (da, sv, nb, fi, is, en), and those that
/// have more in one than in another.
Findings missing_questions(const std::vector<model::Document>& documents);

/// Sentences of at least `fewest_words` words that stand twice, wherever and in whatever text that is. Titles of
/// attachments are names ("Reading edition in English (PDF)") and may be alike.
Findings repeated_sentences(const std::vector<Passage>& passages, std::size_t fewest_words = 6);

}  // namespace clearinghouse::tests
