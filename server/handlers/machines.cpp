#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <functional>
#include <nlohmann/json.hpp>
#include <span>
#include <vector>

#include "server/api_search.h"
#include "server/handlers/handlers.h"
#include "server/json.h"
#include "server/linked_data/open_search.h"
#include "server/linked_data/signposts.h"
#include "server/negotiation.h"
#include "server/representations.h"
#include "server/search_parameters.h"

namespace clearinghouse::server {
namespace {

/// The row of a table of formats that is asked for.
template <typename Row>
model::Result<const Row*> choose_row(const Request& request, std::span<const Row> rows) {
    std::vector<Format> offered;
    for (const auto& row : rows) offered.push_back(row.format);
    const auto chosen = choose_format(request, offered);
    if (!chosen) return tl::unexpected(chosen.error());
    return &*std::ranges::find(rows, chosen->name, [](const auto& row) { return row.format.name; });
}

/// The places of a list (RFC 8288).
std::string links_of_list(const Visit& visit, const search::Request& request, const search::Answer& answer) {
    const std::pair<std::string_view, std::string> places[] = {
        {"self", address_without(visit, "")},
        {"first", api_address(visit, request)},
        {"prev", previous_address(visit, request)},
        {"next", next_address(visit, request, answer)},
    };
    std::string links;
    for (const auto& [relation, address] : places) {
        if (address.empty()) continue;
        links += fmt::format("{}<{}>; rel=\"{}\"", links.empty() ? "" : ", ", address, relation);
    }
    return links;
}

/// The same list in its other formats, from its beginning; nothing where that would be long, since there are proxies
/// that give up answers whose head is more than a few kilobytes.
std::string alternates_of(const Visit& visit, const search::Request& request, const Format& shown) {
    constexpr std::size_t most_bytes = 3000;
    const auto query = to_query(request);
    const auto list = fmt::format("{}/api/v1/search?{}{}lang={}", visit.site.settings.base_url, query,
                                  query.empty() ? "" : "&", request.language);
    std::string links;
    for (const auto& row : list_formats()) {
        const auto& [name, media_type, ending] = row.format;
        if (name == shown.name) continue;
        links += fmt::format(", <{}&format={}>; rel=\"alternate\"; type=\"{}\"", list, name,
                             media_type.substr(0, media_type.find(';')));
    }
    return links.size() > most_bytes ? "" : links;
}

}  // namespace

Response answer_search(const Visit& visit) {
    const auto row = choose_row(visit.request, list_formats());
    if (!row) return bad_request(visit, row.error());
    const auto wanted = read_api_search(visit, (*row)->scope);
    if (!wanted) return bad_request(visit, wanted.error());
    const auto found = visit.searcher->search(*wanted, visit.now);
    if (!found) return bad_request(visit, found.error());
    auto response = formatted((*row)->write(visit, *wanted, *found), (*row)->format, "search");
    response.headers.emplace_back(
        "Link", links_of_list(visit, *wanted, *found) + alternates_of(visit, *wanted, (*row)->format));
    response.headers.emplace_back("Search-Record", search_id(visit, *wanted));
    response.headers.emplace_back("X-Total-Count", std::to_string(found->total));
    // Tables and references cannot say that the words were mended.
    if (!found->query.notices.empty()) {
        response.headers.emplace_back("Search-Notices", fmt::format("{}", fmt::join(found->query.notices, ", ")));
    }
    return response;
}

Response answer_suggestions(const Visit& visit) {
    const auto wanted = read_api_suggestions(visit);
    if (!wanted) return bad_request(visit, wanted.error());
    constexpr std::array offered{Format{"json", "application/json"},
                                 Format{"suggestions", "application/x-suggestions+json"}};
    const auto format = choose_format(visit.request, offered);
    if (!format) return bad_request(visit, format.error());
    const auto& [text, language, limit] = *wanted;
    const auto found = visit.searcher->suggest(text, language, limit, visit.now);
    if (format->name == "json") return formatted(suggestions_json(visit, *wanted, found), *format);
    auto reader = visit;
    reader.language = language;
    return formatted(linked_data::open_search_suggestions(reader, text, found), *format);
}

namespace {

/// Answers for a document that can be seen, and says of others why they cannot.
Response with_document(const Visit& visit, std::string_view behind,
                       const std::function<Response(const search::Record&)>& answer) {
    const auto& id = visit.place.at("id");
    const auto found = visit.find(id);
    switch (found.state) {
        case search::Lookup::State::unknown:
            return problem_answer(
                {.status = 404, .code = "unknown-document", .detail = fmt::format("there is no document '{}'", id)});
        case search::Lookup::State::withdrawn:
            return withdrawn(visit, *found.record);
        case search::Lookup::State::moved: {
            auto response = Response::redirect(301, fmt::format("/api/v1/documents/{}{}{}", found.record->document.id,
                                                                behind, query_behind(visit.request)));
            response.for_machines = true;
            return response;
        }
        case search::Lookup::State::found:
            break;
    }
    return answer(*found.record);
}

/// How many documents like another, and the language of their titles; without one each speaks its own.
struct WantedSimilar {
    std::size_t limit = 10;
    std::string language;
};

model::Result<WantedSimilar> read_similar(const Visit& visit) {
    constexpr std::array<std::string_view, 2> known{"limit", "lang"};
    constexpr std::size_t most = 20;
    if (const auto checked = check_parameters(visit.request, known); !checked) return tl::unexpected(checked.error());
    WantedSimilar wanted;
    const auto limit = read_number(visit.request.parameter("limit", std::to_string(wanted.limit)));
    if (!limit || *limit < 1 || *limit > most) {
        return tl::unexpected(model::Problem{
            .code = "bad-parameter",
            .file = "limit",
            .what = fmt::format("'{}' is not a number of documents", model::quotable(visit.request.parameter("limit"))),
            .hint = fmt::format("1 to {}", most)});
    }
    wanted.limit = *limit;
    if (visit.request.all("lang").empty()) return wanted;
    const auto language = read_api_language(visit);
    if (!language) return tl::unexpected(language.error());
    wanted.language = *language;
    return wanted;
}

}  // namespace

Response answer_document(const Visit& visit) {
    constexpr std::array<std::string_view, 2> known{"format", "lang"};
    if (const auto checked = check_parameters(visit.request, known); !checked) {
        return bad_request(visit, checked.error());
    }
    if (const auto offered = choose_row(visit.request, document_formats()); !offered) {
        return bad_request(visit, offered.error());
    }
    if (const auto language = read_api_language(visit); !language) return bad_request(visit, language.error());
    return with_document(visit, "", [&](const search::Record& record) {
        const auto rows = formats_of(record.document);
        const auto row = choose_row(visit.request, std::span<const DocumentFormat>{rows});
        if (row) {
            auto response = formatted((*row)->write(visit, record), (*row)->format, record.document.id);
            response.headers.emplace_back("Link", linked_data::link_back(visit, record.document.id, "describes"));
            return response;
        }
        auto problem = row.error();
        if (problem.code == "bad-parameter") {
            problem.code = "not-acceptable";
            problem.what = fmt::format("'{}', which is of the type {}, has no such format", record.document.id,
                                       record.document.type);
        }
        return bad_request(visit, problem);
    });
}

Response answer_link_set(const Visit& visit) {
    constexpr std::array<std::string_view, 1> known{"format"};
    if (const auto checked = check_parameters(visit.request, known); !checked) {
        return bad_request(visit, checked.error());
    }
    constexpr std::array offered{linked_data::link_set_json, linked_data::link_set_text};
    const auto format = choose_format(visit.request, offered);
    if (!format) return bad_request(visit, format.error());
    return with_document(visit, "/linkset", [&](const search::Record& record) {
        return formatted(linked_data::link_set(visit, record, *format), *format);
    });
}

Response answer_similar(const Visit& visit) {
    const auto wanted = read_similar(visit);
    if (!wanted) return bad_request(visit, wanted.error());
    return with_document(visit, "/similar", [&](const search::Record& record) {
        const auto found = visit.searcher->similar(record.document.id, wanted->limit, visit.now);
        return Response::json(similar_json(visit, record, found, wanted->language));
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
