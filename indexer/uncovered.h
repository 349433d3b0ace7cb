#pragma once

#include <cstddef>
#include <iosfwd>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/concepts/labels.h"
#include "engine/language/analyser.h"
#include "engine/model/document.h"

namespace clearinghouse::indexer {

/// A word of the content that names no concept, as a whole or in part.
struct UncoveredWord {
    std::string word;           ///< Its commonest form, as written.
    std::size_t documents = 0;  ///< How many have it.
    std::size_t occurrences = 0;
    std::string example;  ///< Id of the first document that has it.
};

/// What the texts of a language say beyond the vocabularies.
struct Uncovered {
    std::size_t words = 0;            ///< All words but names, numbers and those that say nothing by themselves.
    std::size_t covered = 0;          ///< Those that are part of a concept's label.
    std::vector<UncoveredWord> list;  ///< The rest: those of most documents first.
};

/// The words of titles, keywords, summaries and running text that no concept covers, by language: what editors can grow
/// the vocabularies from. Words in capitals, or with a capital within a sentence, are taken for names.
std::map<std::string, Uncovered> uncovered(const std::vector<const model::Document*>& documents,
                                           const concepts::Labels& labels, const language::Analyser& analyser);

/// Writes one line a word, at most `most`, under a line that counts.
void print_uncovered(std::string_view language, const Uncovered& words, std::size_t most, std::ostream& out);

}  // namespace clearinghouse::indexer
