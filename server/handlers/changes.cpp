#include <fmt/format.h>

#include <array>
#include <charconv>
#include <nlohmann/json.hpp>
#include <optional>

#include "server/handlers/handlers.h"
#include "server/json.h"
#include "server/negotiation.h"
#include "server/search_parameters.h"

namespace clearinghouse::server {
namespace {

constexpr std::size_t most_changes = 1000;

tl::unexpected<model::Problem> bad(std::string_view parameter, std::string what, std::string hint) {
    return tl::unexpected(model::Problem{
        .code = "bad-parameter", .file = std::string{parameter}, .what = std::move(what), .hint = std::move(hint)});
}

std::string to_cursor(model::Moment until, const search::Change& last) {
    return fmt::format("{}-{}-{}", until.time_since_epoch().count(), last.changed.time_since_epoch().count(), last.id);
}

std::optional<model::Moment> take_moment(std::string_view& text) {
    constexpr std::size_t most_digits = 11;
    const auto dash = text.find('-');
    if (dash == text.npos || dash > most_digits) return std::nullopt;
    std::int64_t seconds = 0;
    const auto read = std::from_chars(text.data(), text.data() + dash, seconds);
    if (read.ec != std::errc{} || read.ptr != text.data() + dash || seconds < 0) return std::nullopt;
    text.remove_prefix(dash + 1);
    return model::Moment{std::chrono::seconds{seconds}};
}

/// A cursor holds where the list ends and where it goes on, so a new generation does not disturb it.
model::Result<bool> take_cursor(std::string_view cursor, search::ChangesRequest& wanted) {
    if (cursor.empty()) return true;
    auto rest = cursor;
    const auto until = take_moment(rest);
    const auto changed = until ? take_moment(rest) : std::nullopt;
    if (!changed || rest.empty()) return bad("cursor", "this is no cursor of a list of changes", "follow \"next\"");
    wanted.until = until;
    wanted.after = search::Position{*changed, std::string{rest}};
    return true;
}

model::Result<search::ChangesRequest> read_changes_request(const Visit& visit) {
    constexpr std::array<std::string_view, 4> known{"since", "set", "limit", "cursor"};
    if (const auto checked = check_parameters(visit.request, known); !checked) return tl::unexpected(checked.error());
    search::ChangesRequest wanted;
    const auto since = visit.request.parameter("since");
    wanted.from = model::parse_moment(since);
    if (!since.empty() && !wanted.from) {
        return bad("since", fmt::format("'{}' is no moment", model::quotable(since)),
                   "2026-11-01 or 2026-11-01T08:00:00Z; a \"+\" in an address is written %2B");
    }
    wanted.set = visit.request.parameter("set");
    const auto limit = read_number(visit.request.parameter("limit", "100"));
    if (!limit || *limit < 1 || *limit > most_changes) {
        return bad("limit", fmt::format("'{}' is not a number of changes", visit.request.parameter("limit")),
                   fmt::format("1 to {}", most_changes));
    }
    wanted.count = *limit;
    wanted.until = visit.now;
    if (const auto taken = take_cursor(visit.request.parameter("cursor"), wanted); !taken) {
        return tl::unexpected(taken.error());
    }
    return wanted;
}

std::string_view kind_of(const search::Change& change, const search::ChangesRequest& wanted) {
    if (change.is_deleted) return "deleted";
    return !wanted.from || change.first >= *wanted.from ? "created" : "changed";
}

Json change_json(const Visit& visit, const search::Change& change, const search::ChangesRequest& wanted) {
    const auto& base = visit.site.settings.base_url;
    return {{"change", kind_of(change, wanted)},
            {"id", change.id},
            {"type", change.type},
            {"time", model::to_rfc3339(change.changed)},
            {"sets", change.sets},
            {"url", fmt::format("{}/documents/{}", base, change.id)},
            {"api", fmt::format("{}/api/v1/documents/{}", base, change.id)}};
}

Json next_address(const Visit& visit, const search::ChangesRequest& wanted, const search::Changes& found) {
    if (found.is_last()) return nullptr;
    std::string address = visit.site.settings.base_url + "/api/v1/changes?";
    if (wanted.from) address += fmt::format("since={}&", model::to_rfc3339(*wanted.from));
    if (!wanted.set.empty()) address += fmt::format("set={}&", encode(wanted.set));
    return fmt::format("{}limit={}&cursor={}", address, wanted.count, to_cursor(*wanted.until, found.changes.back()));
}

/// From when to ask the next time. Whatever a later generation brings is dated after this one was made, so nothing is
/// missed however long it took until it was served.
std::string next_since(const Visit& visit, const search::ChangesRequest& wanted) {
    const auto made = model::parse_moment(visit.searcher->facts().created).value_or(visit.now);
    return model::to_rfc3339(std::min(made, *wanted.until));
}

}  // namespace

Response answer_changes(const Visit& visit) {
    const auto wanted = read_changes_request(visit);
    if (!wanted) return bad_request(visit, wanted.error());
    const auto found = visit.searcher->changes(*wanted, visit.now);
    Json changes = Json::array();
    for (const auto& change : found.changes) changes.push_back(change_json(visit, change, *wanted));
    Json since = wanted->from ? Json(model::to_rfc3339(*wanted->from)) : Json(nullptr);
    Json set = wanted->set.empty() ? Json(nullptr) : Json(wanted->set);
    return Response::json(dump({{"query",
                                 {{"since", std::move(since)},
                                  {"until", model::to_rfc3339(*wanted->until)},
                                  {"set", std::move(set)},
                                  {"limit", wanted->count}}},
                                {"generation", visit.searcher->facts().generation},
                                {"total", found.total},
                                {"changes", std::move(changes)},
                                {"next", next_address(visit, *wanted, found)},
                                {"next_since", next_since(visit, *wanted)}}));
}

}  // namespace clearinghouse::server
