#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/language/analyser.h"

namespace clearinghouse::search {

/// What the words of a query look like in a document: for snippets and for why a document was found. Filled while the
/// query is built, so that what is marked is what was searched for.
class Wanted {
public:
    /// Words of the query, as bits; those beyond the 64th share the last one.
    using Words = std::uint64_t;

    /// Starts the next word of the query: what is added from here on belongs to it.
    void next_word() { ++count_; }
    void add_stem(std::string_view group, std::string_view stem);
    void add_folded(const std::string& folded);
    void add_beginning(std::string folded);
    void add_concept(const std::string& term);

    bool empty() const { return stems_.empty() && folded_.empty() && beginnings_.empty() && concepts_.empty(); }

    /// All words of the query that were added.
    Words all() const { return all_; }

    /// The words of the query that a document's word, read in a language group, meets; 0 when none.
    Words met_by(const language::Word& word, std::string_view group) const;

    /// The words of the query that a concept named in a document meets, given by its term; 0 when none.
    Words met_by_concept(const std::string& term) const;
    /// Terms of the index with the words of the query that they stand for.
    const std::map<std::string, Words, std::less<>>& terms() const { return stems_; }
    bool has_concepts() const { return !concepts_.empty(); }

private:
    Words bit();

    std::map<std::string, Words, std::less<>> stems_;  ///< By the word's term.
    std::map<std::string, Words, std::less<>> folded_;
    std::map<std::string, Words, std::less<>> concepts_;  ///< By the concept's term.
    std::vector<std::pair<std::string, Words>> beginnings_;
    Words all_ = 0;
    std::size_t count_ = 0;
};

}  // namespace clearinghouse::search
