#pragma once

#include <xapian.h>

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/index/layout.h"
#include "engine/language/analyser.h"
#include "engine/model/document.h"
#include "engine/model/vocabulary.h"

namespace clearinghouse::indexer {

/// A concept that was found in a text: its label stands at a word.
struct Recognised {
    std::string scheme;
    std::string concept_id;
    std::size_t word = 0;  ///< Place of the label's first word among those that were given.
};

/// Finds concepts in the words of one stretch of text (a title, a section). Called from several threads at once.
using Recogniser =
    std::function<std::vector<Recognised>(std::span<const language::Word> words, std::string_view language)>;

/// Raised whenever equal documents get other postings than before, so that no index mixes both.
inline constexpr int writing_version = 1;

/// Makes of a document what Xapian stores of it, by index/layout.h. Immutable and safe to share between threads; the
/// analyser and the vocabulary must outlive it.
class Writer {
public:
    /// Concepts are indexed as tagged and, given a recogniser, wherever it finds them in the texts.
    Writer(const language::Analyser& analyser, const model::Vocabulary& vocabulary, Recogniser recogniser = {});

    /// The terms and positions of a document. A withdrawn one has no term but its id: it is found by nothing else.
    Xapian::Document write(const model::Document& document) const;

private:
    const language::Analyser& analyser_;
    const model::Vocabulary& vocabulary_;
    Recogniser recogniser_;
};

/// Concepts of a scheme and all their broader ones up to the top, sorted.
std::vector<std::string> with_broader(const model::Vocabulary& vocabulary, std::string_view scheme,
                                      const std::vector<std::string>& concepts);

/// How many bytes of a document the writer reads: what the speed of indexing is counted in.
std::size_t text_bytes(const model::Document& document);

}  // namespace clearinghouse::indexer
