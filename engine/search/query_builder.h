#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <xapian.h>

#include "engine/concepts/kin.h"
#include "engine/concepts/labels.h"
#include "engine/index/columns.h"
#include "engine/language/analyser.h"
#include "engine/search/facet_values.h"
#include "engine/search/query.h"
#include "engine/search/wanted.h"
#include "engine/translation/table.h"

namespace clearinghouse::search {

/// What one generation offers to a query. All of it outlives the queries.
struct QueryWorld {
    const language::Analyser& analyser;
    const concepts::Labels& labels;
    const concepts::Kin& kin;
    const translation::Table& translations;
    const FacetValues& facet_values;
    const index::Columns& columns;
    const std::vector<std::string>& languages;  ///< Those that documents are written in.
};

/// Terms that stand for one word of the query and count as one (Pirkola's structured query): a document that has
/// several of them is not better than one that has the first several times.
struct Tier {
    std::vector<std::string> terms;
    std::vector<std::vector<std::string>> phrases;  ///< Terms that must stand near each other.
    double weight = 1;

    bool empty() const { return terms.empty() && phrases.empty(); }
};

/// A word of the query as the index knows it, best tier first.
using Expansion = std::vector<Tier>;

struct BuiltQuery {
    Xapian::Query query;  ///< Matches nothing when no word of the text can be searched for.
    Wanted wanted;
    std::vector<std::string> notices;
};

/// Makes the query that the matcher runs of the tree that the parser read.
class QueryBuilder {
public:
    QueryBuilder(const QueryWorld& world, std::string_view language, const Limits& limits, const Layers& layers = {});

    BuiltQuery build(const ParsedQuery& parsed);

private:
    /// A word as typed; of a hyphenated one the whole and then its parts.
    using Unit = std::vector<language::Word>;
    /// Nothing when there was no word in it.
    using Query = std::optional<Xapian::Query>;

    Query of(const Node& node);
    Query of_word(const Node& node);
    Query of_wildcard(const Node& node);
    Query of_phrase(const Node& node);
    Query of_children(const Node& node, Xapian::Query::op operation);
    Query of_some(const Node& node);
    Query of_without(const Node& node);
    Query of_facet(const Node& node);
    Query of_phrase_in(const Node& node, const std::string& language);

    std::vector<Unit> units_of(std::string_view text);
    Xapian::Query of_unit(const Unit& unit);
    Xapian::Query of_field_unit(const Unit& unit, std::string_view field);
    Expansion expand(const language::Word& word);
    std::vector<std::string> concepts_of(const language::Word& word);
    std::vector<std::string> concepts_of_parts(const language::Word& word);
    void add_concepts(const language::Word& word, Tier& strong, Tier& weak);
    void add_translations(const language::Word& word, Tier& strong, Tier& weak);
    void add_translation(const translation::Translation& translation, Tier& tier);
    std::vector<translation::Translation> translations_of(const language::Word& word) const;
    std::string concept_term(const concepts::Name& name);
    std::vector<Xapian::Query> spans(const std::vector<Unit>& units);
    Query nearness(const std::vector<Unit>& units) const;
    void want(const language::Word& word, std::string_view group);

    const QueryWorld& world_;
    std::string language_;
    std::string group_;
    const Limits& limits_;
    const Layers layers_;
    std::vector<std::string> languages_;  ///< One for each language group, the reader's first.
    BuiltQuery built_;
    std::size_t units_ = 0;
    bool negated_ = false;  ///< Within what must not be there: nothing to mark.
};

}  // namespace clearinghouse::search
