#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/search/request.h"

/// The first step of reading a query: bytes to tokens. An inside of query.h, apart so that each half stays readable.
namespace clearinghouse::search {

struct Token {
    enum class Kind { word, wildcard, phrase, open, close, minus, both, either, negation };
    Kind kind = Kind::word;
    std::string text;         ///< Of words, wildcards (without the star) and phrases.
    std::string field;        ///< Stood before it, known and in small letters: "title", "theme"; also on `open`.
    std::size_t between = 0;  ///< Of a phrase: see Node.
};

struct Tokens {
    std::vector<Token> list;  ///< Brackets are balanced and no deeper than the limit.
    std::vector<std::string> notices;
};

/// Splits what a reader typed into tokens and mends what can be seen without grammar: bytes that are no UTF-8, lone
/// quotes, brackets that do not match, wildcards that are too short, too many words.
Tokens lex(std::string_view text, const Limits& limits);

/// True for the fields that hold text: "title", "subject", "summary".
bool is_text_field(std::string_view name);

/// True for facets: "theme", "year", ...
bool is_facet(std::string_view name);

/// Adds a notice unless it is there.
void add_notice(std::vector<std::string>& notices, std::string_view notice);

/// `text` in UTF-8 without what cannot be searched: invalid bytes, controls and unusual spaces become spaces, soft
/// hyphens vanish; quotes, apostrophes, minus signs and brackets as people paste them become the ASCII ones.
std::string clean(std::string_view text);

/// The longest beginning of `text` that has at most `bytes` bytes and ends between two letters.
std::string_view cut(std::string_view text, std::size_t bytes);

/// `text` with ASCII letters made small: names of fields and ids of concepts are ASCII.
std::string small(std::string_view text);

/// The pieces of a cleaned text between spaces, without the punctuation around them.
std::vector<std::string> split_words(std::string_view text);

/// The pieces of `text` between commas, without the empty ones: values typed as "theme:health,education".
std::vector<std::string> split_values(std::string_view text);

struct Years {
    std::optional<int> from;
    std::optional<int> to;
};

/// Reads "2018", "2018..2021", "2018-2021", "..2021" or "2018.."; nothing when it is none of them.
std::optional<Years> read_years(std::string_view text);

/// The form it is typed in: "2018", "2018..2021".
std::string to_string(const Years& years);

}  // namespace clearinghouse::search
