#include "server/views/cards.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <utility>

#include "server/formats.h"
#include "server/search_parameters.h"
#include "server/views/document_view.h"
#include "server/views/facts.h"
#include "server/views/page.h"

namespace clearinghouse::server {
namespace {

std::string date_of(const Visit& visit, const model::Document& document) {
    if (document.date) return format_date(*document.date, visit.language);
    return document.year() == 0 ? "" : std::to_string(document.year());
}

std::string labels(const Visit& visit, std::string_view scheme, const std::vector<std::string>& ids) {
    std::string joined;
    for (const auto& id : ids) joined += (joined.empty() ? "" : ", ") + visit.label(scheme, id);
    return joined;
}

std::string address_of(const Visit& visit, const model::Document& document) {
    return visit.address((document.type == "collection" ? "/collections/" : "/documents/") + document.id);
}

std::string cost_of(const Visit& visit, const model::Document& document) {
    const auto* cost = document.value("cost");
    return cost ? fact_value(visit, *model::field("cost"), *cost)["text"].get<std::string>() : std::string{};
}

Json page_view(const Visit& visit, const model::Document& document, const search::PageFound& page) {
    const auto attachment = std::ranges::find(document.attachments, page.file, &model::Attachment::file);
    const bool named = attachment != document.attachments.end();
    return {{"pdf_address", page_address(document.id, page)},
            {"number", std::to_string(page.number)},
            {"pdf_title", named ? attachment->title : ""},
            {"pdf_lang", named ? foreign(visit, attachment->language) : ""}};
}

/// Where in its page a hit stands, for those that stand under a heading.
Json section_view(const Visit& visit, const search::Hit& hit) {
    constexpr std::string_view verdict = "evidence-reason";
    if (hit.section.empty() || hit.section == model::body || hit.section == verdict) return nullptr;
    const auto& document = hit.record.document;
    const bool is_shown = choose_texts(document, visit.language).body->language == hit.snippet_language;
    return {{"section_address", fmt::format("{}{}#{}", address_of(visit, document),
                                            is_shown ? "" : "?text=" + hit.snippet_language, hit.section)},
            {"section_label", visit.text("section." + hit.section)}};
}

}  // namespace

std::string beginning(const std::string& text, std::size_t letters) {
    if (text.size() <= letters) return text;
    const auto space = text.rfind(' ', letters);
    return text.substr(0, space == std::string::npos ? 0 : space) + "\u00A0…";
}

Json card(const Visit& visit, const search::Record& record) {
    const auto& document = record.document;
    const auto& text = document.text_for(visit.language);
    const auto* evidence = document.value("evidence");
    return {{"id", document.id},
            {"address", address_of(visit, document)},
            {"title", text.title},
            {"title_lang", foreign(visit, text.language)},
            {"type", visit.heading("document-types", document.type)},
            {"date", date_of(visit, document)},
            {"countries", labels(visit, "countries", document.countries)},
            {"language", text.language == visit.language ? "" : visit.label("languages", text.language)},
            {"evidence", evidence ? visit.heading("evidence-levels", evidence->attribute("level")) : ""},
            {"cost", cost_of(visit, document)},
            {"draft", document.status == model::Status::draft},
            {"shared", ""},
            {"summary", beginning(text.summary, 260)}};
}

Json hit_card(const Visit& visit, const search::Hit& hit) {
    auto view = card(visit, hit.record);
    Json snippet = Json::array();
    for (const auto& fragment : hit.snippet) snippet.push_back({{"words", fragment.text}, {"marked", fragment.marked}});
    std::string why;
    for (const auto& word : hit.why) why += (why.empty() ? "" : ", ") + word;
    view["snippet"] = std::move(snippet);
    view["snippet_lang"] = hit.snippet_language.empty() ? "" : foreign(visit, hit.snippet_language);
    view["why"] = why;
    view["permalink"] = fmt::format("{}/documents/{}", visit.site.settings.base_url, hit.record.document.id);
    view["is_comparable"] = hit.record.document.type == "learning-example";
    view["section"] = section_view(visit, hit);
    view["pdf"] = hit.page ? page_view(visit, hit.record.document, *hit.page) : Json(nullptr);
    return view;
}

Json table_row(const Visit& visit, const search::Record& record) {
    const auto& document = record.document;
    auto row = card(visit, record);
    row["languages"] = Json::array();
    for (const auto& text : document.texts) {
        row["languages"].push_back({{"tag", text.language}, {"name", visit.label("languages", text.language)}});
    }
    row["aspects"] = labels(visit, "aspects", document.aspects());
    row["year"] = document.year() == 0 ? "" : std::to_string(document.year());
    return row;
}

search::Filters only(std::string_view facet, std::vector<std::string> values) {
    search::Filters filters;
    filters.any_of[std::string{facet}] = std::move(values);
    return filters;
}

search::Request listing(const Visit& visit, search::Filters filters, std::size_t count) {
    search::Request request;
    request.language = visit.language;
    request.filters = std::move(filters);
    request.sort = search::Sort::newest;
    request.limit = count;
    request.with_facets = request.with_snippets = false;
    return request;
}

std::vector<search::Record> all_records(const Visit& visit, const search::Filters& filters) {
    constexpr std::size_t most = 1000;
    std::vector<search::Record> records;
    auto request = listing(visit, filters, search::Limits{}.page);
    while (records.size() < most) {
        request.offset = records.size();
        auto found = visit.searcher->search(request, visit.now);
        // A list that is cut off would be taken for the whole.
        if (!found && found.error().code == "too-expensive") throw std::runtime_error{model::to_line(found.error())};
        if (!found || found->hits.empty()) break;
        for (auto& hit : found->hits) records.push_back(std::move(hit.record));
        if (records.size() >= found->total) break;
    }
    return records;
}

Json newest_cards(const Visit& visit, const search::Filters& filters, std::size_t count) {
    Json cards = Json::array();
    const auto found = visit.searcher->search(listing(visit, filters, count), visit.now);
    if (!found) return cards;
    for (const auto& hit : found->hits) cards.push_back(card(visit, hit.record));
    return cards;
}

}  // namespace clearinghouse::server
