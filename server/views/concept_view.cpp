#include "server/views/concept_view.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

#include "server/formats.h"
#include "server/representations.h"
#include "server/search_parameters.h"
#include "server/views/cards.h"
#include "server/views/page.h"
#include "server/views/search_view.h"

namespace clearinghouse::server {
namespace {

constexpr std::size_t shown_of_a_type = 5;

std::string address_of(const Visit& visit, const ConceptKind& kind, const std::string& id) {
    return visit.address(fmt::format("/{}/{}", kind.name, id));
}

/// The values whose documents belong to a concept. Documents name the goals they serve, hardly ever the priority that
/// the goals stand under.
std::vector<std::string> values_of(const ConceptKind& kind, const model::Concept& wanted, const Counts& counts) {
    if (kind.scheme != "goals" || wanted.narrower.empty()) return {wanted.id};
    auto values = wanted.narrower;
    const auto own = counts.find(wanted.id);
    if (own != counts.end() && own->second > 0) values.push_back(wanted.id);
    return values;
}

/// A document under several of the values counts once.
std::size_t documents_of(const Visit& visit, const ConceptKind& kind, const model::Concept& wanted,
                         const Counts& counts) {
    auto values = values_of(kind, wanted, counts);
    if (values.size() == 1) {
        const auto count = counts.find(values.front());
        return count == counts.end() ? 0 : count->second;
    }
    const auto found = visit.searcher->search(listing(visit, only(kind.facet, std::move(values)), 1), visit.now);
    return found ? found->total : 0;
}

Json link_to(const Visit& visit, const ConceptKind& kind, const model::Concept& to, const Counts& counts) {
    const auto documents = documents_of(visit, kind, to, counts);
    // In a large scheme a concept often only holds others together.
    const bool hides_number = kind.is_large && documents == 0;
    return {{"id", to.id},
            {"address", address_of(visit, kind, to.id)},
            {"label", capitalised(to.label(visit.language), visit.language)},
            {"notation", kind.scheme == "goals" ? to.notation : std::string{}},
            {"documents_text", visit.count("documents.count", documents)},
            {"number", hides_number ? std::string{} : format_number(static_cast<double>(documents), visit.language)},
            {"is_empty", documents == 0},
            {"narrower", Json::array()}};
}

bool by_label(const Before& before, const Json& left, const Json& right) {
    return before(left["label"].get_ref<const std::string&>(), right["label"].get_ref<const std::string&>());
}

void sort_by_label(const Visit& visit, Json& links) {
    const auto before = alphabetical(visit.language);
    std::stable_sort(links.begin(), links.end(), [&](const Json& a, const Json& b) { return by_label(before, a, b); });
}

/// Goal 10 comes after goal 9.
void sort_by_number(Json& links) {
    const auto number = [](const Json& link) {
        return read_number(link["notation"].get_ref<const std::string&>()).value_or(0);
    };
    std::stable_sort(links.begin(), links.end(), [&](const Json& a, const Json& b) { return number(a) < number(b); });
}

Json links_to(const Visit& visit, const ConceptKind& kind, const std::vector<std::string>& ids, const Counts& counts) {
    Json links = Json::array();
    for (const auto& id : ids) {
        const auto* found = visit.searcher->vocabulary().find(kind.scheme, id);
        if (found) links.push_back(link_to(visit, kind, *found, counts));
    }
    if (kind.scheme == "goals") {
        sort_by_number(links);
    } else {
        sort_by_label(visit, links);
    }
    return links;
}

void leave_out_empty(Json& links) {
    Json kept = Json::array();
    for (auto& link : links) {
        if (!link["is_empty"].get<bool>()) kept.push_back(std::move(link));
    }
    links = std::move(kept);
}

/// What a concept covers, in a language that the reader understands, and that language.
std::pair<std::string, std::string> scope_note(const model::Concept& wanted, const std::string& language) {
    for (const auto& understood : model::understood_by(language)) {
        const auto note = wanted.scope_notes.find(understood);
        if (note != wanted.scope_notes.end()) return {note->second, understood};
    }
    return {};
}

/// The concepts below one, however far, none twice.
std::vector<std::string> all_below(const model::Scheme& scheme, const model::Concept& top) {
    auto below = top.narrower;
    for (std::size_t at = 0; at < below.size(); ++at) {
        const auto* next = scheme.find(below[at]);
        if (!next) continue;
        for (const auto& id : next->narrower) {
            if (std::ranges::find(below, id) == below.end()) below.push_back(id);
        }
    }
    return below;
}

search::Request search_for(const Visit& visit, const search::Filters& filters) {
    search::Request request;
    request.language = visit.language;
    request.filters = filters;
    return request;
}

/// What is new among documents, as a feed; empty when lists are not given as feeds.
std::string feed_address(const Visit& visit, const search::Filters& filters) {
    const auto formats = list_formats();
    const bool has_feeds =
        std::ranges::find(formats, "atom", [](const auto& row) { return row.format.name; }) != formats.end();
    if (!has_feeds) return "";
    auto request = search_for(visit, filters);
    request.sort = search::Sort::newest;
    return fmt::format("/api/v1/search?{}&lang={}&format=atom", to_query(request), visit.language);
}

/// The newest documents under the name of their type, in the order of the types' counts.
Json newest_by_type(const Visit& visit, const search::Filters& of_concept) {
    Json groups = Json::array();
    std::vector<std::pair<std::string, std::size_t>> types;
    for (const auto& [type, count] : counts_of(visit, "type", of_concept)) types.emplace_back(type, count);
    std::ranges::stable_sort(types, std::ranges::greater{}, [](const auto& pair) { return pair.second; });
    for (const auto& [type, count] : types) {
        if (count == 0) continue;
        auto filters = of_concept;
        filters.any_of["type"] = {type};
        const bool has_more = count > shown_of_a_type;
        groups.push_back({{"heading", visit.heading("document-types", type)},
                          {"documents", newest_cards(visit, filters, shown_of_a_type)},
                          {"all_text", has_more ? visit.count("concept.all", count) : std::string{}},
                          {"all_address", search_address(visit, search_for(visit, filters))}});
    }
    return groups;
}

}  // namespace

Counts counts_of(const Visit& visit, std::string_view facet, search::Filters filters) {
    Counts counts;
    auto request = listing(visit, std::move(filters), 1);
    request.with_facets = true;
    const auto found = visit.searcher->search(request, visit.now);
    if (!found) return counts;
    for (const auto& row : found->facets) {
        if (row.name != facet) continue;
        for (const auto& value : row.values) counts[value.value] = value.count;
    }
    return counts;
}

Json concept_tree(const Visit& visit, const ConceptKind& kind) {
    Json tree = Json::array();
    const auto* scheme = visit.searcher->vocabulary().scheme(kind.scheme);
    if (!scheme) return tree;
    const auto counts = counts_of(visit, kind.facet);
    for (const auto& each : scheme->concepts) {
        const bool is_below = std::ranges::any_of(each.broader, [&](const auto& id) { return scheme->find(id); });
        if (is_below) continue;
        auto link = link_to(visit, kind, each, counts);
        link["narrower"] = links_to(visit, kind, kind.is_large ? all_below(*scheme, each) : each.narrower, counts);
        if (kind.is_large) leave_out_empty(link["narrower"]);
        if (kind.is_large && link["is_empty"].get<bool>() && link["narrower"].empty()) continue;
        tree.push_back(std::move(link));
    }
    if (kind.is_large || kind.scheme == "countries") sort_by_label(visit, tree);
    return tree;
}

Json concept_view(const Visit& visit, const ConceptKind& kind, const model::Concept& wanted) {
    const auto counts = counts_of(visit, kind.facet);
    const auto documents = documents_of(visit, kind, wanted, counts);
    const auto filters = only(kind.facet, values_of(kind, wanted, counts));
    const auto [note, note_language] = scope_note(wanted, visit.language);
    return {{"label", capitalised(wanted.label(visit.language), visit.language)},
            {"kind", visit.text(fmt::format("facet.{}", kind.facet))},
            {"list_address", visit.address(fmt::format("/{}", kind.name))},
            {"list_text", visit.text(fmt::format("navigation.{}", kind.name))},
            {"scope_note", note},
            {"scope_note_lang", note.empty() ? "" : foreign(visit, note_language)},
            {"broader", links_to(visit, kind, wanted.broader, counts)},
            {"narrower", links_to(visit, kind, wanted.narrower, counts)},
            {"related", links_to(visit, kind, wanted.related, counts)},
            {"count", visit.count("documents.count", documents)},
            {"groups", newest_by_type(visit, filters)},
            {"facet", kind.facet},
            {"value", wanted.id},
            {"search_address", search_address(visit, search_for(visit, filters))},
            {"feed_address", feed_address(visit, filters)}};
}

}  // namespace clearinghouse::server
