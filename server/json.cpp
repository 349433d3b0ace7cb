#include "server/json.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <utility>

#include "engine/model/fields.h"
#include "server/assets.h"
#include "server/citations/formats.h"
#include "server/facets.h"
#include "server/search_parameters.h"
#include "server/understanding.h"

namespace clearinghouse::server {
namespace {

template <typename Value>
Json or_null(const std::optional<Value>& value, std::string (*write)(Value)) {
    return value ? Json(write(*value)) : Json(nullptr);
}

Json date_or_null(const std::optional<model::PartialDate>& date) {
    return date ? Json(model::to_string(*date)) : Json(nullptr);
}

Json text_or_null(const std::string& text) {
    return text.empty() ? Json(nullptr) : Json(text);
}

Json year_or_null(int year) {
    return year == 0 ? Json(nullptr) : Json(year);
}

Json languages_of(const model::Document& document) {
    Json languages = Json::array();
    for (const auto& text : document.texts) languages.push_back(text.language);
    return languages;
}

Json filters_json(const search::Filters& filters) {
    Json json = Json::object();
    for (const auto& facet : facets) {
        const auto values = filters.any_of.find(std::string{facet.name});
        if (values != filters.any_of.end()) json[std::string{facet.name}] = values->second;
    }
    if (filters.year_from) json["year_from"] = *filters.year_from;
    if (filters.year_to) json["year_to"] = *filters.year_to;
    return json;
}

std::string_view sort_name(search::Sort sort) {
    if (sort == search::Sort::newest) return "newest";
    return sort == search::Sort::oldest ? "oldest" : "relevance";
}

Json query_json(const Visit& visit, const search::Request& request, const search::Understanding& query) {
    Json json{{"text", request.text},
              {"understood", query.text},
              {"lang", query.language},
              {"sort", sort_name(request.sort)},
              {"limit", request.limit},
              {"filters", filters_json(query.filters)},
              {"notices", query.notices},
              {"explanation", query.explanation},
              {"suggestion", text_or_null(query.suggestion)}};
    if (wants_explanation(visit.request)) {
        json["understood_as"] = understood_json(visit.searcher->vocabulary(), query, request.language);
    }
    return json;
}

/// The address of a search in the API, without its place in the results.
std::string api_address(const Visit& visit, const search::Request& request) {
    const auto query = to_query(request);
    return fmt::format("{}/api/v1/search?{}{}lang={}&limit={}{}", visit.site.settings.base_url, query,
                       query.empty() ? "" : "&", request.language, request.limit,
                       wants_explanation(visit.request) ? "&explain=true" : "");
}

Json page_json(const Visit& visit, const search::Hit& hit) {
    if (!hit.page) return nullptr;
    const auto& [file, number] = *hit.page;
    return {{"file", file},
            {"number", number},
            {"url", visit.site.settings.base_url + page_address(hit.record.document.id, *hit.page)}};
}

Json hit_json(const Visit& visit, const search::Hit& hit, const std::string& language) {
    const auto& document = hit.record.document;
    const auto& text = document.text_for(language);
    Json snippet = Json::array();
    for (const auto& fragment : hit.snippet) snippet.push_back({{"text", fragment.text}, {"marked", fragment.marked}});
    return {{"id", document.id},
            {"type", document.type},
            {"title", text.title},
            {"language", text.language},
            {"languages", languages_of(document)},
            {"summary", text.summary},
            {"snippet", snippet},
            {"snippet_language", text_or_null(hit.snippet_language)},
            {"page", page_json(visit, hit)},
            {"score", std::round(hit.score * 10000) / 10000},
            {"why", hit.why},
            {"date", date_or_null(document.date)},
            {"year", year_or_null(document.year())},
            {"publishers", document.publishers},
            {"countries", document.countries},
            {"themes", document.themes},
            {"url", fmt::format("{}/documents/{}", visit.site.settings.base_url, document.id)},
            {"api", fmt::format("{}/api/v1/documents/{}", visit.site.settings.base_url, document.id)}};
}

Json facets_json(const Visit& visit, const search::Answer& answer, const std::string& language) {
    const auto& vocabulary = visit.searcher->vocabulary();
    Json json = Json::object();
    for (const auto& counts : answer.facets) {
        const auto* known = facet(counts.name);
        Json values = Json::array();
        for (const auto& [value, count, selected] : counts.values) {
            const bool has_labels = known && !known->scheme.empty();
            values.push_back({{"value", value},
                              {"label", has_labels ? vocabulary.label(known->scheme, value, language) : value},
                              {"count", count},
                              {"selected", selected}});
        }
        json[counts.name] = std::move(values);
    }
    return json;
}

std::string_view kind_name(search::WayOut::Kind kind) {
    using Kind = search::WayOut::Kind;
    if (kind == Kind::quotes) return "quotes";
    if (kind == Kind::filter) return "filter";
    return kind == Kind::language ? "language" : "word";
}

Json ways_out_json(const Visit& visit, const search::Answer& answer) {
    Json json = Json::array();
    for (const auto& way : answer.ways_out) {
        json.push_back({{"kind", kind_name(way.kind)},
                        {"what", way.what},
                        {"values", way.values},
                        {"total", way.total},
                        {"url", api_address(visit, way.request)}});
    }
    return json;
}

Json next_address(const Visit& visit, const search::Request& request, const search::Answer& answer) {
    const auto next = request.offset + request.limit;
    if (next >= answer.total || next + request.limit > search::Limits{}.reach) return nullptr;
    return fmt::format("{}&cursor={}", api_address(visit, request),
                       make_cursor(request, visit.searcher->state(visit.now), next));
}

Json concepts_json(const Visit& visit, std::string_view scheme, const std::vector<std::string>& ids) {
    Json json = Json::array();
    for (const auto& id : ids) {
        const auto* found = visit.searcher->vocabulary().find(scheme, id);
        json.push_back({{"id", id},
                        {"iri", found ? text_or_null(found->iri) : Json(nullptr)},
                        {"labels", found ? Json(found->preferred) : Json::object()}});
    }
    return json;
}

Json value_json(const model::Value& value) {
    Json json = Json::object();
    if (!value.text.empty()) json["text"] = value.text;
    for (const auto& [name, content] : value.attributes) json[name] = content;
    return json;
}

Json values_json(const std::vector<model::Value>& values) {
    Json json = Json::array();
    for (const auto& value : values) json.push_back(value_json(value));
    return json;
}

Json details_json(const model::Document& document) {
    Json json = Json::object();
    for (const auto& detail : document.details) {
        auto& values = json[detail.field];
        if (values.is_null()) values = Json::array();
        values.push_back(value_json(detail.value));
    }
    return json;
}

Json text_json(const model::Text& text) {
    Json sections = Json::array();
    for (const auto& section : text.sections) {
        sections.push_back({{"field", section.field}, {"html", section.markup.html}, {"text", section.markup.text}});
    }
    return {{"language", text.language},
            {"translation_of", text_or_null(text.translation_of)},
            {"from_version", or_null(text.from_version, model::to_rfc3339)},
            {"title", text.title},
            {"subtitle", text_or_null(text.subtitle)},
            {"summary", text.summary},
            {"keywords", text.keywords},
            {"sections", sections}};
}

Json questions_json(const model::Document& document) {
    Json json = Json::object();
    for (const auto& list : document.questions) json[list.language] = list.questions;
    return json;
}

/// Links to documents that a reader cannot see are left out.
void add_link(Json& links, const Visit& visit, const std::string& relation, const std::string& id,
              std::string_view direction) {
    const auto found = visit.find(id);
    if (found.state != search::Lookup::State::found && found.state != search::Lookup::State::moved) return;
    const auto& document = found.record->document;
    links.push_back({{"relation", relation},
                     {"direction", direction},
                     {"document", document.id},
                     {"type", document.type},
                     {"title", document.original().title},
                     {"language", document.original().language}});
}

Json links_json(const Visit& visit, const search::Record& record) {
    Json links = Json::array();
    for (const auto& link : record.document.links) add_link(links, visit, link.relation, link.document, "out");
    for (const auto& link : record.backlinks) add_link(links, visit, link.relation, link.document, "in");
    return links;
}

Json attachments_json(const Visit& visit, const model::Document& document) {
    Json json = Json::array();
    for (const auto& attachment : document.attachments) {
        const auto path = visit.searcher->attachment(document.id, attachment.file, visit.now);
        if (!path) continue;
        json.push_back({{"file", attachment.file},
                        {"title", attachment.title},
                        {"language", text_or_null(attachment.language)},
                        {"media_type", media_type(attachment.file)},
                        {"bytes", std::filesystem::file_size(*path)},
                        {"url", fmt::format("{}/files/{}/{}", visit.site.settings.base_url, document.id,
                                            encode(attachment.file))}});
    }
    return json;
}

Json parts_json(const model::Document& document) {
    Json json = Json::array();
    for (const auto& part : document.parts) {
        json.push_back({{"document", part.document}, {"role", part.role}, {"sentences", part.sentences}});
    }
    return json;
}

std::string status_name(model::Status status) {
    if (status == model::Status::draft) return "draft";
    return status == model::Status::published ? "published" : "withdrawn";
}

/// In the language of the document, so that it does not depend on who asks.
std::string citation_text(const Visit& visit, const search::Record& record) {
    auto reader = visit;
    const auto& language = record.document.original().language;
    reader.language = visit.site.texts.is_offered(language) ? language : "en";
    return citations::apa_reference(reader, record).plain();
}

std::string reason_phrase(int status) {
    if (status == 400) return "Bad request";
    if (status == 404) return "Not found";
    return status == 410 ? "Gone" : "Error";
}

}  // namespace

std::string dump(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string search_json(const Visit& visit, const search::Request& request, const search::Answer& answer) {
    Json results = Json::array();
    for (const auto& hit : answer.hits) results.push_back(hit_json(visit, hit, request.language));
    return dump({{"query", query_json(visit, request, answer.query)},
                 {"total", answer.total},
                 {"results", std::move(results)},
                 {"facets", facets_json(visit, answer, request.language)},
                 {"ways_out", ways_out_json(visit, answer)},
                 {"next", next_address(visit, request, answer)}});
}

std::string similar_json(const Visit& visit, const search::Record& record, const std::vector<search::Record>& similar) {
    Json results = Json::array();
    for (const auto& each : similar) {
        const auto& document = each.document;
        const auto& text = document.original();
        results.push_back({{"id", document.id},
                           {"type", document.type},
                           {"title", text.title},
                           {"language", text.language},
                           {"languages", languages_of(document)},
                           {"summary", text.summary},
                           {"countries", document.countries},
                           {"themes", document.themes},
                           {"url", fmt::format("{}/documents/{}", visit.site.settings.base_url, document.id)},
                           {"api", fmt::format("{}/api/v1/documents/{}", visit.site.settings.base_url, document.id)}});
    }
    return dump({{"document", record.document.id}, {"results", std::move(results)}});
}

std::string suggestions_json(const Visit& visit, const WantedSuggestions& wanted,
                             const std::vector<search::Suggestion>& suggestions) {
    Json list = Json::array();
    for (const auto& each : suggestions) {
        const bool is_document = each.kind == search::Suggestion::Kind::document;
        list.push_back(
            {{"text", each.text},
             {"language", each.language},
             {"kind", is_document ? "document" : "concept"},
             {"scheme", text_or_null(each.scheme)},
             {"id", each.id},
             {"name", each.name},
             {"url", is_document ? Json(fmt::format("{}/documents/{}", visit.site.settings.base_url, each.id))
                                 : Json(nullptr)}});
    }
    return dump({{"query", {{"text", wanted.text}, {"lang", wanted.language}, {"limit", wanted.limit}}},
                 {"suggestions", std::move(list)}});
}

std::string document_json(const Visit& visit, const search::Record& record) {
    const auto& document = record.document;
    Json texts = Json::array();
    for (const auto& text : document.texts) texts.push_back(text_json(text));
    return dump({{"id", document.id},
                 {"type", document.type},
                 {"url", fmt::format("{}/documents/{}", visit.site.settings.base_url, document.id)},
                 {"status", status_name(document.status)},
                 {"published", or_null(document.published, model::to_rfc3339)},
                 {"modified", or_null(document.modified, model::to_rfc3339)},
                 {"last_reviewed", date_or_null(document.last_reviewed)},
                 {"aliases", document.aliases},
                 {"date", date_or_null(document.date)},
                 {"year", year_or_null(document.year())},
                 {"authors", document.authors},
                 {"publishers", document.publishers},
                 {"countries", concepts_json(visit, "countries", document.countries)},
                 {"places", values_json(document.places)},
                 {"themes", concepts_json(visit, "themes", document.themes)},
                 {"target_groups", concepts_json(visit, "target-groups", document.target_groups)},
                 {"perspectives", concepts_json(visit, "perspectives", document.perspectives)},
                 {"goals", concepts_json(visit, "goals", document.goals)},
                 {"sources", values_json(document.sources)},
                 {"licence", text_or_null(document.licence)},
                 {"citation", citation_text(visit, record)},
                 {"details", details_json(document)},
                 {"texts", std::move(texts)},
                 {"questions", questions_json(document)},
                 {"links", links_json(visit, record)},
                 {"attachments", attachments_json(visit, document)},
                 {"parts", parts_json(document)}});
}

Response problem_answer(const ApiProblem& problem) {
    Json json{{"type", "about:blank"},
              {"title", reason_phrase(problem.status)},
              {"status", problem.status},
              {"detail", problem.detail},
              {"code", problem.code}};
    if (!problem.parameter.empty()) json["parameter"] = problem.parameter;
    if (!problem.hint.empty()) json["hint"] = problem.hint;
    if (!problem.replaced_by.empty()) json["replaced_by"] = problem.replaced_by;
    auto response = Response::json(dump(json), problem.status);
    response.cache_control = "no-cache";
    return response;
}

}  // namespace clearinghouse::server
