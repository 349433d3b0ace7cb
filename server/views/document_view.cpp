#include "server/views/document_view.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <tuple>
#include <utility>
#include <vector>

#include "engine/model/fields.h"
#include "server/citations/formats.h"
#include "server/formats.h"
#include "server/search_parameters.h"
#include "server/views/cards.h"
#include "server/views/event_view.h"
#include "server/views/facts.h"
#include "server/views/page.h"
#include "server/views/statistics_view.h"
#include "server/views/take_along_view.h"

namespace clearinghouse::server {
namespace {

/// The language asked for with ?text=, when the document has it; else the reader's.
std::string text_language(const Visit& visit, const model::Document& document) {
    const auto asked = visit.request.parameter("text");
    return document.text_in(asked) ? asked : visit.language;
}

std::string joined(const std::vector<std::string>& names) {
    return fmt::format("{}", fmt::join(names, ", "));
}

std::string language_name(const Visit& visit, const std::string& language) {
    return visit.label("languages", language);
}

/// What a reader must know about the languages of the page; empty when everything is in theirs or as they chose it.
std::string language_note(const Visit& visit, const model::Document& document, const ChosenTexts& texts) {
    const auto head = language_name(visit, texts.head->language);
    const auto body = language_name(visit, texts.body->language);
    if (texts.head != texts.body) return visit.text("document.note.summary-only", {{"summary", head}, {"text", body}});
    if (!document.text_in(visit.language)) return visit.text("document.note.other", {{"text", head}});
    if (texts.head->is_original()) return "";
    return visit.text("document.note.translated", {{"text", language_name(visit, texts.head->translation_of)}});
}

Json text_choices(const Visit& visit, const model::Document& document, const model::Text& shown) {
    Json choices = Json::array();
    if (document.texts.size() < 2) return choices;
    for (const auto& text : document.texts) {
        choices.push_back({{"tag", text.language},
                           {"name", language_name(visit, text.language)},
                           {"note", text.sections.empty() && !document.original().sections.empty()
                                        ? visit.text("document.summary-only")
                                        : std::string{}},
                           {"address", visit.address(fmt::format("/documents/{}?text={}", document.id, text.language))},
                           {"current", &text == &shown}});
    }
    return choices;
}

Json sections_of(const Visit& visit, const model::Text& text) {
    Json sections = Json::array();
    for (const auto& section : text.sections) {
        if (section.field == "evidence-reason") continue;
        const bool is_body = section.field == model::body;
        sections.push_back({{"anchor", section.field},
                            {"label", is_body ? std::string{} : visit.text("section." + section.field)},
                            {"lang", foreign(visit, text.language)},
                            {"html", localised(visit, section.markup.html)}});
    }
    return sections;
}

/// The questions that the document answers, in a language that its reader understands; null when there are none.
Json questions_of(const Visit& visit, const model::Document& document) {
    const auto* found = document.questions_for(text_language(visit, document));
    if (!found) return nullptr;
    return {{"lang", foreign(visit, found->language)}, {"list", found->questions}};
}

/// How well the results are known, as the editors judged it.
Json verdict(const Visit& visit, const model::Document& document, const model::Text& text) {
    const auto* evidence = document.value("evidence");
    auto key = key_facts(visit, document, text);
    if (!evidence && key.is_null()) return nullptr;
    const bool is_practice = !key.is_null();
    if (!evidence)
        return {{"level", visit.text("unknown.evidence")}, {"key_facts", std::move(key)}, {"is_practice", true}};
    const auto& level = evidence->attribute("level");
    const auto* found = visit.searcher->vocabulary().find("evidence-levels", level);
    const auto assessed = model::parse_date(evidence->attribute("assessed"));
    const auto* reason = text.section("evidence-reason");
    std::string meaning;
    if (found) {
        const auto note = found->scope_notes.find(visit.language);
        if (note != found->scope_notes.end()) meaning = note->second;
    }
    return {{"level", visit.label("evidence-levels", level)},
            {"meaning", meaning},
            {"reason", reason ? localised(visit, reason->markup.html) : ""},
            {"reason_lang", foreign(visit, text.language)},
            {"assessed", assessed ? visit.text("document.assessed", {{"date", format_date(*assessed, visit.language)}})
                                  : std::string{}},
            {"key_facts", is_practice ? std::move(key) : Json::array()},
            {"is_practice", is_practice}};
}

struct LinkGroup {
    std::string heading;
    Json cards = Json::array();
};

struct Relations {
    std::vector<LinkGroup> groups;
    std::vector<std::string> shown;  ///< Ids: a document stands in the first group only that it belongs to.
};

void add_link(Relations& relations, const Visit& visit, const std::string& heading, const std::string& id) {
    const auto lookup = visit.find(id);
    if (lookup.state != search::Lookup::State::found && lookup.state != search::Lookup::State::moved) return;
    auto& [groups, shown] = relations;
    const auto& found = lookup.record->document.id;
    if (std::ranges::find(shown, found) != shown.end()) return;
    shown.push_back(found);
    auto group = std::ranges::find(groups, heading, &LinkGroup::heading);
    if (group == groups.end()) group = groups.insert(groups.end(), {heading});
    group->cards.push_back(card(visit, *lookup.record));
}

void add_shared(std::vector<std::string>& labels, const Visit& visit, std::string_view scheme,
                const std::vector<std::string>& of_one, const std::vector<std::string>& of_other) {
    for (const auto& id : of_one) {
        if (std::ranges::find(of_other, id) != of_other.end()) labels.push_back(visit.label(scheme, id));
    }
}

/// What two documents have in common, for a reader who asks why one is offered beside the other.
std::string shared(const Visit& visit, const model::Document& one, const model::Document& other) {
    constexpr std::size_t most = 4;
    std::vector<std::string> labels;
    add_shared(labels, visit, "themes", one.themes, other.themes);
    add_shared(labels, visit, "target-groups", one.target_groups, other.target_groups);
    add_shared(labels, visit, "countries", one.countries, other.countries);
    if (labels.size() > most) labels.resize(most);
    return labels.empty() ? "" : visit.text("document.shared", {{"what", joined(labels)}});
}

/// Documents about the same that the page does not link to already.
Json similar_cards(const Visit& visit, const search::Record& record) {
    constexpr std::size_t most = 5;
    std::vector<std::string> linked;
    for (const auto& link : record.document.links) linked.push_back(link.document);
    for (const auto& link : record.backlinks) linked.push_back(link.document);
    for (const auto& part : record.document.parts) linked.push_back(part.document);
    Json cards = Json::array();
    for (const auto& similar : visit.searcher->similar(record.document.id, most + linked.size(), visit.now)) {
        const bool is_shown = std::ranges::find(linked, similar.document.id) != linked.end();
        if (is_shown || cards.size() == most) continue;
        cards.push_back(card(visit, similar));
        cards.back()["shared"] = shared(visit, record.document, similar.document);
    }
    return cards;
}

Json links_of(const Visit& visit, const search::Record& record) {
    Relations relations;
    // Last what says least.
    for (const bool is_loose : {false, true}) {
        for (const auto& link : record.document.links) {
            if ((link.relation == "related") != is_loose) continue;
            add_link(relations, visit, visit.text("relation." + link.relation), link.document);
        }
        for (const auto& link : record.backlinks) {
            if ((link.relation == "related") != is_loose) continue;
            add_link(relations, visit, visit.text("relation." + link.relation + ".back"), link.document);
        }
    }
    Json views = Json::array();
    for (auto& [heading, cards] : relations.groups) {
        views.push_back({{"heading", heading}, {"documents", std::move(cards)}});
    }
    return views;
}

Json attachments_of(const Visit& visit, const model::Document& document) {
    Json views = Json::array();
    for (const auto& attachment : document.attachments) {
        const auto path = visit.searcher->attachment(document.id, attachment.file, visit.now);
        if (!path) continue;
        auto ending = std::filesystem::path{attachment.file}.extension().string();
        std::ranges::transform(ending, ending.begin(), [](char c) { return c >= 'a' && c <= 'z' ? char(c - 32) : c; });
        views.push_back({{"address", fmt::format("/files/{}/{}", document.id, encode(attachment.file))},
                         {"title", attachment.title},
                         {"title_lang", foreign(visit, attachment.language)},
                         {"kind", ending.empty() ? ending : ending.substr(1)},
                         {"size", format_size(std::filesystem::file_size(*path), visit.language)},
                         {"language", attachment.language.empty() ? "" : language_name(visit, attachment.language)}});
    }
    return views;
}

Json sources_of(const Visit& visit, const model::Document& document) {
    Json views = Json::array();
    for (const auto& source : document.sources) {
        const auto& href = source.attribute("href");
        views.push_back({{"address", href},
                         {"text", source.text.empty() ? visit.text("document.original") : source.text},
                         {"host", href}});
    }
    return views;
}

Json citation_of(const Visit& visit, const search::Record& record) {
    const auto reference = citations::apa_reference(visit, record);
    return {{"before", reference.before},
            {"title", reference.title},
            {"title_lang", foreign(visit, reference.title_language)},
            {"after", reference.after}};
}

/// When a review is so long ago that its reader should know.
bool is_long_ago(const Visit& visit, const model::PartialDate& date) {
    constexpr std::chrono::years most{3};
    const std::chrono::year_month_day today{std::chrono::floor<std::chrono::days>(visit.now)};
    const auto limit = today - most;
    return std::tuple{date.year, date.month, date.day} < std::tuple{int{limit.year()},
                                                                    static_cast<int>(unsigned{limit.month()}),
                                                                    static_cast<int>(unsigned{limit.day()})};
}

Json dates_of(const Visit& visit, const model::Document& document) {
    Json lines = Json::array();
    const auto add = [&](std::string_view key, const std::string& date) {
        lines.push_back(visit.text(key, {{"date", date}}));
    };
    if (document.published) add("document.published", format_day(*document.published, visit.language));
    if (document.modified) add("document.modified", format_day(*document.modified, visit.language));
    if (const auto& reviewed = document.last_reviewed) {
        add(is_long_ago(visit, *reviewed) ? "document.reviewed.long-ago" : "document.reviewed",
            format_date(*reviewed, visit.language));
    }
    return lines;
}

Json contents_of(const Json& sections) {
    Json contents = Json::array();
    for (const auto& section : sections) {
        if (section["label"] != "") contents.push_back({{"anchor", section["anchor"]}, {"entry", section["label"]}});
    }
    return contents.size() < 4 ? Json::array() : contents;
}

}  // namespace

ChosenTexts choose_texts(const model::Document& document, const std::string& language) {
    const auto& head = document.text_for(language);
    if (!head.sections.empty()) return {&head, &head};
    for (const auto& readable : model::understood_by(language)) {
        const auto* text = document.text_in(readable);
        if (text && !text->sections.empty()) return {&head, text};
    }
    const auto& original = document.original();
    return {&head, original.sections.empty() ? &head : &original};
}

FoundSection find_section(const model::Document& document, std::string_view field, const std::string& language) {
    for (const auto& readable : model::understood_by(language)) {
        const auto* text = document.text_in(readable);
        if (const auto* section = text ? text->section(field) : nullptr) return {section, text->language};
    }
    return {document.original().section(field), document.original().language};
}

std::string title_of(const Visit& visit, const model::Document& document) {
    return document.text_for(text_language(visit, document)).title;
}

std::string localised(const Visit& visit, std::string html) {
    constexpr std::string_view link = "href=\"/documents/";
    for (auto at = html.find(link); at != std::string::npos; at = html.find(link, at + link.size())) {
        html.insert(at + 6, "/" + visit.language);
    }
    return html;
}

Json document_view(const Visit& visit, const search::Record& record) {
    const auto& document = record.document;
    const auto texts = choose_texts(document, text_language(visit, document));
    auto sections = sections_of(visit, *texts.body);
    auto contents = contents_of(sections);
    const auto time = time_of(document);
    return {{"type", visit.heading("document-types", document.type)},
            {"type_address", visit.address("/search?type=" + document.type)},
            {"title", texts.head->title},
            {"title_lang", foreign(visit, texts.head->language)},
            {"subtitle", texts.head->subtitle},
            {"original_title", document.original().title == texts.head->title ? "" : document.original().title},
            {"original_lang", document.original().language},
            {"draft", document.status == model::Status::draft},
            {"note", language_note(visit, document, texts)},
            {"choices", text_choices(visit, document, *texts.head)},
            {"verdict", verdict(visit, document, *texts.body)},
            {"summary", texts.head->summary},
            {"when", time ? format_event_time(visit, *time) : std::string{}},
            {"place", time ? place_names(document) : std::string{}},
            {"calendar_address", calendar_address(visit, document)},
            {"questions", questions_of(visit, document)},
            {"facts", facts_of(visit, document)},
            {"contents", std::move(contents)},
            {"sections", std::move(sections)},
            {"tables", data_views(visit, record)},
            {"links", links_of(visit, record)},
            {"similar", similar_cards(visit, record)},
            {"attachments", attachments_of(visit, document)},
            {"sources", sources_of(visit, document)},
            {"citation", citation_of(visit, record)},
            {"citation_files", citation_files(visit, document.id)},
            {"licence", document.licence},
            {"dates", dates_of(visit, document)},
            {"compare_address",
             document.type == "learning-example" ? visit.address("/compare?ids=" + document.id) : std::string{}},
            {"machine_address", "/api/v1/documents/" + document.id}};
}

}  // namespace clearinghouse::server
