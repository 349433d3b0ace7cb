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
#include "engine/search/sense.h"
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
    const Xapian::Database& database;
    const std::vector<std::string>& languages;  ///< Those that documents are written in.
};

struct BuiltQuery {
    Xapian::Query query;  ///< Matches nothing when no word of the text can be searched for.
    Wanted wanted;
    std::vector<AskedWord> words;       ///< Those that should be there.
    std::vector<std::string> subjects;  ///< Concepts that several words together name, as "scheme/id".
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
    class Expander;
    AskedWord expand(const language::Word& word);
    bool is_indexed(const language::Word& word) const;
    std::vector<Unit> parted(Unit unit) const;
    std::vector<Xapian::Query> joined(const std::vector<Unit>& units);
    std::string concept_term(const concepts::Name& name);
    std::vector<Xapian::Query> spans(const std::vector<Unit>& units);
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
