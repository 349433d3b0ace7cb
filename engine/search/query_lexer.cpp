#include "engine/search/query_lexer.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "engine/index/layout.h"

namespace clearinghouse::search {
namespace {

constexpr char32_t invalid = 0xFFFFFFFF;

bool is_continuation(char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

/// Reads one code point at `place` and steps over it; an invalid byte gives `invalid` and is one step.
char32_t next_letter(std::string_view text, std::size_t& place) {
    const auto lead = static_cast<unsigned char>(text[place++]);
    if (lead < 0x80) return lead;
    const int more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : 1;
    if (lead < 0xC2 || lead > 0xF4 || place + static_cast<std::size_t>(more) > text.size()) return invalid;
    char32_t letter = lead & (0x3FU >> more);
    for (int i = 0; i < more; ++i) {
        const char byte = text[place + static_cast<std::size_t>(i)];
        if (!is_continuation(byte)) return invalid;
        letter = (letter << 6U) | (static_cast<unsigned char>(byte) & 0x3FU);
    }
    constexpr std::array<char32_t, 4> least{0, 0x80, 0x800, 0x10000};
    const bool surrogate = letter >= 0xD800 && letter <= 0xDFFF;
    if (letter < least[static_cast<std::size_t>(more)] || letter > 0x10FFFF || surrogate) return invalid;
    place += static_cast<std::size_t>(more);
    return letter;
}

bool is_space(char32_t letter) {
    return letter <= 0x20 || (letter >= 0x7F && letter <= 0xA0) || letter == 0x1680 ||
           (letter >= 0x2000 && letter <= 0x200B) || letter == 0x200E || letter == 0x200F ||
           (letter >= 0x2028 && letter <= 0x202F) || (letter >= 0x205F && letter <= 0x206F) || letter == 0x3000 ||
           letter == 0xFEFF || (letter >= 0xFFF0 && letter <= 0xFFFF) || letter == invalid;
}

bool is_quote(char32_t letter) {
    return letter == '"' || letter == 0xAB || letter == 0xBB || (letter >= 0x201C && letter <= 0x201F) ||
           letter == 0xFF02;
}

/// The ASCII character that a pasted one stands for, or 0.
char ascii_for(char32_t letter) {
    if (is_quote(letter)) return '"';
    if (letter >= 0x2018 && letter <= 0x201B) return '\'';
    if (letter == 0x2212 || letter == 0xFF0D || letter == 0xFE63 || letter == 0x2010 || letter == 0x2011) return '-';
    if (letter == 0xFF08) return '(';
    if (letter == 0xFF09) return ')';
    if (letter == 0xFF1A) return ':';
    if (letter == 0xFF0A) return '*';
    return is_space(letter) || letter == '[' || letter == ']' || letter == '{' || letter == '}' ? ' ' : '\0';
}

bool is_ascii_letter(char byte) {
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}
bool is_digit(char byte) {
    return byte >= '0' && byte <= '9';
}

/// True for what can be part of a word. Beyond ASCII everything but the blocks of punctuation: the analyser decides.
bool is_wordlike(char32_t letter) {
    if (letter < 0x80) return is_ascii_letter(static_cast<char>(letter)) || is_digit(static_cast<char>(letter));
    const bool latin_sign = letter < 0xC0 && letter != 0xAA && letter != 0xB5 && letter != 0xBA;
    return letter != invalid && !latin_sign && letter != 0xD7 && letter != 0xF7 &&
           !(letter >= 0x2000 && letter <= 0x206F) && !(letter >= 0x3000 && letter <= 0x303F);
}

/// The part of `text` from its first to its last letter or digit.
std::string_view trim(std::string_view text) {
    std::size_t first = text.size();
    std::size_t last = 0;
    for (std::size_t place = 0; place < text.size();) {
        const auto begin = place;
        if (!is_wordlike(next_letter(text, place))) continue;
        first = std::min(first, begin);
        last = place;
    }
    return first < last ? text.substr(first, last - first) : std::string_view{};
}

std::size_t count_letters(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count_if(text, [](char byte) { return !is_continuation(byte); }));
}

class Lexer {
public:
    Lexer(std::string_view text, const Limits& limits) : text_{text}, limits_{limits} {}

    Tokens run() {
        while (place_ < text_.size() && !full_) read_token();
        balance();
        return std::move(tokens_);
    }

private:
    void read_token() {
        const char byte = text_[place_];
        if (byte == ' ') {
            ++place_;
        } else if (byte == '"') {
            read_phrase("");
        } else if (byte == '(' || byte == ')') {
            add({byte == '(' ? Token::Kind::open : Token::Kind::close, "", ""});
            ++place_;
        } else if (byte == '-' && place_ + 1 < text_.size() && !is_one_of(text_[place_ + 1], " )-")) {
            add({Token::Kind::minus, "", ""});
            ++place_;
        } else {
            read_chunk("");
        }
    }

    static bool is_one_of(char byte, std::string_view set) { return set.find(byte) != std::string_view::npos; }

    void read_phrase(std::string_view field) {
        const auto end = text_.find('"', ++place_);
        if (end == std::string_view::npos) {
            note("unbalanced-quote");
            return;
        }
        std::string words;
        for (const auto& word : split_words(text_.substr(place_, end - place_))) {
            if (!take_term()) break;
            words.append(words.empty() ? "" : " ").append(word);
        }
        place_ = end + 1;
        const auto between = read_distance();
        if (!words.empty()) add({Token::Kind::phrase, std::move(words), std::string{field}, between});
    }

    /// "~5" right behind a phrase, as Lucene writes it. Without a number it is left to be read as a word.
    std::size_t read_distance() {
        constexpr std::size_t most = 50;
        if (place_ >= text_.size() || text_[place_] != '~') return 0;
        std::size_t between = 0;
        auto digit = place_ + 1;
        for (; digit < text_.size() && is_digit(text_[digit]); ++digit) {
            between = std::min(most, between * 10 + static_cast<std::size_t>(text_[digit] - '0'));
        }
        if (digit > place_ + 1) place_ = digit;
        return between;
    }

    static bool is_digit(char byte) { return byte >= '0' && byte <= '9'; }

    /// Reads up to a space, quote or bracket: a word, an operator, or a field with what belongs to it.
    void read_chunk(std::string_view field) {
        const auto end = std::min(text_.find_first_of(" \"()", place_), text_.size());
        const std::string_view chunk = text_.substr(place_, end - place_);
        if (field.empty() && (read_operator(chunk) || read_field(chunk))) return;
        place_ = end;
        if (is_facet(field)) {
            add_facet(chunk, field);
        } else {
            add_word(chunk, field);
        }
    }

    bool read_operator(std::string_view chunk) {
        using Kind = Token::Kind;
        const auto kind = chunk == "AND" ? Kind::both : chunk == "OR" ? Kind::either : Kind::negation;
        if (kind == Kind::negation && chunk != "NOT") return false;
        place_ += chunk.size();
        add({kind, "", ""});
        return true;
    }

    /// "name:" with something right behind it. A name that no field has is read as a word of its own.
    bool read_field(std::string_view chunk) {
        const auto colon = chunk.find(':');
        if (colon == std::string_view::npos || colon == 0) return false;
        std::string name = small(chunk.substr(0, colon));
        if (!std::ranges::all_of(name, [](char byte) { return is_ascii_letter(byte) || byte == '-'; })) return false;
        const auto behind = place_ + colon + 1;
        if (behind >= text_.size() || is_one_of(text_[behind], " )/:")) return false;
        if (name == "lang") name = "language";
        if (!is_text_field(name) && !is_facet(name)) {
            note("unknown-field");
            add_word(chunk.substr(0, colon), "");
            place_ = behind;
            return true;
        }
        place_ = behind;
        if (text_[behind] == '"') {
            read_phrase(name);
        } else if (text_[behind] == '(') {
            ++place_;
            add({Token::Kind::open, "", name});
        } else {
            read_chunk(name);
        }
        return true;
    }

    void add_facet(std::string_view chunk, std::string_view field) {
        std::string_view value = chunk;
        while (!value.empty() && is_one_of(value.back(), ",;.!?") && !value.ends_with("..")) value.remove_suffix(1);
        if (!trim(value).empty() && take_term()) add({Token::Kind::word, small(value), std::string{field}});
    }

    void add_word(std::string_view chunk, std::string_view field) {
        const auto star = chunk.find('*');
        const bool starred = star != std::string_view::npos && !trim(chunk).empty();
        const auto beginning = starred ? trim(chunk.substr(0, star)) : std::string_view{};
        if (starred && count_letters(beginning) >= limits_.wildcard_letters) {
            if (take_term()) add({Token::Kind::wildcard, std::string{beginning}, std::string{field}});
            return;
        }
        if (starred) note("wildcard-too-short");
        std::string word{chunk};
        std::erase(word, '*');
        if (const auto core = trim(word); !core.empty() && take_term()) {
            add({Token::Kind::word, std::string{core}, std::string{field}});
        }
    }

    bool take_term() {
        if (terms_ == limits_.terms) {
            note("too-many-terms");
            full_ = true;
            return false;
        }
        ++terms_;
        return true;
    }

    void add(Token token) { tokens_.list.push_back(std::move(token)); }
    void note(std::string_view notice) { add_notice(tokens_.notices, notice); }

    /// Leaves out brackets that do not match or lie too deep, and closes the open ones: the grammar then recurses no
    /// deeper than the limit, whatever was typed.
    void balance() {
        std::vector<Token> kept;
        std::size_t depth = 0;
        std::size_t skipped = 0;
        for (auto& token : tokens_.list) {
            if (token.kind == Token::Kind::open) {
                if (depth == limits_.depth) {
                    note("too-deep");
                    ++skipped;
                    continue;
                }
                ++depth;
            } else if (token.kind == Token::Kind::close) {
                if (skipped > 0) {
                    --skipped;
                    continue;
                }
                if (depth == 0) {
                    note("unbalanced-bracket");
                    continue;
                }
                --depth;
            }
            kept.push_back(std::move(token));
        }
        if (!full_ && depth + skipped > 0) note("unbalanced-bracket");
        for (; depth > 0; --depth) kept.push_back({Token::Kind::close, "", ""});
        tokens_.list = std::move(kept);
    }

    std::string_view text_;
    const Limits& limits_;
    Tokens tokens_;
    std::size_t place_ = 0;
    std::size_t terms_ = 0;
    bool full_ = false;
};

}  // namespace

bool is_text_field(std::string_view name) {
    return !name.empty() &&
           std::ranges::any_of(index::text_fields, [&](const auto& field) { return field.name == name; });
}

bool is_facet(std::string_view name) {
    return std::ranges::any_of(index::facets, [&](const auto& facet) { return facet.name == name; });
}

void add_notice(std::vector<std::string>& notices, std::string_view notice) {
    if (std::ranges::find(notices, notice) == notices.end()) notices.emplace_back(notice);
}

std::string_view cut(std::string_view text, std::size_t bytes) {
    if (text.size() <= bytes) return text;
    while (bytes > 0 && is_continuation(text[bytes])) --bytes;
    return text.substr(0, bytes);
}

std::string clean(std::string_view text) {
    constexpr char32_t soft_hyphen = 0xAD;
    std::string result;
    result.reserve(text.size());
    for (std::size_t place = 0; place < text.size();) {
        const auto begin = place;
        const auto letter = next_letter(text, place);
        if (letter == soft_hyphen) continue;
        if (const char ascii = ascii_for(letter); ascii != '\0') {
            result.push_back(ascii);
        } else {
            result.append(text.substr(begin, place - begin));
        }
    }
    return result;
}

std::string small(std::string_view text) {
    std::string result{text};
    for (char& byte : result) {
        if (byte >= 'A' && byte <= 'Z') byte = static_cast<char>(byte - 'A' + 'a');
    }
    return result;
}

std::vector<std::string> split_words(std::string_view text) {
    std::vector<std::string> words;
    while (!text.empty()) {
        const auto space = std::min(text.find(' '), text.size());
        if (const auto word = trim(text.substr(0, space)); !word.empty()) words.emplace_back(word);
        text.remove_prefix(std::min(space + 1, text.size()));
    }
    return words;
}

std::vector<std::string> split_values(std::string_view text) {
    std::vector<std::string> values;
    while (!text.empty()) {
        const auto comma = std::min(text.find(','), text.size());
        if (comma > 0) values.emplace_back(text.substr(0, comma));
        text.remove_prefix(std::min(comma + 1, text.size()));
    }
    return values;
}

namespace {

/// A year of four digits, or nothing.
std::optional<int> read_year(std::string_view text) {
    if (text.size() != 4 || !std::ranges::all_of(text, is_digit)) return std::nullopt;
    int year = 0;
    for (const char digit : text) year = year * 10 + (digit - '0');
    return year;
}

}  // namespace

std::optional<Years> read_years(std::string_view text) {
    if (const auto year = read_year(text)) return Years{year, year};
    constexpr std::array<std::string_view, 4> signs{"..", "\u2026", "\u2013", "-"};
    for (const auto sign : signs) {
        const auto place = text.find(sign);
        if (place == std::string_view::npos) continue;
        const auto before = text.substr(0, place);
        const auto after = text.substr(place + sign.size());
        Years years{read_year(before), read_year(after)};
        const bool readable = (before.empty() || years.from) && (after.empty() || years.to);
        if (!readable || (!years.from && !years.to)) return std::nullopt;
        if (years.from && years.to && *years.from > *years.to) std::swap(years.from, years.to);
        return years;
    }
    return std::nullopt;
}

std::string to_string(const Years& years) {
    const auto four = [](const std::optional<int>& year) { return year ? fmt::format("{:04}", *year) : std::string{}; };
    return years.from && years.from == years.to ? four(years.from) : four(years.from) + ".." + four(years.to);
}

Tokens lex(std::string_view text, const Limits& limits) {
    const std::string cleaned = clean(cut(text, limits.text_bytes));
    Tokens tokens = Lexer{cleaned, limits}.run();
    if (text.size() > limits.text_bytes) add_notice(tokens.notices, "too-long");
    return tokens;
}

}  // namespace clearinghouse::search
