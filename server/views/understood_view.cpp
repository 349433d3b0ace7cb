#include "server/views/understood_view.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>

#include "server/understanding.h"
#include "server/views/concept_view.h"
#include "server/views/search_view.h"

namespace clearinghouse::server {
namespace {

using Kind = search::Meaning::Kind;

/// The page of a concept; empty when its scheme has no pages.
std::string page_of(const Visit& visit, const SubjectName& name) {
    const auto kind = std::ranges::find(concept_kinds, name.scheme, &ConceptKind::scheme);
    if (kind == concept_kinds.end() || !visit.searcher->vocabulary().find(name.scheme, name.id)) return "";
    return visit.address(fmt::format("/{}/{}", kind->name, name.id));
}

Json subject_link(const Visit& visit, std::string_view subject) {
    const auto name = subject_name(subject);
    return {{"label", visit.label(name.scheme, name.id)}, {"address", page_of(visit, name)}};
}

Json word_row(const Visit& visit, const search::UnderstoodWord& word) {
    Json translations = Json::array();
    Json concepts = Json::array();
    for (const auto& meaning : in_order(word.meanings)) {
        if (meaning.kind == Kind::translation) {
            translations.push_back({{"translation", meaning.text}, {"tag", meaning.language}});
        } else if (meaning.kind == Kind::subject || meaning.kind == Kind::part_subject) {
            concepts.push_back(subject_link(visit, meaning.text));
        }
    }
    return {{"words", word.text}, {"translations", std::move(translations)}, {"concepts", std::move(concepts)}};
}

/// A link to the same search with a layer on that is off, or off that is on.
Json switch_of(const Visit& visit, search::Request request, bool search::Layers::*layer, const std::string& text) {
    request.offset = 0;
    request.layers.*layer = !(request.layers.*layer);
    return {{"text", visit.text(text)}, {"address", search_address(visit, request)}};
}

}  // namespace

Json understood_view(const Visit& visit, const search::Request& request, const search::Understanding& query) {
    Json rows = Json::array();
    for (const auto& word : query.words) {
        auto row = word_row(visit, word);
        if (!row["translations"].empty() || !row["concepts"].empty()) rows.push_back(std::move(row));
    }
    if (!query.subjects.empty()) {
        Json concepts = Json::array();
        for (const auto& subject : query.subjects) concepts.push_back(subject_link(visit, subject));
        rows.push_back({{"words", visit.text("search.understood.together")},
                        {"translations", Json::array()},
                        {"concepts", std::move(concepts)}});
    }
    const bool translations = request.layers.translations;
    const bool own_language = request.layers.own_language;
    if (query.words.empty() || (rows.empty() && translations && own_language)) return nullptr;
    Json switches = Json::array();
    switches.push_back(switch_of(visit, request, &search::Layers::translations,
                                 translations ? "search.without-translations" : "search.with-translations"));
    switches.push_back(switch_of(visit, request, &search::Layers::own_language,
                                 own_language ? "search.without-own-language" : "search.with-own-language"));
    return {{"rows", std::move(rows)},
            {"open", !translations || !own_language},
            {"own_language", own_language},
            {"switches", std::move(switches)}};
}

}  // namespace clearinghouse::server
