#include "engine/search/query_builder.h"

#include <algorithm>
#include <functional>
#include <map>

#include "engine/index/layout.h"
#include "engine/language/language.h"
#include "engine/search/facet_source.h"
#include "engine/search/query_lexer.h"
#include "engine/search/weights.h"

namespace clearinghouse::search {
namespace {

/// A query of our own for all documents: Xapian::Query::MatchAll is one object for the whole process, and its count of
/// references is not made for threads.
Xapian::Query match_all() {
    return Xapian::Query{std::string{}};
}

using Operation = Xapian::Query::op;

constexpr std::size_t most_stems_in_phrase = 3;
constexpr std::size_t words_between = 2;  // Articles and the like within a translation of several words.

Xapian::Query combine(Operation operation, const std::vector<Xapian::Query>& queries) {
    return queries.size() == 1 ? queries.front() : Xapian::Query{operation, queries.begin(), queries.end()};
}

/// The words of a translation, some of them perhaps with an article between.
Xapian::Query as_phrase(const std::vector<std::string>& terms) {
    if (terms.size() == 1) return Xapian::Query{terms.front()};
    return {Xapian::Query::OP_NEAR, terms.begin(), terms.end(),
            static_cast<Xapian::termcount>(terms.size() + words_between)};
}

/// Any sense of a word. Those of one weight count as one term. OP_SYNONYM ignores weights inside it, so each weight is
/// a query of its own; OP_MAX, which would do, crashes in Xapian 1.4.22 when a term is absent.
Xapian::Query any_of(const AskedWord& word) {
    std::map<double, std::vector<Xapian::Query>, std::greater<>> by_weight;
    for (const auto& [terms, meaning] : word.senses) by_weight[meaning.weight].push_back(as_phrase(terms));
    std::vector<Xapian::Query> tiers;
    for (const auto& [weight, senses] : by_weight) {
        auto tier = combine(Xapian::Query::OP_SYNONYM, senses);
        tiers.push_back(weight == 1 ? std::move(tier) : Xapian::Query{Xapian::Query::OP_SCALE_WEIGHT, tier, weight});
    }
    return combine(Xapian::Query::OP_OR, tiers);
}

Xapian::Query any_stem(const language::Word& word, std::string_view group) {
    std::vector<Xapian::Query> stems;
    for (const auto& stem : word.stems) {
        if (stems.size() < most_stems_in_phrase) stems.emplace_back(index::word_term(group, stem));
    }
    return combine(Xapian::Query::OP_OR, stems);
}

const index::TextField& text_field(std::string_view name) {
    return *std::ranges::find(index::text_fields, name, &index::TextField::name);
}

}  // namespace

QueryBuilder::QueryBuilder(const QueryWorld& world, std::string_view language, const Limits& limits,
                           const Layers& layers)
    : world_{world}, language_{language}, group_{language::group(language)}, limits_{limits}, layers_{layers} {
    std::vector<std::string> groups{group_};
    languages_.push_back(language_);
    for (const auto& other : world.languages) {
        const auto group = language::group(other);
        if (std::ranges::find(groups, group) != groups.end()) continue;
        groups.push_back(group);
        languages_.push_back(other);
    }
}

BuiltQuery QueryBuilder::build(const ParsedQuery& parsed) {
    if (parsed.empty) {
        built_.query = match_all();
    } else if (auto query = of(parsed.root)) {
        built_.query = std::move(*query);
    } else {
        built_.query = Xapian::Query::MatchNothing;
        add_notice(built_.notices, "nothing-to-search");
    }
    return std::move(built_);
}

QueryBuilder::Query QueryBuilder::of(const Node& node) {
    switch (node.kind) {
        case Node::Kind::word:
            return is_facet(node.field) ? of_facet(node) : of_word(node);
        case Node::Kind::wildcard:
            return of_wildcard(node);
        case Node::Kind::phrase:
            return of_phrase(node);
        case Node::Kind::all:
            return of_children(node, Xapian::Query::OP_AND);
        case Node::Kind::any:
            return of_children(node, Xapian::Query::OP_OR);
        case Node::Kind::some:
            return of_some(node);
        case Node::Kind::without:
            return of_without(node);
    }
    return std::nullopt;
}

QueryBuilder::Query QueryBuilder::of_word(const Node& node) {
    if (node.field.empty()) return of_some({Node::Kind::some, {}, {}, {node}});
    std::vector<Xapian::Query> queries;
    for (const auto& unit : units_of(node.text)) queries.push_back(of_field_unit(unit, node.field));
    if (queries.empty()) return std::nullopt;
    return combine(Xapian::Query::OP_OR, queries);
}

/// Wildcards expand among the folded words: whole words as written, of every language. A field keeps stems alone, so
/// there the beginning may be no longer than the stem.
QueryBuilder::Query QueryBuilder::of_wildcard(const Node& node) {
    const auto words = world_.analyser.words(node.text, language_);
    if (words.empty() || ++units_ > limits_.terms) return std::nullopt;
    const auto& word = words.front();
    if (!negated_) {
        built_.wanted.next_word();
        built_.wanted.add_beginning(word.folded);
    }
    const auto expand_term = [&](const std::string& term) {
        return Xapian::Query{Xapian::Query::OP_WILDCARD, term,
                             static_cast<Xapian::termcount>(limits_.wildcard_expansions),
                             Xapian::Query::WILDCARD_LIMIT_MOST_FREQUENT, Xapian::Query::OP_SYNONYM};
    };
    if (node.field.empty()) return expand_term(index::folded_term(word.folded));
    std::vector<Xapian::Query> queries;
    for (const auto& language : languages_) {
        queries.push_back(
            expand_term(index::field_term(text_field(node.field), language::group(language), word.surface)));
    }
    return combine(Xapian::Query::OP_OR, queries);
}

/// Names and titles are quoted as they stand, in whatever language, so a phrase is looked for in each.
QueryBuilder::Query QueryBuilder::of_phrase(const Node& node) {
    const auto units = world_.analyser.words(node.text, language_).size();
    if (units == 0 || units_ + units > limits_.terms) {
        if (units > 0) add_notice(built_.notices, "too-many-terms");
        return std::nullopt;
    }
    units_ += units;
    if (!negated_) built_.wanted.next_word();
    std::vector<Xapian::Query> queries;
    for (const auto& language : languages_) {
        if (auto query = of_phrase_in(node, language)) queries.push_back(std::move(*query));
    }
    if (queries.empty()) return std::nullopt;
    return combine(Xapian::Query::OP_OR, queries);
}

QueryBuilder::Query QueryBuilder::of_phrase_in(const Node& node, const std::string& language) {
    const auto group = language::group(language);
    // A hyphenated word stands in the index whole and then by its parts, one after the other, as it does here.
    const auto words = world_.analyser.words(node.text, language);
    std::vector<Xapian::Query> queries;
    for (const auto& word : words) {
        if (!negated_) want(word, group);
        queries.push_back(any_stem(word, group));
    }
    if (queries.empty()) return std::nullopt;
    const auto operation = node.between > 0 ? Xapian::Query::OP_NEAR : Xapian::Query::OP_PHRASE;
    const auto window = static_cast<Xapian::termcount>(queries.size() + node.between);
    auto phrase =
        queries.size() == 1 ? queries.front() : Xapian::Query{operation, queries.begin(), queries.end(), window};
    if (node.field.empty()) return phrase;
    // Positions are kept for the common terms alone: the words stand together, and each of them in the field.
    std::vector<Xapian::Query> all{phrase};
    for (const auto& word : words) {
        std::vector<Xapian::Query> stems;
        for (const auto& stem : word.stems) stems.emplace_back(index::field_term(text_field(node.field), group, stem));
        all.push_back(combine(Xapian::Query::OP_SYNONYM, stems));
    }
    return combine(Xapian::Query::OP_AND, all);
}

QueryBuilder::Query QueryBuilder::of_children(const Node& node, Operation operation) {
    if (node.children.empty()) return match_all();
    std::vector<Xapian::Query> queries;
    for (const auto& child : node.children) {
        if (auto query = of(child)) queries.push_back(std::move(*query));
    }
    if (queries.empty()) return std::nullopt;
    return combine(operation, queries);
}

QueryBuilder::Query QueryBuilder::of_some(const Node& node) {
    std::vector<Unit> units;
    std::vector<Xapian::Query> queries;
    for (const auto& child : node.children) {
        if (child.kind == Node::Kind::word && child.field.empty()) {
            for (auto& unit : units_of(child.text))
                std::ranges::move(parted(std::move(unit)), std::back_inserter(units));
        } else if (auto query = of(child)) {
            queries.push_back(std::move(*query));
        }
    }
    auto concepts = layers_.concepts ? spans(units) : std::vector<Xapian::Query>{};
    const auto is_stop_word = [&](const Unit& unit) {
        return unit.size() == 1 && world_.analyser.is_stop_word(unit.front().surface, language_);
    };
    const auto stop_words = static_cast<std::size_t>(std::ranges::count_if(units, is_stop_word));
    if (stop_words < units.size() || !queries.empty()) std::erase_if(units, is_stop_word);
    for (const auto& unit : units) queries.push_back(of_unit(unit));
    if (queries.empty()) return std::nullopt;
    std::ranges::move(joined(units), std::back_inserter(queries));
    std::ranges::move(concepts, std::back_inserter(queries));
    return combine(Xapian::Query::OP_OR, queries);
}

QueryBuilder::Query QueryBuilder::of_without(const Node& node) {
    const auto wanted = of(node.children[0]);
    const bool outer = std::exchange(negated_, true);
    const auto unwanted = of(node.children[1]);
    negated_ = outer;
    if (!unwanted || !wanted) return wanted;
    return Xapian::Query{Xapian::Query::OP_AND_NOT, *wanted, *unwanted};
}

QueryBuilder::Query QueryBuilder::of_facet(const Node& node) {
    const auto facet = index::facet_number(node.field);
    std::vector<std::string> values;
    FacetMask mask(world_.columns.values(facet).size(), false);
    const auto add = [&](const FacetMask& other) {
        for (std::size_t i = 0; i < mask.size(); ++i) mask[i] = mask[i] || other[i];
    };
    for (const auto& typed : split_values(node.text)) {
        const auto years = node.field == "year" ? read_years(typed) : std::nullopt;
        if (years) {
            add(mask_of_years(world_.columns, years->from, years->to));
        } else if (auto value = world_.facet_values.find(facet, typed, true)) {
            values.push_back(std::move(*value));
        } else {
            add_notice(built_.notices, "unknown-value");
        }
    }
    add(mask_of(world_.columns, facet, values));
    return facet_query(world_.columns, facet, std::move(mask));
}

std::vector<QueryBuilder::Unit> QueryBuilder::units_of(std::string_view text) {
    std::vector<Unit> units;
    for (auto& word : world_.analyser.words(text, language_)) {
        if (!units.empty() && word.begin < units.back().front().end) {
            units.back().push_back(std::move(word));
        } else if (++units_ > limits_.terms) {
            add_notice(built_.notices, "too-many-terms");
            break;
        } else {
            units.push_back({std::move(word)});
        }
    }
    return units;
}

Xapian::Query QueryBuilder::of_unit(const Unit& unit) {
    if (!negated_) built_.wanted.next_word();
    auto asked = expand(unit.front());
    const auto whole = any_of(asked);
    if (!negated_) built_.words.push_back(std::move(asked));
    if (unit.size() == 1) return whole;
    std::vector<Xapian::Query> inner;
    for (std::size_t i = 1; i < unit.size(); ++i) inner.push_back(any_of(expand(unit[i])));
    return Xapian::Query{
        Xapian::Query::OP_OR, whole,
        Xapian::Query{Xapian::Query::OP_SCALE_WEIGHT, combine(Xapian::Query::OP_AND, inner), weight::inner}};
}

bool QueryBuilder::is_indexed(const language::Word& word) const {
    return std::ranges::any_of(
        word.stems, [&](const auto& stem) { return world_.database.term_exists(index::word_term(group_, stem)); });
}

/// A compound that no document has is read as its parts, as if they had been typed apart.
std::vector<QueryBuilder::Unit> QueryBuilder::parted(Unit unit) const {
    std::vector<Unit> units;
    if (layers_.compounds && !negated_ && unit.size() == 1 && unit.front().part_lemmas.size() > 1 &&
        !is_indexed(unit.front())) {
        for (const auto& lemma : unit.front().part_lemmas) {
            auto words = world_.analyser.words(lemma, language_);
            if (!words.empty()) units.push_back({std::move(words.front())});
        }
    }
    if (units.size() < 2) return {std::move(unit)};
    return units;
}

/// Words that stand apart in the query and are one in documents: "språk undervisning".
std::vector<Xapian::Query> QueryBuilder::joined(const std::vector<Unit>& units) {
    std::vector<Xapian::Query> queries;
    if (!layers_.compounds || negated_) return queries;
    for (std::size_t i = 0; i + 1 < units.size(); ++i) {
        const auto words = world_.analyser.words(units[i].front().surface + units[i + 1].front().surface, language_);
        if (words.size() == 1 && is_indexed(words.front())) queries.push_back(of_unit({words.front()}));
    }
    return queries;
}

/// A field's copy has no folded words, so the word is read in each language instead.
Xapian::Query QueryBuilder::of_field_unit(const Unit& unit, std::string_view field) {
    if (!negated_) built_.wanted.next_word();
    AskedWord asked;
    const auto add = [&](const std::string& group, const std::string& stem, double weight) {
        asked.senses.push_back(
            {{index::field_term(text_field(field), group, stem)}, {Meaning::Kind::form, stem, group, weight}});
    };
    for (const auto& language : languages_) {
        const auto group = language::group(language);
        for (const auto& word : world_.analyser.words(unit.front().surface, language)) {
            if (!negated_) want(word, group);
            for (const auto& stem : word.stems) add(group, stem, 1);
            if (language != language_) continue;
            for (const auto& part : word.parts) add(group, part, weight::weak);
        }
    }
    return any_of(asked);
}

/// Concepts whose labels are several of the words in a row, the longest first; a word belongs to one of them.
std::vector<Xapian::Query> QueryBuilder::spans(const std::vector<Unit>& units) {
    std::vector<language::Word> words;
    for (const auto& unit : units) {
        // Each word was typed, and so analysed, by itself: here they stand in a row.
        const auto place = words.empty() ? 0 : words.back().end + 1;
        for (auto word : unit) {
            word.end = place + word.end;
            word.begin = place + word.begin;
            words.push_back(std::move(word));
        }
    }
    std::vector<Xapian::Query> queries;
    std::size_t free = 0;
    std::size_t taken_from = 0;
    for (const auto& mention : world_.labels.find(words, language_)) {
        const bool another_name_of_same =
            !queries.empty() && mention.first == taken_from && mention.first + mention.count == free;
        if (mention.first < free && !another_name_of_same) continue;
        if (words[mention.first].end >= words[mention.first + mention.count - 1].end) continue;  // one word
        queries.emplace_back(concept_term(mention.name));
        built_.subjects.push_back(mention.name.scheme + "/" + mention.name.id);
        taken_from = mention.first;
        free = mention.first + mention.count;
    }
    return queries;
}

}  // namespace clearinghouse::search
