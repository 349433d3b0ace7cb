#include "engine/search/concept_labels.h"

#include <algorithm>
#include <array>

#include "engine/index/layout.h"
#include "engine/language/analyser.h"
#include "engine/search/query_lexer.h"

namespace clearinghouse::search {
namespace {

// A document "is" of a type or an evidence level, it is not about it; and the name of a language is rather a word.
constexpr std::array<std::string_view, 3> not_subjects{"document-types", "evidence-levels", "languages"};

bool is_subject(std::string_view scheme) {
    return std::ranges::find(not_subjects, scheme) == not_subjects.end();
}

}  // namespace

ConceptLabels::ConceptLabels(const model::Vocabulary& vocabulary) {
    for (const auto& scheme : vocabulary.schemes()) {
        if (!is_subject(scheme.id)) continue;
        for (const auto& entry : scheme.concepts) {
            const ConceptName name{scheme.id, entry.id};
            for (const auto& [language, label] : entry.preferred) add(name, label);
            for (const auto& [language, labels] : entry.alternative) {
                for (const auto& label : labels) add(name, label);
            }
            for (const auto& [language, labels] : entry.hidden) {
                for (const auto& label : labels) add(name, label);
            }
        }
    }
}

void ConceptLabels::add(const ConceptName& name, std::string_view label) {
    std::string folded;
    std::size_t words = 0;
    for (const auto& word : split_words(clean(label))) {
        folded.append(words++ == 0 ? "" : " ").append(language::fold(language::lower(word)));
    }
    if (words == 0) return;
    longest_ = std::max(longest_, words);
    auto& concepts = by_label_[folded];
    const auto same = [&](const ConceptName& other) { return other.scheme == name.scheme && other.id == name.id; };
    if (std::ranges::none_of(concepts, same)) concepts.push_back(name);
    if (words == 1) words_[index::concept_term(name.scheme, name.id)].push_back(folded);
}

const std::vector<ConceptName>& ConceptLabels::find(const std::string& folded) const {
    static const std::vector<ConceptName> none;
    const auto found = by_label_.find(folded);
    return found == by_label_.end() ? none : found->second;
}

const std::vector<std::string>& ConceptLabels::words_of(const ConceptName& name) const {
    static const std::vector<std::string> none;
    const auto found = words_.find(index::concept_term(name.scheme, name.id));
    return found == words_.end() ? none : found->second;
}

}  // namespace clearinghouse::search
