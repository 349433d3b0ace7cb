#include <fmt/format.h>

#include <array>
#include <nlohmann/json.hpp>

#include "server/handlers/handlers.h"
#include "server/json.h"
#include "server/json_values.h"
#include "server/negotiation.h"
#include "server/search_parameters.h"
#include "server/views/collection_view.h"

namespace clearinghouse::server {
namespace {

constexpr std::array formats{Format{"json", "application/json"}};

/// The language of titles, and the format: what both addresses take.
model::Result<std::string> read_language(const Visit& visit) {
    constexpr std::array<std::string_view, 2> known{"lang", "format"};
    if (const auto checked = check_parameters(visit.request, known); !checked) return tl::unexpected(checked.error());
    if (const auto format = choose_format(visit.request, formats); !format) return tl::unexpected(format.error());
    const auto language = visit.request.parameter("lang", "en");
    if (const auto offered = check_language(visit, language); !offered) return tl::unexpected(offered.error());
    return language;
}

std::string collection_address(const Visit& visit, const std::string& id) {
    return visit.site.settings.base_url + "/api/v1/collections/" + id;
}

/// The document that a part leads to, or nothing when readers cannot see it.
std::optional<search::Record> visible_part(const Visit& visit, const model::Part& part) {
    auto found = visit.find(part.document);
    const bool is_visible = found.state == search::Lookup::State::found || found.state == search::Lookup::State::moved;
    return is_visible ? std::move(found.record) : std::nullopt;
}

Json head_json(const Visit& visit, const model::Document& document, const std::string& language) {
    const auto& text = document.text_for(language);
    return {{"id", document.id},
            {"title", text.title},
            {"language", text.language},
            {"languages", languages_of(document)},
            {"summary", text.summary},
            {"year", year_or_null(document.year())},
            {"themes", document.themes},
            {"modified", moment_or_null(document.last_changed())},
            {"url", permanent_address(visit, document.id)}};
}

Json part_json(const Visit& visit, const model::Part& part, const model::Document& document,
               const std::string& language) {
    const auto& text = document.text_for(language);
    return {{"document", document.id},
            {"role", part.role},
            {"type", document.type},
            {"title", text.title},
            {"language", text.language},
            {"sentences", part.sentences},
            {"url", permanent_address(visit, document.id)},
            {"api", document_address(visit, document.id)}};
}

std::string collection_json(const Visit& visit, const model::Document& collection, const std::string& language) {
    auto json = head_json(visit, collection, language);
    json["document"] = document_address(visit, collection.id);
    json["parts"] = Json::array();
    for (const auto& part : collection.parts) {
        const auto record = visible_part(visit, part);
        if (record) json["parts"].push_back(part_json(visit, part, record->document, language));
    }
    return dump(json);
}

}  // namespace

Response answer_collections(const Visit& visit) {
    const auto language = read_language(visit);
    if (!language) return bad_request(visit, language.error());
    Json results = Json::array();
    for (const auto& record : all_collections(visit)) {
        const auto& document = record.document;
        auto json = head_json(visit, document, *language);
        json["parts"] = std::ranges::count_if(document.parts,
                                              [&](const auto& part) { return visible_part(visit, part).has_value(); });
        json["api"] = collection_address(visit, document.id);
        results.push_back(std::move(json));
    }
    return formatted(dump({{"total", results.size()}, {"results", std::move(results)}}), formats.front());
}

Response answer_collection(const Visit& visit) {
    const auto language = read_language(visit);
    if (!language) return bad_request(visit, language.error());
    const auto& id = visit.place.at("id");
    const auto found = visit.find(id);
    if (found.state == search::Lookup::State::withdrawn) return withdrawn(visit, *found.record);
    if (!found.record || found.record->document.type != "collection") {
        return problem_answer({.status = 404,
                               .code = "unknown-collection",
                               .detail = fmt::format("there is no collection '{}'", model::quotable(id)),
                               .hint = "those that there are stand at /api/v1/collections"});
    }
    const auto& document = found.record->document;
    if (document.id != id) {
        auto response = Response::redirect(301, "/api/v1/collections/" + document.id);
        response.for_machines = true;
        return response;
    }
    return formatted(collection_json(visit, document, *language), formats.front());
}

}  // namespace clearinghouse::server
