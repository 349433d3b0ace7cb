#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/language/analyser.h"
#include "engine/model/vocabulary.h"

namespace clearinghouse::search {

/// A concept as the index names it.
struct ConceptName {
    std::string scheme;
    std::string id;
};

/// Finds concepts by their labels: by any form of their words in the reader's language, and spelt as neighbours do in
/// any other.
class ConceptLabels {
public:
    using Words = std::vector<const language::Word*>;

    /// Analyses all labels, so it is made once for a generation. The analyser outlives it.
    ConceptLabels(const model::Vocabulary& vocabulary, const language::Analyser& analyser);

    /// The concepts with a label of these words, which were analysed in `language`: "kommun" and "kommunernas" find
    /// what is called "kommuner" there. When there are none, those that any language spells just so.
    std::vector<ConceptName> find(const Words& words, std::string_view language) const;

    /// All labels of a concept that are one word, folded: what in a document's text stands for it.
    const std::vector<std::string>& words_of(const ConceptName& name) const;

    /// Words in the longest label.
    std::size_t longest() const { return longest_; }

private:
    using Concepts = std::vector<ConceptName>;

    void add(const ConceptName& name, std::string_view label, std::string_view language);
    void add_folded(const ConceptName& name, std::string_view label);
    void add_stems(const ConceptName& name, std::string_view label, std::string_view language);
    bool can_stand_alone(const language::Word& word, std::string_view stem, std::string_view language) const;
    Concepts find_stems(const Words& words, std::string_view language) const;
    Concepts find_folded(const Words& words) const;

    const language::Analyser& analyser_;
    std::map<std::string, Concepts> by_folded_;  ///< By the label's folded words, joined by spaces.
    /// By language group and the stems of the label's words, joined by spaces: "sv kommun". Beginnings of labels are
    /// in it too, without concepts, so that a search for a label goes on only where there is one.
    std::map<std::string, Concepts> by_stems_;
    std::map<std::string, std::vector<std::string>> words_;  ///< By concept term.
    std::size_t longest_ = 1;
};

}  // namespace clearinghouse::search
