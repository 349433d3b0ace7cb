#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/model/vocabulary.h"

namespace clearinghouse::search {

/// A concept as the index names it.
struct ConceptName {
    std::string scheme;
    std::string id;
};

/// Finds concepts by their labels in any language, spelt as neighbours do.
class ConceptLabels {
public:
    explicit ConceptLabels(const model::Vocabulary& vocabulary);

    /// The concepts that have this label: folded words joined by single spaces.
    const std::vector<ConceptName>& find(const std::string& folded) const;

    /// All labels of a concept that are one word, folded: what in a document's text stands for it.
    const std::vector<std::string>& words_of(const ConceptName& name) const;

    /// Words in the longest label.
    std::size_t longest() const { return longest_; }

private:
    void add(const ConceptName& name, std::string_view label);

    std::map<std::string, std::vector<ConceptName>> by_label_;
    std::map<std::string, std::vector<std::string>> words_;  ///< By concept term.
    std::size_t longest_ = 1;
};

}  // namespace clearinghouse::search
