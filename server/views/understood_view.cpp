#include "server/views/understood_view.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
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
    constexpr std::array kinds{themes, countries, goals};
    const auto kind = std::ranges::find(kinds, name.scheme, &ConceptKind::scheme);
    if (kind == kinds.end() || !visit.searcher->vocabulary().find(name.scheme, name.id)) return "";
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
    const bool without = !request.layers.translations;
    if (query.words.empty() || (rows.empty() && !without)) return nullptr;
    auto other = request;
    other.offset = 0;
    other.layers.translations = without;
    return {{"rows", std::move(rows)},
            {"open", without},
            {"switch", visit.text(without ? "search.with-translations" : "search.without-translations")},
            {"switch_address", search_address(visit, other)}};
}

}  // namespace clearinghouse::server
