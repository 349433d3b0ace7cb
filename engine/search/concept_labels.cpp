#include "engine/search/concept_labels.h"

#include <algorithm>
#include <array>

#include "engine/index/layout.h"
#include "engine/language/language.h"
#include "engine/search/query_lexer.h"

namespace clearinghouse::search {
namespace {

// A document "is" of a type or an evidence level, it is not about it; and the name of a language is rather a word.
constexpr std::array<std::string_view, 3> not_subjects{"document-types", "evidence-levels", "languages"};

bool is_subject(std::string_view scheme) {
    return std::ranges::find(not_subjects, scheme) == not_subjects.end();
}

/// A shorter stem is shared by too many words to tell a subject by itself.
constexpr std::ptrdiff_t fewest_letters = 3;

std::ptrdiff_t letters(std::string_view text) {
    return std::ranges::count_if(text, [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; });
}

void append_distinct(std::vector<ConceptName>& concepts, const ConceptName& name) {
    const auto same = [&](const ConceptName& other) { return other.scheme == name.scheme && other.id == name.id; };
    if (std::ranges::none_of(concepts, same)) concepts.push_back(name);
}

std::string longer(const std::string& key, std::string_view stem) {
    return std::string{key}.append(" ").append(stem);
}

}  // namespace

ConceptLabels::ConceptLabels(const model::Vocabulary& vocabulary, const language::Analyser& analyser)
    : analyser_{analyser} {
    for (const auto& scheme : vocabulary.schemes()) {
        if (!is_subject(scheme.id)) continue;
        for (const auto& entry : scheme.concepts) {
            const ConceptName name{scheme.id, entry.id};
            for (const auto& [language, label] : entry.preferred) add(name, label, language);
            for (const auto& [language, labels] : entry.alternative) {
                for (const auto& label : labels) add(name, label, language);
            }
            for (const auto& [language, labels] : entry.hidden) {
                for (const auto& label : labels) add(name, label, language);
            }
        }
    }
}

void ConceptLabels::add(const ConceptName& name, std::string_view label, std::string_view language) {
    const auto cleaned = clean(label);
    add_folded(name, cleaned);
    add_stems(name, cleaned, language);
}

void ConceptLabels::add_folded(const ConceptName& name, std::string_view label) {
    std::string folded;
    std::size_t words = 0;
    for (const auto& word : split_words(label)) {
        folded.append(words++ == 0 ? "" : " ").append(language::fold(language::lower(word)));
    }
    if (words == 0) return;
    longest_ = std::max(longest_, words);
    append_distinct(by_folded_[folded], name);
    if (words == 1) words_[index::concept_term(name.scheme, name.id)].push_back(folded);
}

/// A label of one word is known by each of its stems; one of several by the best of each word, as all their
/// combinations would be too many.
void ConceptLabels::add_stems(const ConceptName& name, std::string_view label, std::string_view language) {
    std::vector<language::Word> words;
    for (auto& word : analyser_.words(label, language)) {
        // A hyphenated word is one word of the label, and its parts are none.
        if (words.empty() || word.begin >= words.back().end) words.push_back(std::move(word));
    }
    auto key = language::group(language);
    if (words.size() == 1) {
        for (const auto& stem : words.front().stems) {
            if (can_stand_alone(words.front(), stem, language)) append_distinct(by_stems_[longer(key, stem)], name);
        }
    } else if (!words.empty()) {
        for (const auto& word : words) {
            key = longer(key, word.stems.front());
            by_stems_.try_emplace(key);
        }
        append_distinct(by_stems_[key], name);
        longest_ = std::max(longest_, words.size());
    }
}

bool ConceptLabels::can_stand_alone(const language::Word& word, std::string_view stem,
                                    std::string_view language) const {
    return letters(stem) >= fewest_letters && !analyser_.is_stop_word(word.surface, language);
}

std::vector<ConceptName> ConceptLabels::find(const Words& words, std::string_view language) const {
    auto found = find_stems(words, language);
    return found.empty() ? find_folded(words) : found;
}

ConceptLabels::Concepts ConceptLabels::find_stems(const Words& words, std::string_view language) const {
    std::vector<std::string> keys{language::group(language)};
    for (const auto* word : words) {
        std::vector<std::string> next;
        for (const auto& key : keys) {
            for (const auto& stem : word->stems) {
                if (words.size() == 1 && !can_stand_alone(*word, stem, language)) continue;
                if (auto together = longer(key, stem); by_stems_.contains(together))
                    next.push_back(std::move(together));
            }
        }
        keys = std::move(next);
    }
    Concepts found;
    for (const auto& key : keys) {
        const auto entry = by_stems_.find(key);
        if (entry == by_stems_.end()) continue;
        for (const auto& name : entry->second) append_distinct(found, name);
    }
    return found;
}

ConceptLabels::Concepts ConceptLabels::find_folded(const Words& words) const {
    std::string label;
    for (const auto* word : words) label.append(label.empty() ? "" : " ").append(word->folded);
    const auto found = by_folded_.find(label);
    return found == by_folded_.end() ? Concepts{} : found->second;
}

const std::vector<std::string>& ConceptLabels::words_of(const ConceptName& name) const {
    static const std::vector<std::string> none;
    const auto found = words_.find(index::concept_term(name.scheme, name.id));
    return found == words_.end() ? none : found->second;
}

}  // namespace clearinghouse::search
