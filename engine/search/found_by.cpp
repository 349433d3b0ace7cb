#include "engine/search/found_by.h"

#include <xapian.h>

#include <algorithm>
#include <map>
#include <set>

#include "engine/index/layout.h"

namespace clearinghouse::search {
namespace {

using Terms = std::set<std::string>;
using Counts = std::map<std::string, Xapian::termcount, std::less<>>;

std::string subject_term(const std::string& subject) {
    const auto slash = subject.find('/');
    return index::concept_term(subject.substr(0, slash), subject.substr(slash + 1));
}

Terms terms_of(const std::vector<AskedWord>& words, const std::vector<std::string>& subjects) {
    Terms terms;
    for (const auto& word : words) {
        for (const auto& sense : word.senses) {
            terms.insert(sense.terms.begin(), sense.terms.end());
            for (const auto& field : index::text_fields) {
                if (sense.terms.size() == 1) terms.insert(index::copied_term(field, sense.terms.front()));
            }
        }
    }
    for (const auto& subject : subjects) terms.insert(subject_term(subject));
    terms.erase("");
    return terms;
}

/// How often a document has each term, for those that it has: one walk through its list, which is sorted as they are.
Counts counts_in(const Xapian::Database& database, index::DocumentNumber document, const Terms& terms) {
    Counts counts;
    auto term = database.termlist_begin(document);
    const auto end = database.termlist_end(document);
    for (const auto& wanted : terms) {
        if (term == end) break;
        term.skip_to(wanted);
        if (term != end && *term == wanted) counts.emplace(wanted, term.get_wdf());
    }
    return counts;
}

/// What the common term of a word counts beyond its copies stands in fields without a name.
std::vector<std::string> fields_of(const Counts& counts, const Sense& sense) {
    std::vector<std::string> fields;
    if (sense.terms.size() != 1 || index::copied_term(index::text_fields.front(), sense.terms.front()).empty())
        return fields;
    Xapian::termcount named = 0;
    for (const auto& field : index::text_fields) {
        const auto copy = counts.find(index::copied_term(field, sense.terms.front()));
        if (copy == counts.end()) continue;
        fields.emplace_back(field.name);
        named += copy->second;
    }
    if (counts.at(sense.terms.front()) > named) fields.emplace_back("text");
    return fields;
}

}  // namespace

std::vector<FoundBy> found_by(const Xapian::Database& database, index::DocumentNumber document,
                              const std::vector<AskedWord>& words, const std::vector<std::string>& subjects) {
    const auto counts = counts_in(database, document, terms_of(words, subjects));
    std::vector<FoundBy> found;
    for (const auto& subject : subjects) {
        if (counts.contains(subject_term(subject))) found.push_back({"", {Meaning::Kind::subject, subject, "", 1}, {}});
    }
    for (const auto& word : words) {
        for (const auto& sense : word.senses) {
            if (!std::ranges::all_of(sense.terms, [&](const auto& term) { return counts.contains(term); })) continue;
            found.push_back({word.text, sense.meaning, fields_of(counts, sense)});
        }
    }
    return found;
}

}  // namespace clearinghouse::search
