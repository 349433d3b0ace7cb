#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/search/request.h"

/// The query language readers know: words, "phrases", "words near"~5, -not, AND, OR, NOT, (brackets), field:value,
/// wild*.
namespace clearinghouse::search {

/// One node of a parsed query.
struct Node {
    enum class Kind {
        word,      ///< `text`, in `field` ("" for any; "title", "summary", "subject"; or a facet, then its values).
        wildcard,  ///< `text` is the beginning of a word.
        phrase,    ///< `text` holds the words, in order and next to each other; but see `between`.
        all,       ///< Every one of `children`; without any, every document.
        any,       ///< At least one of `children`.
        some,      ///< Words side by side: documents with more of `children` rank higher.
        without,   ///< children[0] but not children[1].
    };
    Kind kind = Kind::word;
    std::string text;
    std::string field;
    std::vector<Node> children;
    /// Of a phrase, as in "words near"~5: this many words may stand between its own, which may come in any order. 0: it
    /// stands as it was typed.
    std::size_t between = 0;
};

struct ParsedQuery {
    bool empty = true;  ///< Nothing to match by words: all documents.
    Node root;
    Filters filters;  ///< From field:value that the whole query must meet: theme, country, year (2018 or 2018..2021),
                      ///< type, ... Values are as typed, in small letters. Those under OR and NOT stay in `root`.
    std::vector<std::string>
        notices;  ///< What was mended: "unbalanced-quote", "unbalanced-bracket", "dangling-operator",
                  ///< "unknown-field", "unknown-value", "wildcard-too-short", "too-many-terms", "too-deep", "too-long".
};

/// Parses what a reader typed by recursive descent. Never fails: what cannot be understood is mended, with a notice.
/// Text over limits.text_bytes is cut at a letter ("too-long").
ParsedQuery parse_query(std::string_view text, const Limits& limits = {});

/// The query written out with all operators and brackets: `("clean water" AND NOT title:well)`.
std::string to_string(const ParsedQuery& query);

}  // namespace clearinghouse::search
