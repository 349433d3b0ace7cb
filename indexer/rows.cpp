#include "indexer/rows.h"

#include <algorithm>
#include <numeric>
#include <tuple>

#include "engine/index/layout.h"
#include "engine/language/alphabet.h"
#include "indexer/writer.h"

namespace clearinghouse::indexer {
namespace {

std::int32_t date_of(const model::Document& document) {
    if (document.date) return document.date->year * 10000 + document.date->month * 100 + document.date->day;
    return document.year() * 10000;
}

std::int64_t visible_from(const model::Document& document) {
    switch (document.status) {
        case model::Status::withdrawn:
            return index::never;
        case model::Status::draft:
            return 0;
        case model::Status::published:
            break;
    }
    return document.published ? document.published->time_since_epoch().count() : 0;
}

std::vector<std::string> years_of(const model::Document& document) {
    if (document.year() == 0) return {};
    return {std::to_string(document.year())};
}

/// The languages in which it can be read: those of its attachments and of its texts. A translation of no more than the
/// summary is no document in that language.
std::vector<std::string> languages_of(const model::Document& document) {
    std::vector<std::string> languages;
    const auto add = [&](const std::string& language) {
        if (!language.empty() && std::ranges::find(languages, language) == languages.end())
            languages.push_back(language);
    };
    for (const model::Text& text : document.texts) {
        if (text.is_original() || !text.sections.empty()) add(text.language);
    }
    for (const model::Attachment& attachment : document.attachments) add(attachment.language);
    return languages;
}

std::vector<std::string> evidence_of(const model::Document& document) {
    std::vector<std::string> levels;
    for (const model::Value* value : document.values("evidence")) {
        if (!value->attribute("level").empty()) levels.push_back(value->attribute("level"));
    }
    return levels;
}

}  // namespace

index::Row row_of(const model::Document& document, const model::Vocabulary& vocabulary) {
    index::Row row;
    row.visible_from = visible_from(document);
    row.date = date_of(document);
    if (document.status == model::Status::withdrawn) return row;
    const auto facet = [&row](std::string_view name) -> std::vector<std::string>& {
        return row.values.at(index::facet_number(name));
    };
    facet("type") = {document.type};
    facet("theme") = with_broader(vocabulary, "themes", document.themes);
    facet("country") = document.countries;
    facet("year") = years_of(document);
    facet("language") = languages_of(document);
    facet("target-group") = document.target_groups;
    facet("perspective") = document.perspectives;
    facet("goal") = document.goals;
    facet("evidence") = evidence_of(document);
    facet("aspect") = document.aspects();
    return row;
}

void set_order(std::vector<index::Row>& rows, const std::vector<std::string>& ids) {
    std::vector<std::size_t> places(rows.size());
    std::iota(places.begin(), places.end(), std::size_t{0});
    std::erase_if(places, [&](std::size_t place) { return ids[place].empty(); });
    std::sort(places.begin(), places.end(), [&](std::size_t left, std::size_t right) {
        return std::tie(rows[right].date, ids[left]) < std::tie(rows[left].date, ids[right]);
    });
    std::uint32_t order = 0;
    for (const std::size_t place : places) rows[place].order = ++order;
}

void set_title_order(std::vector<index::Row>& rows, const std::vector<const model::Document*>& documents) {
    for (std::size_t language = 0; language < index::title_languages.size(); ++language) {
        const auto key = language::title_key(index::title_languages.at(language));
        std::vector<std::tuple<std::string, std::string_view, std::size_t>> titles;
        for (std::size_t place = 0; place < documents.size(); ++place) {
            const auto* document = documents[place];
            if (document == nullptr || document->texts.empty()) continue;
            const auto& text = document->text_for(index::title_languages.at(language));
            titles.emplace_back(key(text.title), document->id, place);
        }
        std::sort(titles.begin(), titles.end());
        std::uint32_t order = 0;
        for (const auto& [title, id, place] : titles) rows[place].title_order.at(language) = ++order;
    }
}

}  // namespace clearinghouse::indexer
