#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "server/handlers/handlers.h"
#include "server/json.h"
#include "server/search_parameters.h"

namespace clearinghouse::server {

Response answer_search(const Visit& visit) {
    const auto wanted = read_api_search(visit);
    if (!wanted) return bad_request(visit, wanted.error());
    const auto found = visit.searcher->search(*wanted, visit.now);
    if (!found) return bad_request(visit, found.error());
    return Response::json(search_json(visit, *wanted, *found));
}

Response answer_suggestions(const Visit& visit) {
    const auto wanted = read_api_suggestions(visit);
    if (!wanted) return bad_request(visit, wanted.error());
    const auto& [text, language, limit] = *wanted;
    return Response::json(suggestions_json(visit, *wanted, visit.searcher->suggest(text, language, limit, visit.now)));
}

namespace {

/// Answers for a document that can be seen, and says of others why they cannot.
Response with_document(const Visit& visit, std::string_view behind,
                       std::string (*answer)(const Visit&, const search::Record&)) {
    const auto& id = visit.place.at("id");
    const auto found = visit.find(id);
    switch (found.state) {
        case search::Lookup::State::unknown:
            return problem_answer(
                {.status = 404, .code = "unknown-document", .detail = fmt::format("there is no document '{}'", id)});
        case search::Lookup::State::withdrawn:
            return withdrawn(visit, *found.record);
        case search::Lookup::State::moved: {
            auto response =
                Response::redirect(301, fmt::format("/api/v1/documents/{}{}", found.record->document.id, behind));
            response.for_machines = true;
            return response;
        }
        case search::Lookup::State::found:
            break;
    }
    return Response::json(answer(visit, *found.record));
}

}  // namespace

Response answer_document(const Visit& visit) {
    return with_document(visit, "", document_json);
}

Response answer_similar(const Visit& visit) {
    return with_document(visit, "/similar", [](const Visit& asked, const search::Record& record) {
        constexpr std::size_t most = 10;
        return similar_json(asked, record, asked.searcher->similar(record.document.id, most, asked.now));
    });
}

Response answer_health(const Visit& visit) {
    const auto facts = visit.searcher->facts();
    auto response = Response::json(dump({{"status", "ok"},
                                         {"generation", facts.generation},
                                         {"created", facts.created},
                                         {"documents", facts.documents}}));
    response.cache_control = "no-store";
    return response;
}

Response answer_version(const Visit& visit) {
    const auto facts = visit.searcher->facts();
    auto response = Response::json(dump({{"program", "clearinghouse-server"},
                                         {"version", visit.site.settings.version},
                                         {"generation", facts.generation},
                                         {"created", facts.created},
                                         {"preview", facts.preview}}));
    response.cache_control = "no-store";
    return response;
}

}  // namespace clearinghouse::server
