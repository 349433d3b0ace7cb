#include "engine/search/spelling.h"

#include <xapian.h>

#include <algorithm>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "engine/index/layout.h"
#include "engine/language/language.h"
#include "engine/language/text.h"
#include "engine/language/tokeniser.h"
#include "engine/search/query_lexer.h"

namespace clearinghouse::search {
namespace {

using language::code_points;

constexpr std::size_t most_words = 4;       // Of a query that are respelt.
constexpr std::size_t most_near = 12;       // Words looked up in documents for each of them.
constexpr std::size_t most_documents = 4;   // Read for how a word is written.
constexpr std::size_t most_postings = 200;  // Passed on the way to them.
constexpr std::size_t most_respellings = 3;
constexpr std::size_t long_word = 8;        // Letters from which two mistakes leave no doubt what is meant.
constexpr std::size_t long_compound = 10;   // The same for one mistake in what may be a compound.
constexpr std::size_t shortest_half = 3;    // Letters of a word that was run together with another.
constexpr std::uint32_t common_enough = 2;  // Documents that have each of two such words.

/// How a word is written in documents.
struct Written {
    std::string surface;
    bool is_own = false;  ///< In the language that was asked for.
};

/// A stretch of the query and what may stand there instead.
struct Edit {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::string text;
    unsigned cost = 0;  ///< Less is likelier.
    std::uint32_t documents = 0;
    bool is_slip = true;
};

using Edits = std::vector<Edit>;

std::string apply(std::string text, Edits edits) {
    std::ranges::sort(edits, std::ranges::greater{}, &Edit::begin);
    for (const auto& edit : edits) text.replace(edit.begin, edit.end - edit.begin, edit.text);
    return text;
}

/// The texts that readers want found: of words and phrases, in any field.
void collect(const Node& node, std::vector<std::string>& texts) {
    const bool is_text = node.kind == Node::Kind::word || node.kind == Node::Kind::phrase;
    if (is_text && !is_facet(node.field)) texts.push_back(node.text);
    const auto wanted = node.kind == Node::Kind::without ? std::size_t{1} : node.children.size();
    for (std::size_t i = 0; i < wanted; ++i) collect(node.children[i], texts);
}

/// In the dictionary by itself. Dictionaries take many slips for compounds that nobody has written yet.
bool is_plain_word(const language::Word& word) {
    return !word.lemmas.empty() && word.parts.empty();
}

bool has_digit(std::string_view word) {
    return word.find_first_of("0123456789") != std::string_view::npos;
}

/// The word in `text` that is folded so, in small letters.
std::optional<std::string> find_folded(std::string_view text, std::string_view folded) {
    for (const auto& span : language::find_words(text)) {
        const auto length = span.end - span.begin;
        // Folding makes words a little shorter or longer; a look at the length saves folding most of them.
        if (length + 2 < folded.size() || length > 2 * folded.size()) continue;
        auto word = language::lower(text.substr(span.begin, length));
        if (language::fold(word) == folded) return word;
    }
    return std::nullopt;
}

std::optional<std::string> find_folded(const model::Text& text, std::string_view folded) {
    std::vector<std::string_view> stretches{text.title, text.subtitle, text.summary};
    stretches.insert(stretches.end(), text.keywords.begin(), text.keywords.end());
    for (const auto& section : text.sections) stretches.emplace_back(section.markup.text);
    for (const auto stretch : stretches) {
        if (auto word = find_folded(stretch, folded)) return word;
    }
    return std::nullopt;
}

}  // namespace

/// One query being respelt.
class Spelling::Speller {
public:
    Speller(const Spelling& spelling, std::string_view language, const Xapian::Database& database,
            const Visible& is_visible, bool even_words)
        : spelling_{spelling},
          language_{language},
          group_{language::group(language)},
          database_{database},
          is_visible_{is_visible},
          even_words_{even_words} {}

    std::vector<Respelling> run(const std::string& text, const ParsedQuery& parsed) {
        read(text, parsed);
        find_edits(text);
        if (edits_.empty()) return {};
        std::vector<Respelling> found;
        for (std::size_t choice = 0; choice < most_respellings; ++choice) {
            Edits chosen;
            for (const auto& options : edits_) chosen.push_back(options[std::min(choice, options.size() - 1)]);
            const bool is_slip = std::ranges::all_of(chosen, &Edit::is_slip);
            auto respelt = apply(text, without_overlaps(std::move(chosen)));
            const bool is_new = std::ranges::find(found, respelt, &Respelling::text) == found.end();
            if (is_new && respelt != text) found.push_back({std::move(respelt), is_slip});
        }
        return found;
    }

private:
    struct Typed {
        language::Word word;
        bool is_known = true;
    };

    void read(const std::string& text, const ParsedQuery& parsed);
    void find_edits(const std::string& text);
    bool is_known(const language::Word& word) const;
    bool is_known_in(const language::Word& word, const std::string& group) const;
    Edits options(const std::string& text, std::size_t place) const;
    void add_near(const language::Word& word, Edits& edits) const;
    std::uint32_t documents(std::string_view word) const;
    void add_halves(const language::Word& word, Edits& edits) const;
    void add_joined(const std::string& text, std::size_t left, Edits& edits) const;
    std::optional<Written> written(std::string_view folded) const;
    std::optional<Written> written_in(index::DocumentNumber document, std::string_view folded) const;
    bool has_text_in_group(index::DocumentNumber document) const;

    static Edits without_overlaps(Edits edits) {
        Edits kept;
        for (auto& edit : edits) {
            const bool overlaps = std::ranges::any_of(
                kept, [&](const Edit& other) { return edit.begin < other.end && other.begin < edit.end; });
            if (!overlaps) kept.push_back(std::move(edit));
        }
        return kept;
    }

    const Spelling& spelling_;
    std::string language_;
    std::string group_;
    const Xapian::Database& database_;
    const Visible& is_visible_;
    bool even_words_;
    std::vector<Typed> typed_;
    std::vector<Edits> edits_;  ///< For each word that is not known, best first; never empty ones.
};

/// Finds the words of the tree in the text, where they can be replaced.
void Spelling::Speller::read(const std::string& text, const ParsedQuery& parsed) {
    std::vector<std::string> texts;
    collect(parsed.root, texts);
    std::set<std::string> wanted;
    for (const auto& each : texts) {
        for (const auto& word : spelling_.analyser_.words(each, language_)) wanted.insert(word.surface);
    }
    auto parted = text;
    std::ranges::replace(parted, ':', ' ');  // A field's name is no part of the word behind it.
    auto words = spelling_.analyser_.words(parted, language_);
    for (std::size_t i = 0; i < words.size(); ++i) {
        const bool is_whole = i + 1 < words.size() && words[i + 1].begin < words[i].end;
        if (is_whole || !wanted.contains(words[i].surface)) continue;  // a hyphenated word: each part by itself
        const bool known = is_known(words[i]);
        typed_.push_back({std::move(words[i]), known});
    }
}

void Spelling::Speller::find_edits(const std::string& text) {
    const bool all_known = std::ranges::all_of(typed_, &Typed::is_known);
    for (std::size_t i = 0; i < typed_.size() && edits_.size() < most_words; ++i) {
        Edits found;
        if (!typed_[i].is_known) {
            found = options(text, i);
        } else if (all_known && even_words_ && i + 1 < typed_.size()) {
            add_joined(text, i, found);
        }
        if (found.empty()) continue;
        edits_.push_back(std::move(found));
    }
}

bool Spelling::Speller::is_known_in(const language::Word& word, const std::string& group) const {
    return std::ranges::any_of(word.stems,
                               [&](const auto& stem) { return database_.term_exists(index::word_term(group, stem)); });
}

/// Whether the index can find it. In other languages than the query's a stem that was only cut off proves nothing.
bool Spelling::Speller::is_known(const language::Word& word) const {
    const auto& analyser = spelling_.analyser_;
    if (has_digit(word.surface) || analyser.is_stop_word(word.surface, language_)) return true;
    if (is_known_in(word, group_)) return true;
    if (is_plain_word(word) && !even_words_) return true;
    const std::span<const language::Word> alone{&word, 1};
    if (!spelling_.labels_.find(alone, language_).empty()) return true;
    static const auto languages = index::facet_number("language");
    for (const auto& other : spelling_.generation_.columns().values(languages)) {
        const auto group = language::group(other);
        if (group == group_) continue;
        for (const auto& read : analyser.words(word.surface, other)) {
            if (!read.lemmas.empty() && is_known_in(read, group)) return true;
        }
    }
    // Known by its neighbour spelling alone: the word as documents write it may find more, unless it is this one.
    const auto here = written(word.folded);
    if (here) return here->surface == word.surface;
    return !spelling_.labels_.spelt(alone).empty();
}

Edits Spelling::Speller::options(const std::string& text, std::size_t place) const {
    Edits edits;
    const auto& word = typed_[place].word;
    add_near(word, edits);
    if (word.parts.empty()) {
        add_halves(word, edits);
        add_joined(text, place, edits);
        if (place > 0) add_joined(text, place - 1, edits);
    }
    std::ranges::stable_sort(edits, {}, [](const Edit& edit) { return std::tuple{edit.cost, ~edit.documents}; });
    if (edits.size() > most_respellings) edits.resize(most_respellings);
    return edits;
}

void Spelling::Speller::add_near(const language::Word& word, Edits& edits) const {
    const auto letters = code_points(word.folded).size();
    const auto first_letter = code_points(word.folded).front();
    const auto most = word.parts.empty() ? tolerance(letters) : unsigned{letters >= long_compound};
    if (const auto here = written(word.folded)) {
        edits.push_back({word.begin, word.end, here->surface, here->is_own ? 0U : 1U, 0, true});
    }
    for (const auto& near : spelling_.words_.near(word.folded, most_near)) {
        const auto found = near.distance > most ? std::nullopt : written(near.word);
        if (!found) continue;
        const unsigned cost = 2 * near.distance + (found->is_own ? 0 : 1);
        const bool is_sure =
            near.distance == 1 || (letters >= long_word && code_points(near.word).front() == first_letter);
        edits.push_back({word.begin, word.end, found->surface, cost, near.documents, is_sure && !is_plain_word(word)});
    }
}

/// Documents that have a word in the query's language, in any form.
std::uint32_t Spelling::Speller::documents(std::string_view word) const {
    std::uint32_t most = 0;
    for (const auto& read : spelling_.analyser_.words(word, language_)) {
        for (const auto& stem : read.stems) {
            most = std::max(most, database_.get_termfreq(index::word_term(group_, stem)));
        }
    }
    return most;
}

void Spelling::Speller::add_halves(const language::Word& word, Edits& edits) const {
    const auto letters = code_points(word.surface).size();
    Edit best{word.begin, word.end, "", 2, 0};
    std::size_t before = 0;
    for (std::size_t at = 0; at < word.surface.size(); ++at) {
        if ((static_cast<unsigned char>(word.surface[at]) & 0xC0) == 0x80) continue;  // within a letter
        const auto behind = letters - before;
        if (before++ < shortest_half || behind < shortest_half) continue;
        const auto left = word.surface.substr(0, at);
        const auto right = word.surface.substr(at);
        const auto both = std::min(documents(left), documents(right));
        if (both < common_enough || both <= best.documents) continue;
        best.text = left + ' ' + right;
        best.documents = both;
    }
    if (!best.text.empty()) edits.push_back(std::move(best));
}

/// Two words that stand apart and are one in the documents.
void Spelling::Speller::add_joined(const std::string& text, std::size_t left, Edits& edits) const {
    if (left + 1 >= typed_.size()) return;
    const auto& first = typed_[left].word;
    const auto& second = typed_[left + 1].word;
    if (first.end + 1 != second.begin || text[first.end] != ' ') return;
    const auto joined = first.surface + second.surface;
    const auto folded = language::fold(joined);
    if (const auto found = written(folded)) {
        edits.push_back({first.begin, second.end, joined, found->is_own ? 1U : 3U, spelling_.words_.documents(folded)});
    }
}

bool Spelling::Speller::has_text_in_group(index::DocumentNumber document) const {
    static const auto facet = index::facet_number("language");
    const auto& columns = spelling_.generation_.columns();
    return std::ranges::any_of(columns.of(facet, document),
                               [&](auto value) { return language::group(columns.values(facet)[value]) == group_; });
}

std::optional<Written> Spelling::Speller::written_in(index::DocumentNumber document, std::string_view folded) const {
    const auto record = spelling_.generation_.record(document);
    if (!record) return std::nullopt;
    std::optional<Written> found;
    for (const auto& text : record->document.texts) {
        const bool is_own = language::group(text.language) == group_;
        if (found && !is_own) continue;
        if (auto surface = find_folded(text, folded)) found = Written{std::move(*surface), is_own};
        if (found && found->is_own) break;
    }
    return found;
}

/// Documents that have a text in the query's language are read first. A word that only documents to come have is not
/// told.
std::optional<Written> Spelling::Speller::written(std::string_view folded) const {
    const auto term = index::folded_term(folded);
    std::vector<index::DocumentNumber> own;
    std::vector<index::DocumentNumber> others;
    std::size_t passed = 0;
    for (auto posting = database_.postlist_begin(term); posting != database_.postlist_end(term); ++posting) {
        if (++passed > most_postings || own.size() == most_documents) break;
        if (!is_visible_(*posting)) continue;
        auto& list = has_text_in_group(*posting) ? own : others;
        if (list.size() < most_documents) list.push_back(*posting);
    }
    own.insert(own.end(), others.begin(), others.end());
    if (own.size() > most_documents) own.resize(most_documents);
    std::optional<Written> found;
    for (const auto document : own) {
        auto here = written_in(document, folded);
        if (here && (!found || here->is_own)) found = std::move(here);
        if (found && found->is_own) break;
    }
    return found;
}

Spelling::Spelling(const language::Analyser& analyser, const concepts::Labels& labels,
                   const index::Generation& generation)
    : analyser_{analyser}, labels_{labels}, generation_{generation}, words_{generation.words()} {}

std::vector<Respelling> Spelling::respell(std::string_view text, const ParsedQuery& parsed, std::string_view language,
                                          const Xapian::Database& database, const Visible& is_visible,
                                          bool even_words) const {
    return Speller{*this, language, database, is_visible, even_words}.run(std::string{text}, parsed);
}

}  // namespace clearinghouse::search
