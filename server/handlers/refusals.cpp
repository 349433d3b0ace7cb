#include <fmt/format.h>

#include <array>
#include <nlohmann/json.hpp>

#include "server/api_search.h"
#include "server/handlers/handlers.h"
#include "server/json.h"
#include "server/negotiation.h"
#include "server/problem_types.h"
#include "server/views/cards.h"
#include "server/views/page.h"

namespace clearinghouse::server {
namespace {

/// At the lasting addresses, which people and programs share, by what the client accepts.
bool is_for_machines(const Visit& visit) {
    const auto& path = visit.request.path;
    if (path.starts_with("/api/")) return true;
    if (!path.starts_with("/documents/") && !path.starts_with("/vocabulary/")) return false;
    constexpr std::array offered{Format{"html", "text/html"}, Format{"json", "application/json"}};
    const auto chosen = choose_format(visit.request, offered);
    return !chosen || chosen->name == "json";
}

/// The reason in the reader's language or a near one, and its own language.
std::pair<std::string, std::string> reason_for(const model::Document& document, const std::string& language) {
    if (!document.withdrawal || document.withdrawal->reasons.empty()) return {};
    const auto& reasons = document.withdrawal->reasons;
    for (const auto& understood : model::understood_by(language)) {
        const auto found = reasons.find(understood);
        if (found != reasons.end()) return {found->second, understood};
    }
    return {reasons.begin()->second, reasons.begin()->first};
}

Response problem_for_machines(const Visit& visit, const model::Problem& problem) {
    const bool is_expired = problem.code == "cursor-expired";
    const auto* type = problem_type(problem.code);
    return problem_answer({.status = type == nullptr ? 400 : type->status,
                           .code = problem.code,
                           .detail = problem.what,
                           .parameter = problem.file,
                           .hint = problem.hint,
                           .restart = is_expired ? address_without(visit, "cursor") : ""});
}

Response problem_for_people(const Visit& visit, const model::Problem& problem) {
    const auto what = problem.hint.empty() ? problem.what : fmt::format("{} ({})", problem.what, problem.hint);
    return show_message(visit, 400, visit.text("message.bad-request"), visit.text("message.bad-request.explanation"),
                        {{"technical", fmt::format("{}: {}", problem.file, what)}});
}

}  // namespace

Response not_found(const Visit& visit) {
    if (is_for_machines(visit)) {
        return problem_answer({.status = 404, .code = "not-found", .detail = "there is nothing at this address"});
    }
    return show_message(visit, 404, visit.text("message.not-found"), visit.text("message.not-found.explanation"));
}

Response bad_request(const Visit& visit, const model::Problem& problem) {
    auto response = is_for_machines(visit) ? problem_for_machines(visit, problem) : problem_for_people(visit, problem);
    // Another Accept would have been answered, and caches must know.
    if (problem.code == "not-acceptable") response.headers.emplace_back("Vary", "Accept");
    return response;
}

Response withdrawn(const Visit& visit, const search::Record& record) {
    const auto [reason, language] = reason_for(record.document, visit.language);
    const auto replaced_by = record.document.withdrawal ? record.document.withdrawal->replaced_by : std::string{};
    if (is_for_machines(visit)) {
        return problem_answer({.status = 410,
                               .code = "withdrawn",
                               .detail = reason.empty() ? "the document was withdrawn" : reason,
                               .replaced_by = replaced_by});
    }
    Json view{{"reason", reason}, {"reason_lang", foreign(visit, language)}};
    const auto replacement = replaced_by.empty() ? search::Lookup{} : visit.find(replaced_by);
    if (replacement.record && replacement.state != search::Lookup::State::withdrawn) {
        const auto& document = replacement.record->document;
        view["link"] = visit.address("/documents/" + document.id);
        view["link_text"] = document.text_for(visit.language).title;
        view["link_lang"] = foreign(visit, document.text_for(visit.language).language);
    }
    return show_message(visit, 410, visit.text("message.withdrawn"), visit.text("message.withdrawn.explanation"),
                        std::move(view));
}

}  // namespace clearinghouse::server
