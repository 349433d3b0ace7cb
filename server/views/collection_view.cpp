#include "server/views/collection_view.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "server/formats.h"
#include "server/views/cards.h"
#include "server/views/document_view.h"
#include "server/views/page.h"
#include "server/views/take_along_view.h"

namespace clearinghouse::server {
namespace {

constexpr std::size_t later_ones = 10;
constexpr std::size_t letters_of_foreword = 420;

/// The editor's sentence in the reader's language or a near one, with its own language.
std::pair<std::string, std::string> sentence_for(const model::Part& part, const std::string& language) {
    for (const auto& understood : model::understood_by(language)) {
        const auto found = part.sentences.find(understood);
        if (found != part.sentences.end()) return {found->second, understood};
    }
    if (part.sentences.empty()) return {};
    return {part.sentences.begin()->second, part.sentences.begin()->first};
}

Json part_card(const Visit& visit, const search::Record& record, const model::Part& part) {
    auto view = card(visit, record);
    const auto [sentence, language] = sentence_for(part, visit.language);
    if (!sentence.empty()) {
        view["summary"] = "";
        view["sentence"] = sentence;
        view["sentence_lang"] = foreign(visit, language);
    } else {
        view["sentence"] = "";
    }
    return view;
}

/// Parts under their roles, roles in the order in which they first come.
Json parts_by_role(const Visit& visit, const model::Document& collection) {
    std::vector<std::pair<std::string, Json>> roles;
    for (const auto& part : collection.parts) {
        const auto lookup = visit.find(part.document);
        if (lookup.state != search::Lookup::State::found && lookup.state != search::Lookup::State::moved) continue;
        auto role = std::ranges::find(roles, part.role, [](const auto& pair) { return pair.first; });
        if (role == roles.end()) role = roles.insert(roles.end(), {part.role, Json::array()});
        role->second.push_back(part_card(visit, *lookup.record, part));
    }
    Json views = Json::array();
    for (auto& [role, cards] : roles) {
        views.push_back({{"heading", visit.text("role." + role)}, {"documents", std::move(cards)}});
    }
    return views;
}

bool has_part(const model::Document& collection, const std::string& id) {
    return id == collection.id ||
           std::ranges::find(collection.parts, id, &model::Part::document) != collection.parts.end();
}

/// A published collection stays as it was; what came later on the same theme stands apart.
Json later_on_the_theme(const Visit& visit, const model::Document& collection) {
    Json cards = Json::array();
    if (collection.themes.empty() || !collection.published) return cards;
    const auto found =
        visit.searcher->search(listing(visit, only("theme", collection.themes), search::Limits{}.page), visit.now);
    if (!found) return cards;
    for (const auto& hit : found->hits) {
        const auto& document = hit.record.document;
        const bool later = document.published && *document.published > *collection.published;
        if (later && !has_part(collection, document.id) && cards.size() < later_ones)
            cards.push_back(card(visit, hit.record));
    }
    return cards;
}

std::string edition_line(const Visit& visit, const model::Document& collection) {
    if (!collection.published) return "";
    const auto* edition = collection.value("edition");
    return visit.text("collection.edition", {{"number", edition ? edition->text : "1"},
                                             {"date", format_day(*collection.published, visit.language)}});
}

}  // namespace

std::vector<search::Record> all_collections(const Visit& visit) {
    auto records = all_records(visit, only("type", {"collection"}));
    std::ranges::stable_sort(records, std::ranges::greater{},
                             [](const auto& record) { return record.document.year(); });
    return records;
}

Json collection_card(const Visit& visit, const search::Record& record) {
    auto view = card(visit, record);
    view["year"] = std::to_string(record.document.year());
    view["parts"] = visit.count("collection.parts", record.document.parts.size());
    return view;
}

Json theme_links(const Visit& visit, const model::Document& collection) {
    Json links = Json::array();
    for (const auto& theme : collection.themes) {
        links.push_back({{"address", visit.address("/themes/" + theme)}, {"label", visit.heading("themes", theme)}});
    }
    return links;
}

Json collection_lead(const Visit& visit, const search::Record& record) {
    auto view = collection_card(visit, record);
    const auto& collection = record.document;
    const auto texts = choose_texts(collection, visit.language);
    const auto* foreword = texts.body->section("foreword");
    view["foreword"] = foreword ? beginning(foreword->markup.text, letters_of_foreword) : std::string{};
    view["foreword_lang"] = foreign(visit, texts.body->language);
    view["themes"] = theme_links(visit, collection);
    Json kinds = Json::array();
    for (const auto& role : parts_by_role(visit, collection)) {
        const auto parts = static_cast<double>(role["documents"].size());
        kinds.push_back({{"label", role["heading"]}, {"number", format_number(parts, visit.language)}});
    }
    view["kinds"] = std::move(kinds);
    return view;
}

Json collection_view(const Visit& visit, const search::Record& record) {
    auto view = document_view(visit, record);
    const auto& collection = record.document;
    view["year"] = std::to_string(collection.year());
    view["edition"] = edition_line(visit, collection);
    view["roles"] = parts_by_role(visit, collection);
    view["take_along"] = take_collection_along(visit, collection.id);
    view["later"] = later_on_the_theme(visit, collection);
    for (auto& choice : view["choices"]) {
        choice["address"] =
            visit.address("/collections/" + collection.id + "?text=" + choice["tag"].get<std::string>());
    }
    return view;
}

}  // namespace clearinghouse::server
