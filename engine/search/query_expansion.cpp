#include <algorithm>
#include <span>
#include <utility>

#include "engine/index/layout.h"
#include "engine/language/language.h"
#include "engine/search/query_builder.h"
#include "engine/search/weights.h"

/// What a word of the query stands for: its own forms, concepts, and words of other languages.
namespace clearinghouse::search {
namespace {

using Kind = Meaning::Kind;

/// Senses, each term once: what was added first counts, and the surest is added first.
class Senses {
public:
    explicit Senses(std::string text) : word_{std::move(text), {}} {}

    void add(std::vector<std::string> terms, Meaning meaning) {
        const auto same = [&](const Sense& sense) { return sense.terms == terms; };
        const auto known = std::ranges::find_if(word_.senses, same);
        if (known == word_.senses.end()) {
            word_.senses.push_back({std::move(terms), std::move(meaning)});
        } else if (known->meaning.weight < meaning.weight) {
            known->meaning = std::move(meaning);
        }
    }
    AskedWord take() { return std::move(word_); }

private:
    AskedWord word_;
};

}  // namespace

/// Adds the senses of one word, layer by layer.
class QueryBuilder::Expander {
public:
    Expander(QueryBuilder& builder, const language::Word& word)
        : builder_{builder}, world_{builder.world_}, word_{word}, senses_{word.surface} {}

    AskedWord run() {
        const auto& layers = builder_.layers_;
        for (const auto& stem : word_.stems) add_form(Kind::form, stem, 1);
        // What must not be there is taken as it was typed: a doubtful translation would throw out too much.
        if (!builder_.negated_) {
            const bool names_concept = layers.concepts && add_concepts();
            if (layers.translations && !names_concept) add_translations();
            if (layers.compounds) {
                for (const auto& part : word_.parts) add_form(Kind::part, part, weight::weak);
            }
        }
        if (layers.neighbours) {
            senses_.add({index::folded_term(word_.folded)}, {Kind::spelling, word_.folded, "", weight::folded});
        }
        return senses_.take();
    }

private:
    void add_form(Kind kind, const std::string& stem, double weight) {
        senses_.add({index::word_term(builder_.group_, stem)}, {kind, stem, builder_.language_, weight});
    }

    void add_concept(Kind kind, const concepts::Name& name, double weight) {
        senses_.add({builder_.concept_term(name)}, {kind, name.scheme + "/" + name.id, "", weight});
    }

    /// The concepts that the whole word names; when there are none, those that another language spells just so. Those
    /// that a part of it names, and those that are narrower or their kin in other countries, are weaker. True when the
    /// whole word names one in its own language: then its labels say what it is called elsewhere, and better than
    /// dictionaries, which take Finnish "nainen" (woman) for a form of another word.
    bool add_concepts() {
        const std::span<const language::Word> alone{&word_, 1};
        const auto mentions = world_.labels.find(alone, builder_.language_);
        std::vector<concepts::Name> whole;
        for (const auto& mention : mentions) {
            if (!mention.is_part) whole.push_back(mention.name);
        }
        for (const auto& name : whole.empty() ? world_.labels.spelt(alone) : whole) {
            add_concept(Kind::subject, name, 1);
        }
        if (builder_.layers_.compounds) {
            for (const auto& mention : mentions) {
                if (mention.is_part) add_concept(Kind::part_subject, mention.name, weight::weak);
            }
        }
        for (const auto& name : whole) {
            for (const auto& kin : world_.kin.of(name)) add_concept(Kind::narrower_subject, kin, weight::weak);
        }
        return !whole.empty();
    }

    std::vector<translation::Translation> translations_of_whole() const {
        auto lemmas = word_.lemmas;
        lemmas.push_back(word_.surface);
        auto found = world_.translations.translate(builder_.language_, lemmas);
        if (!found.empty()) return found;
        return world_.translations.translate(builder_.language_,
                                             language::base_forms(word_.surface, builder_.language_));
    }

    bool names_concept(const std::string& lemma) const {
        const auto words = world_.analyser.words(lemma, builder_.language_);
        return std::ranges::any_of(world_.labels.find(words, builder_.language_),
                                   [](const auto& mention) { return !mention.is_part; });
    }

    void add_translations() {
        const auto whole = translations_of_whole();
        for (const auto& translation : whole) add_translation(translation);
        if (!builder_.layers_.compounds) return;
        constexpr double least = 0.12;
        for (const auto& lemma : word_.part_lemmas) {
            if (builder_.layers_.concepts && names_concept(lemma)) continue;
            for (auto& translation : world_.translations.translate(builder_.language_, {lemma})) {
                translation.confidence *= weight::of_parts * (whole.empty() ? 1 : weight::beside_whole);
                // That of a part is never a strong one.
                translation.confidence = std::min(translation.confidence, weight::strong_translation / 2);
                if (translation.confidence >= least) add_translation(translation);
            }
        }
    }

    void add_translation(const translation::Translation& translation) {
        // "För" for "to" and the like stand everywhere, and so does Danish "mod", the stem of "moder".
        const auto says_nothing = [&](const std::string& word) {
            return world_.analyser.is_stop_word(word, translation.language);
        };
        if (says_nothing(translation.word)) return;
        if (translation.stems.size() == 1 && says_nothing(translation.stems.front())) return;
        const auto group = language::group(translation.language);
        std::vector<std::string> terms;
        for (const auto& stem : translation.stems) {
            if (!stem.empty()) terms.push_back(index::word_term(group, stem));
        }
        if (terms.empty()) return;
        if (terms.size() == 1) builder_.built_.wanted.add_stem(group, translation.stems.front());
        const bool is_strong = translation.confidence >= weight::strong_translation;
        senses_.add(std::move(terms),
                    {Kind::translation, translation.word, translation.language, is_strong ? 1 : weight::weak});
    }

    QueryBuilder& builder_;
    const QueryWorld& world_;
    const language::Word& word_;
    Senses senses_;
};

std::string QueryBuilder::concept_term(const concepts::Name& name) {
    auto term = index::concept_term(name.scheme, name.id);
    if (!negated_) built_.wanted.add_concept(term);
    return term;
}

AskedWord QueryBuilder::expand(const language::Word& word) {
    if (!negated_) {
        want(word, group_);
        if (layers_.neighbours) built_.wanted.add_folded(word.folded);
    }
    return Expander{*this, word}.run();
}

void QueryBuilder::want(const language::Word& word, std::string_view group) {
    for (const auto& stem : word.stems) built_.wanted.add_stem(group, stem);
    for (const auto& part : word.parts) built_.wanted.add_stem(group, part);
}

}  // namespace clearinghouse::search
