#include "engine/search/suggestions.h"

#include <algorithm>
#include <compare>
#include <set>

#include "engine/language/language.h"
#include "engine/language/text.h"

namespace clearinghouse::search {
namespace {

constexpr std::size_t most_beginnings = 20000;  // Looked at for one answer.
constexpr std::size_t longest_text = 200;       // Bytes of what was typed that count.

/// What makes one suggestion better than another, best first.
struct Rank {
    bool is_inside;
    bool is_foreign;
    Suggestion::Kind kind;
    bool is_other_label;
    std::size_t fewer;  ///< Documents, counted down.
    std::string_view text;
    std::uint32_t number;  ///< Of the text.

    auto operator<=>(const Rank&) const = default;
};

Suggestion::Kind kind_of(const index::SuggestionFile::Subject& subject) {
    return subject.scheme.empty() ? Suggestion::Kind::document : Suggestion::Kind::subject;
}

std::set<Rank> rank(const index::SuggestionFile& file, std::string_view folded, const std::string& group) {
    std::set<Rank> ranks;
    for (const auto& beginning : file.beginning_with(folded, most_beginnings)) {
        const auto text = file.text(beginning.text);
        const auto subject = file.subject(text.subject);
        ranks.insert({beginning.at > 0, language::group(text.language) != group, kind_of(subject), !text.is_preferred,
                      ~subject.documents.size(), text.text, beginning.text});
    }
    return ranks;
}

/// A concept or document as a reader of the language has it.
Suggestion suggestion(const index::Generation& generation, const index::SuggestionFile::Text& text,
                      std::string_view language) {
    const auto subject = generation.suggestions().subject(text.subject);
    Suggestion made{.kind = kind_of(subject),
                    .text = std::string{text.text},
                    .language = std::string{text.language},
                    .scheme = std::string{subject.scheme},
                    .id = std::string{subject.id},
                    .name = {}};
    if (made.kind == Suggestion::Kind::subject) {
        made.name = generation.vocabulary().label(made.scheme, made.id, language);
    } else if (const auto record = generation.record(subject.documents.front())) {
        made.id = record->document.id;
        made.name = record->document.text_for(language).title;
    }
    return made;
}

}  // namespace

std::vector<Suggestion> Suggestions::find(std::string_view text, std::string_view language, std::size_t limit,
                                          const Visible& is_visible) const {
    auto wanted = index::fold_words(text.substr(0, longest_text)).text;
    if (!wanted.empty()) wanted.pop_back();  // the last word may go on
    if (language::code_points(wanted).size() < letters_to_suggest) return {};
    const auto& file = generation_.suggestions();
    std::vector<Suggestion> found;
    std::set<std::uint32_t> taken;
    std::set<std::string_view> texts;
    for (const auto& each : rank(file, wanted, language::group(language))) {
        if (found.size() == std::min(limit, most_suggestions)) break;
        const auto entry = file.text(each.number);
        if (texts.contains(entry.text) || taken.contains(entry.subject)) continue;
        if (std::ranges::none_of(file.subject(entry.subject).documents, is_visible)) continue;
        taken.insert(entry.subject);
        texts.insert(entry.text);
        found.push_back(suggestion(generation_, entry, language));
    }
    return found;
}

}  // namespace clearinghouse::search
