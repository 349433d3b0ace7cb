#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <span>
#include <vector>

#include "server/feeds.h"
#include "server/handlers/handlers.h"
#include "server/json.h"
#include "server/json_values.h"
#include "server/negotiation.h"
#include "server/representations.h"
#include "server/search_parameters.h"
#include "server/views/collection_view.h"

namespace clearinghouse::server {
namespace {

constexpr std::array list_formats_offered{Format{"json", "application/json"}};

/// A collection is a list of documents, so it is given in all formats of lists.
std::vector<Format> formats() {
    std::vector<Format> offered;
    for (const auto& row : list_formats()) offered.push_back(row.format);
    return offered;
}

/// What both addresses take.
struct Wanted {
    std::string language;  ///< Of titles.
    Format format;
};

model::Result<Wanted> read_wanted(const Visit& visit, std::span<const Format> offered) {
    constexpr std::array<std::string_view, 2> known{"lang", "format"};
    if (const auto checked = check_parameters(visit.request, known); !checked) return tl::unexpected(checked.error());
    const auto format = choose_format(visit.request, offered);
    if (!format) return tl::unexpected(format.error());
    const auto language = read_api_language(visit);
    if (!language) return tl::unexpected(language.error());
    return Wanted{*language, *format};
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

std::string collection_as(const Format& format, const Visit& visit, const model::Document& collection,
                          const std::string& language) {
    if (format.name == "json") return collection_json(visit, collection, language);
    std::vector<search::Record> parts;
    for (const auto& part : collection.parts) {
        if (auto record = visible_part(visit, part)) parts.push_back(std::move(*record));
    }
    if (format.name == "atom") return atom_feed(visit, collection, parts, language);
    if (format.name == "json-feed") return json_feed(visit, collection, parts, language);
    search::Request request;
    request.language = language;
    search::Answer answer;
    for (auto& part : parts) answer.hits.emplace_back().record = std::move(part);
    const auto row = std::ranges::find(list_formats(), format.name, [](const auto& each) { return each.format.name; });
    return row->write(visit, request, answer);
}

}  // namespace

Response answer_collections(const Visit& visit) {
    const auto wanted = read_wanted(visit, list_formats_offered);
    if (!wanted) return bad_request(visit, wanted.error());
    Json results = Json::array();
    for (const auto& record : all_collections(visit)) {
        const auto& document = record.document;
        auto json = head_json(visit, document, wanted->language);
        json["parts"] = std::ranges::count_if(document.parts,
                                              [&](const auto& part) { return visible_part(visit, part).has_value(); });
        json["api"] = collection_address(visit, document.id);
        results.push_back(std::move(json));
    }
    return formatted(dump({{"total", results.size()}, {"results", std::move(results)}}), wanted->format);
}

Response answer_collection(const Visit& visit) {
    const auto wanted = read_wanted(visit, formats());
    if (!wanted) return bad_request(visit, wanted.error());
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
        auto response = Response::redirect(301, fmt::format("/api/v1/collections/{}?lang={}&format={}", document.id,
                                                            wanted->language, wanted->format.name));
        response.for_machines = true;
        return response;
    }
    return formatted(collection_as(wanted->format, visit, document, wanted->language), wanted->format);
}

}  // namespace clearinghouse::server
