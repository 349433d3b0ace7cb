#pragma once

#include <xapian.h>

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/concepts/labels.h"
#include "engine/index/layout.h"
#include "engine/index/pages.h"
#include "engine/language/analyser.h"
#include "engine/model/document.h"
#include "engine/model/vocabulary.h"

namespace clearinghouse::indexer {

/// Raised whenever equal documents get other postings than before, so that no index mixes both.
inline constexpr int writing_version = 4;

/// Makes of a document what Xapian stores of it, by index/layout.h. Immutable and safe to share between threads; the
/// analyser, the vocabulary and its labels must outlive it.
class Writer {
public:
    /// Concepts are indexed as tagged and wherever the texts name them.
    Writer(const language::Analyser& analyser, const model::Vocabulary& vocabulary, const concepts::Labels& labels);

    /// The terms and positions of a document and of the pages of its attachments. A withdrawn one has no term but its
    /// id: it is found by nothing else.
    Xapian::Document write(const model::Document& document, std::span<const index::PageText> pages = {}) const;

private:
    const language::Analyser& analyser_;
    const model::Vocabulary& vocabulary_;
    const concepts::Labels& labels_;
};

/// Concepts of a scheme and all their broader ones up to the top, sorted.
std::vector<std::string> with_broader(const model::Vocabulary& vocabulary, std::string_view scheme,
                                      const std::vector<std::string>& concepts);

/// How many bytes of a document the writer reads: what the speed of indexing is counted in.
std::size_t text_bytes(const model::Document& document, std::span<const index::PageText> pages = {});

}  // namespace clearinghouse::indexer
