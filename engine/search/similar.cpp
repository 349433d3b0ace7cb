#include "engine/search/similar.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>
#include <vector>

#include "engine/index/layout.h"

namespace clearinghouse::search {
namespace {

constexpr std::size_t most_concepts = 20;
constexpr std::size_t most_words = 25;
// Chosen by how many of the documents that editors linked are among the ten likest: 83 of 100, with concepts alone
// 71, with words alone 75. Six in ten are from other countries without being preferred.
constexpr double concept_weight = 1.0;
constexpr double word_weight = 0.5;     // Words are of one language and come in many: together they outweigh concepts.
constexpr double most_common = 0.25;    // Of all documents: a word that more have says nothing of what this is about.
constexpr Xapian::doccount fewest = 2;  // A word that no other document has finds none.

struct Term {
    std::string name;
    double weight = 0;  ///< How much it says of the document, by tf-idf.
};

/// The terms of a document that begin so, those first that say most of it.
std::vector<Term> telling_terms(const Xapian::Database& database, index::DocumentNumber document,
                                const std::string& beginning, std::size_t most) {
    const double all = database.get_doccount();
    std::vector<Term> terms;
    auto term = database.termlist_begin(document);
    const auto end = database.termlist_end(document);
    for (term.skip_to(beginning); term != end && (*term).starts_with(beginning); ++term) {
        const double having = database.get_termfreq(*term);
        if (having < fewest || having > std::max<double>(fewest, most_common * all)) continue;
        terms.push_back({*term, (1 + std::log(term.get_wdf())) * std::log(all / having)});
    }
    const auto kept = std::min(most, terms.size());
    std::ranges::partial_sort(terms, terms.begin() + static_cast<std::ptrdiff_t>(kept), std::ranges::greater{},
                              &Term::weight);
    terms.resize(kept);
    return terms;
}

/// Each term as strong as it is telling: BM25 adds how telling it is of the document that is found.
void add(std::vector<Xapian::Query>& queries, const std::vector<Term>& terms, double weight) {
    if (terms.empty()) return;
    const double strongest = terms.front().weight;
    for (const auto& term : terms) {
        queries.emplace_back(Xapian::Query::OP_SCALE_WEIGHT, Xapian::Query{term.name},
                             strongest > 0 ? weight * term.weight / strongest : weight);
    }
}

}  // namespace

Xapian::Query similar_query(const Xapian::Database& database, index::DocumentNumber document) {
    // Empty names give what all terms of a kind begin with.
    auto concepts = index::concept_term("", "");
    concepts.pop_back();
    auto words = index::word_term("", "");
    words.pop_back();
    std::vector<Xapian::Query> queries;
    add(queries, telling_terms(database, document, concepts, most_concepts), concept_weight);
    add(queries, telling_terms(database, document, words, most_words), word_weight);
    if (queries.empty()) return Xapian::Query::MatchNothing;
    const Xapian::Query alike{Xapian::Query::OP_OR, queries.begin(), queries.end()};
    auto id = database.termlist_begin(document);
    const auto ids = index::id_term("");
    id.skip_to(ids);
    if (id == database.termlist_end(document) || !(*id).starts_with(ids)) return alike;
    return Xapian::Query{Xapian::Query::OP_AND_NOT, alike, Xapian::Query{*id}};
}

}  // namespace clearinghouse::search
