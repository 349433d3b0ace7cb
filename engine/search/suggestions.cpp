#include "engine/search/suggestions.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "engine/concepts/labels.h"
#include "engine/index/layout.h"
#include "engine/language/analyser.h"
#include "engine/language/language.h"
#include "engine/language/tokeniser.h"
#include "engine/search/word_list.h"

namespace clearinghouse::search {
namespace {

constexpr std::size_t most_titles = 20000;      // Reading the records of more would hold up a new generation.
constexpr std::size_t most_beginnings = 20000;  // Looked at for one answer.
constexpr std::size_t longest_text = 200;       // Bytes of a label or a beginning that count.

/// The words of a text, folded, each followed by a space; where each of them begins.
std::string fold_words(std::string_view text, std::vector<std::size_t>* places = nullptr) {
    std::string folded;
    for (const auto& span : language::find_words(text)) {
        if (span.hyphenated) continue;  // its parts follow
        if (folded.size() > longest_text) break;
        if (places != nullptr) places->push_back(folded.size());
        folded += language::fold(text.substr(span.begin, span.end - span.begin)) + ' ';
    }
    return folded;
}

/// Facets that hold the concepts of a scheme, which say how many documents a concept has.
std::size_t facet_of(std::string_view scheme) {
    const auto found = std::ranges::find(index::facets, scheme, &index::Facet::scheme);
    return static_cast<std::size_t>(found - index::facets.begin());
}

/// The documents of each value of a facet.
std::map<std::string, std::vector<index::DocumentNumber>> documents_by_value(const index::Columns& columns,
                                                                             std::size_t facet) {
    std::map<std::string, std::vector<index::DocumentNumber>> documents;
    if (facet == index::facets.size()) return documents;
    for (index::DocumentNumber document = 1; document <= columns.size(); ++document) {
        for (const auto value : columns.of(facet, document)) {
            documents[columns.values(facet)[value]].push_back(document);
        }
    }
    return documents;
}

}  // namespace

/// What makes one suggestion better than another, best first.
struct Suggestions::Rank {
    bool is_inside;
    bool is_foreign;
    Suggestion::Kind kind;
    bool is_other_label;
    std::size_t fewer;  ///< Documents, counted down.
    std::string_view text;
    std::uint32_t entry;

    auto operator<=>(const Rank&) const = default;
};

Suggestions::Suggestions(const index::Generation& generation) : generation_{generation} {
    add_concepts(generation);
    add_titles(generation);
    sort();
}

void Suggestions::add_concepts(const index::Generation& generation) {
    for (const auto& scheme : generation.vocabulary().schemes()) {
        if (!concepts::is_subject(scheme.id)) continue;
        auto documents = documents_by_value(generation.columns(), facet_of(scheme.id));
        for (const auto& each : scheme.concepts) {
            const auto found = documents.find(each.id);
            if (found == documents.end()) continue;
            const auto subject = static_cast<std::uint32_t>(subjects_.size());
            subjects_.push_back({Suggestion::Kind::subject, scheme.id, each.id, std::move(found->second)});
            for (const auto& [language, label] : each.preferred) add(label, language, subject, true);
            for (const auto& [language, labels] : each.alternative) {
                for (const auto& label : labels) add(label, language, subject, false);
            }
        }
    }
}

void Suggestions::add_titles(const index::Generation& generation) {
    const auto& columns = generation.columns();
    std::vector<index::DocumentNumber> documents;
    for (index::DocumentNumber document = 1; document <= columns.size(); ++document) {
        if (columns.visible_from(document) != index::never || generation.manifest().preview) {
            documents.push_back(document);
        }
    }
    std::ranges::sort(documents, {}, [&](auto document) { return columns.order(document); });
    if (documents.size() > most_titles) documents.resize(most_titles);
    for (const auto document : documents) {
        const auto record = generation.record(document);
        if (!record) continue;
        const auto subject = static_cast<std::uint32_t>(subjects_.size());
        subjects_.push_back({Suggestion::Kind::document, "", record->document.id, {document}});
        for (const auto& text : record->document.texts) add(text.title, text.language, subject, true);
    }
}

void Suggestions::add(std::string text, std::string language, std::uint32_t subject, bool is_preferred) {
    std::vector<std::size_t> places;
    auto folded = fold_words(text, &places);
    for (const auto place : places) {
        beginnings_.push_back({static_cast<std::uint32_t>(entries_.size()), static_cast<std::uint16_t>(place)});
    }
    entries_.push_back({std::move(text), std::move(folded), std::move(language), subject, is_preferred});
}

std::string_view Suggestions::behind(const Beginning& beginning) const {
    return std::string_view{entries_[beginning.entry].folded}.substr(beginning.at);
}

void Suggestions::sort() {
    std::ranges::sort(beginnings_, {}, [&](const Beginning& beginning) {
        return std::tuple{behind(beginning), beginning.entry, beginning.at};
    });
}

std::vector<Suggestion> Suggestions::find(std::string_view text, std::string_view language, std::size_t limit,
                                          const Visible& is_visible) const {
    auto wanted = fold_words(text.substr(0, longest_text));
    if (!wanted.empty()) wanted.pop_back();  // the last word may go on
    if (code_points(wanted).size() < letters_to_suggest) return {};
    auto from = std::ranges::lower_bound(beginnings_, std::string_view{wanted}, {},
                                         [&](const Beginning& beginning) { return behind(beginning); });
    const auto group = language::group(language);
    std::set<Rank> ranks;
    for (std::size_t seen = 0; from != beginnings_.end() && seen < most_beginnings; ++from, ++seen) {
        if (!behind(*from).starts_with(wanted)) break;
        const auto& entry = entries_[from->entry];
        const auto& subject = subjects_[entry.subject];
        ranks.insert({from->at > 0, language::group(entry.language) != group, subject.kind, !entry.is_preferred,
                      ~subject.documents.size(), entry.text, from->entry});
    }
    std::vector<Suggestion> found;
    std::set<std::uint32_t> taken;
    std::set<std::string_view> texts;
    for (const auto& rank : ranks) {
        if (found.size() == std::min(limit, most_suggestions)) break;
        const auto& entry = entries_[rank.entry];
        const auto& subject = subjects_[entry.subject];
        if (texts.contains(entry.text) || taken.contains(entry.subject)) continue;
        if (std::ranges::none_of(subject.documents, is_visible)) continue;
        taken.insert(entry.subject);
        texts.insert(entry.text);
        const bool is_document = subject.kind == Suggestion::Kind::document;
        const auto record = is_document ? generation_.record(subject.documents.front()) : std::nullopt;
        auto name = record ? record->document.text_for(language).title
                           : generation_.vocabulary().label(subject.scheme, subject.id, language);
        found.push_back({subject.kind, entry.text, entry.language, subject.scheme, subject.id, std::move(name)});
    }
    return found;
}

}  // namespace clearinghouse::search
