#include "indexer/suggested.h"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "engine/concepts/labels.h"
#include "engine/index/layout.h"

namespace clearinghouse::indexer {
namespace {

constexpr std::size_t most_titles = 20000;  // more of them would crowd out each other among the few that are shown

/// Facets that hold the concepts of a scheme, which say how many documents a concept has.
std::size_t facet_of(std::string_view scheme) {
    const auto found = std::ranges::find(index::facets, scheme, &index::Facet::scheme);
    return static_cast<std::size_t>(found - index::facets.begin());
}

using Documents = std::vector<index::DocumentNumber>;

/// The documents of each value of a facet.
std::map<std::string_view, Documents> documents_by_value(std::span<const index::Row> rows, std::size_t facet) {
    std::map<std::string_view, Documents> documents;
    if (facet == index::facets.size()) return documents;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto number = static_cast<index::DocumentNumber>(i + 1);
        for (const auto& value : rows[i].values[facet]) {
            auto& list = documents[value];
            if (list.empty() || list.back() != number) list.push_back(number);
        }
    }
    return documents;
}

std::vector<index::Suggested::Text> labels_of(const model::Concept& subject) {
    std::vector<index::Suggested::Text> texts;
    for (const auto& [language, label] : subject.preferred) texts.push_back({label, language, true});
    for (const auto& [language, labels] : subject.alternative) {
        for (const auto& label : labels) texts.push_back({label, language, false});
    }
    return texts;
}

void add_subjects(std::span<const index::Row> rows, const model::Scheme& scheme, std::vector<index::Suggested>& all) {
    auto documents = documents_by_value(rows, facet_of(scheme.id));
    for (const auto& each : scheme.concepts) {
        const auto found = documents.find(each.id);
        if (found == documents.end()) continue;
        all.push_back({scheme.id, each.id, std::move(found->second), labels_of(each)});
    }
}

void add_titles(std::span<const index::Row> rows, std::span<const model::Document* const> documents,
                std::vector<index::Suggested>& all) {
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (documents[i] != nullptr && rows[i].visible_from != index::never) places.push_back(i);
    }
    std::ranges::sort(places, {}, [&](std::size_t place) { return rows[place].order; });
    if (places.size() > most_titles) places.resize(most_titles);
    for (const auto place : places) {
        index::Suggested title;
        title.documents = {static_cast<index::DocumentNumber>(place + 1)};
        for (const auto& text : documents[place]->texts) title.texts.push_back({text.title, text.language, true});
        all.push_back(std::move(title));
    }
}

}  // namespace

std::vector<index::Suggested> suggested(std::span<const index::Row> rows,
                                        std::span<const model::Document* const> documents,
                                        const model::Vocabulary& vocabulary) {
    std::vector<index::Suggested> all;
    for (const auto& scheme : vocabulary.schemes()) {
        if (concepts::is_subject(scheme.id)) add_subjects(rows, scheme, all);
    }
    add_titles(rows, documents, all);
    return all;
}

}  // namespace clearinghouse::indexer
