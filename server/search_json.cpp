#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <utility>

#include "server/api_search.h"
#include "server/facets.h"
#include "server/json.h"
#include "server/json_values.h"
#include "server/result_fields.h"
#include "server/result_lists.h"
#include "server/understanding.h"

namespace clearinghouse::server {
namespace {

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
    switch (sort) {
        case search::Sort::relevance:
            break;
        case search::Sort::newest:
            return "newest";
        case search::Sort::oldest:
            return "oldest";
        case search::Sort::title:
            return "title";
        case search::Sort::published:
            return "published";
    }
    return "relevance";
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

Json facets_json(const Visit& visit, const search::Answer& answer, const std::string& language) {
    const auto& vocabulary = visit.searcher->vocabulary();
    Json json = Json::object();
    for (const auto& counts : answer.facets) {
        if (!wants_facet(visit.request, counts.name)) continue;
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

/// What a review has to report of a search, so that others can repeat it.
Json record_json(const Visit& visit, const search::Request& request, const search::Answer& answer) {
    const auto facts = visit.searcher->facts();
    return {{"id", search_id(visit, request)}, {"generation", facts.generation},         {"created", facts.created},
            {"documents", facts.documents},    {"address", api_address(visit, request)}, {"total", answer.total}};
}

}  // namespace

std::string search_json(const Visit& visit, const search::Request& request, const search::Answer& answer) {
    const auto fields = chosen_fields(visit.request, fields_of_answer).value();
    Json results = Json::array();
    for (const auto& hit : answer.hits) {
        results.push_back(hit_json(visit, hit, request.language, fields));
        if (!request.with_found_by) continue;
        results.back()["found_by"] = found_by_json(visit.searcher->vocabulary(), hit, request.language);
    }
    return dump({{"query", query_json(visit, request, answer.query)},
                 {"total", answer.total},
                 {"results", std::move(results)},
                 {"facets", facets_json(visit, answer, request.language)},
                 {"ways_out", ways_out_json(visit, answer)},
                 {"next", text_or_null(next_address(visit, request, answer))},
                 {"search_record", record_json(visit, request, answer)}});
}

}  // namespace clearinghouse::server
