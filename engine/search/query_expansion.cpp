#include <algorithm>
#include <span>

#include "engine/index/layout.h"
#include "engine/language/language.h"
#include "engine/search/query_builder.h"
#include "engine/search/weights.h"

/// What a word of the query stands for: its own forms, concepts, and words of other languages.
namespace clearinghouse::search {
namespace {

void append_distinct(std::vector<std::string>& terms, std::string term) {
    if (std::ranges::find(terms, term) == terms.end()) terms.push_back(std::move(term));
}

}  // namespace

std::string QueryBuilder::concept_term(const concepts::Name& name) {
    auto term = index::concept_term(name.scheme, name.id);
    if (!negated_) built_.wanted.add_concept(term);
    return term;
}

/// The concepts that the whole word names; when there are none, those that another language spells just so.
std::vector<std::string> QueryBuilder::concepts_of(const language::Word& word) {
    std::vector<std::string> terms;
    const std::span<const language::Word> alone{&word, 1};
    for (const auto& mention : world_.labels.find(alone, language_)) {
        if (!mention.is_part) append_distinct(terms, concept_term(mention.name));
    }
    if (!terms.empty()) return terms;
    for (const auto& name : world_.labels.spelt(alone)) append_distinct(terms, concept_term(name));
    return terms;
}

std::vector<std::string> QueryBuilder::concepts_of_parts(const language::Word& word) {
    std::vector<std::string> terms;
    for (const auto& mention : world_.labels.find(std::span{&word, 1}, language_)) {
        if (mention.is_part) append_distinct(terms, concept_term(mention.name));
    }
    return terms;
}

Expansion QueryBuilder::expand(const language::Word& word) {
    Tier own;
    for (const auto& stem : word.stems) append_distinct(own.terms, index::word_term(group_, stem));
    Tier weak{.terms = {}, .phrases = {}, .weight = weight::weak};
    Tier neighbours{.terms = {}, .phrases = {}, .weight = weight::folded};
    if (layers_.neighbours) neighbours.terms.push_back(index::folded_term(word.folded));
    // What must not be there is taken as it was typed: a doubtful translation would throw out too much.
    if (negated_) return {std::move(own), std::move(neighbours)};
    if (layers_.concepts) add_concepts(word, own, weak);
    if (layers_.compounds) {
        for (const auto& part : word.parts) append_distinct(weak.terms, index::word_term(group_, part));
    }
    if (layers_.translations) add_translations(word, own, weak);
    want(word, group_);
    if (layers_.neighbours) built_.wanted.add_folded(word.folded);
    return {std::move(own), std::move(weak), std::move(neighbours)};
}

void QueryBuilder::add_concepts(const language::Word& word, Tier& strong, Tier& weak) {
    for (auto& term : concepts_of(word)) append_distinct(strong.terms, std::move(term));
    if (layers_.compounds) {
        for (auto& term : concepts_of_parts(word)) append_distinct(weak.terms, std::move(term));
    }
    for (const auto& mention : world_.labels.find(std::span{&word, 1}, language_)) {
        if (mention.is_part) continue;
        for (const auto& name : world_.kin.of(mention.name)) append_distinct(weak.terms, concept_term(name));
    }
}

std::vector<translation::Translation> QueryBuilder::translations_of(const language::Word& word) const {
    auto lemmas = word.lemmas;
    lemmas.push_back(word.surface);
    auto found = world_.translations.translate(language_, lemmas);
    if (!found.empty()) return found;
    return world_.translations.translate(language_, language::base_forms(word.surface, language_));
}

void QueryBuilder::add_translations(const language::Word& word, Tier& strong, Tier& weak) {
    const auto whole = translations_of(word);
    for (const auto& translation : whole) {
        add_translation(translation, translation.confidence >= weight::strong_translation ? strong : weak);
    }
    if (!layers_.compounds) return;
    constexpr double least = 0.12;
    for (const auto& lemma : word.part_lemmas) {
        for (auto& translation : world_.translations.translate(language_, {lemma})) {
            translation.confidence *= weight::of_parts * (whole.empty() ? 1 : weight::beside_whole);
            if (translation.confidence >= least) add_translation(translation, weak);
        }
    }
}

void QueryBuilder::add_translation(const translation::Translation& translation, Tier& tier) {
    const auto group = language::group(translation.language);
    std::vector<std::string> terms;
    for (const auto& stem : translation.stems) {
        if (!stem.empty()) terms.push_back(index::word_term(group, stem));
    }
    if (terms.empty()) return;
    if (terms.size() == 1) {
        built_.wanted.add_stem(group, translation.stems.front());
        append_distinct(tier.terms, std::move(terms.front()));
    } else if (std::ranges::find(tier.phrases, terms) == tier.phrases.end()) {
        tier.phrases.push_back(std::move(terms));
    }
}

void QueryBuilder::want(const language::Word& word, std::string_view group) {
    for (const auto& stem : word.stems) built_.wanted.add_stem(group, stem);
    for (const auto& part : word.parts) built_.wanted.add_stem(group, part);
}

}  // namespace clearinghouse::search
