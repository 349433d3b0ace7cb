#include "server/json.h"

#include <fmt/format.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <utility>

#include "engine/model/fields.h"
#include "server/assets.h"
#include "server/citations/formats.h"
#include "server/facets.h"
#include "server/json_values.h"
#include "server/problem_types.h"
#include "server/search_parameters.h"

namespace clearinghouse::server {
namespace {

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
            {"from_version", moment_or_null(text.from_version)},
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

}  // namespace

std::string dump(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string similar_json(const Visit& visit, const search::Record& record, const std::vector<search::Record>& similar,
                         const std::string& language) {
    Json results = Json::array();
    for (const auto& each : similar) {
        const auto& document = each.document;
        const auto& text = language.empty() ? document.original() : document.text_for(language);
        results.push_back({{"id", document.id},
                           {"type", document.type},
                           {"title", text.title},
                           {"language", text.language},
                           {"languages", languages_of(document)},
                           {"summary", text.summary},
                           {"countries", document.countries},
                           {"themes", document.themes},
                           {"url", permanent_address(visit, document.id)},
                           {"api", document_address(visit, document.id)}});
    }
    return dump({{"document", record.document.id}, {"results", std::move(results)}});
}

std::string suggestions_json(const Visit& visit, const WantedSuggestions& wanted,
                             const std::vector<search::Suggestion>& suggestions) {
    Json list = Json::array();
    for (const auto& each : suggestions) {
        const bool is_document = each.kind == search::Suggestion::Kind::document;
        list.push_back({{"text", each.text},
                        {"language", each.language},
                        {"kind", is_document ? "document" : "concept"},
                        {"scheme", text_or_null(each.scheme)},
                        {"id", each.id},
                        {"name", each.name},
                        {"url", is_document ? Json(permanent_address(visit, each.id)) : Json(nullptr)}});
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
                 {"url", permanent_address(visit, document.id)},
                 {"status", status_name(document.status)},
                 {"published", moment_or_null(document.published)},
                 {"modified", moment_or_null(document.modified)},
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
    const auto* type = problem_type(problem.code);
    Json json{{"type", type ? problem_address(problem.code) : "about:blank"},
              {"title", type ? type->title : "Error"},
              {"status", problem.status},
              {"detail", problem.detail},
              {"code", problem.code}};
    if (!problem.parameter.empty()) json["parameter"] = problem.parameter;
    if (!problem.hint.empty()) json["hint"] = problem.hint;
    if (!problem.replaced_by.empty()) json["replaced_by"] = problem.replaced_by;
    if (!problem.restart.empty()) json["restart"] = problem.restart;
    auto response = Response::json(dump(json), problem.status);
    response.cache_control = "no-cache";
    return response;
}

}  // namespace clearinghouse::server
