#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/concepts/labels.h"
#include "engine/index/generation.h"
#include "engine/language/analyser.h"
#include "engine/search/query.h"
#include "engine/search/word_list.h"

namespace Xapian {
class Database;
}

namespace clearinghouse::search {

/// A query with other words in place of those that no document has.
struct Respelling {
    std::string text;
    /// Beyond doubt a slip and no word of its own: what is meant may be searched for at once.
    bool is_slip = true;
};

/// Knows the words of one generation and what may have been meant by others. Immutable and safe to share between
/// threads.
class Spelling {
public:
    /// What is handed over outlives it.
    Spelling(const language::Analyser& analyser, const concepts::Labels& labels, const index::Generation& generation);

    /// Whether a reader may see words of this document.
    using Visible = std::function<bool(index::DocumentNumber)>;

    /// At most three texts, likeliest first, in which each word of `text` that no document has is replaced by the
    /// nearest that one has, as it is written there, of `language` first; or is joined with its neighbour, or parted.
    /// A word that documents write with other marks ("sprakkafe") counts as one that none has.
    /// None when all words are known or nothing is near. `parsed` is what was read in `text`: operators, fields and
    /// what must not be there stay as they are. Words that a dictionary knows are replaced only with `even_words`.
    std::vector<Respelling> respell(std::string_view text, const ParsedQuery& parsed, std::string_view language,
                                    const Xapian::Database& database, const Visible& is_visible, bool even_words) const;

private:
    class Speller;

    const language::Analyser& analyser_;
    const concepts::Labels& labels_;
    const index::Generation& generation_;
    WordList words_;
};

}  // namespace clearinghouse::search
