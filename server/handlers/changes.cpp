#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/model/nearest.h"
#include "server/facets.h"
#include "server/handlers/handlers.h"
#include "server/json.h"
#include "server/last_change.h"
#include "server/negotiation.h"
#include "server/search_parameters.h"

namespace clearinghouse::server {
namespace {

constexpr std::size_t most_changes = 1000;

tl::unexpected<model::Problem> bad(std::string_view parameter, std::string what, std::string hint) {
    return tl::unexpected(model::Problem{
        .code = "bad-parameter", .file = std::string{parameter}, .what = std::move(what), .hint = std::move(hint)});
}

/// A list, and from when to ask the next time. Whatever a later generation brings is dated after the one was made that
/// the list began in, so nothing is missed however long it took until that was served.
struct Wanted {
    search::ChangesRequest list;
    model::Moment next_since;
};

std::string to_cursor(const Wanted& wanted, const search::Change& last) {
    const auto seconds = [](model::Moment moment) { return moment.time_since_epoch().count(); };
    return fmt::format("{}-{}-{}-{}", seconds(*wanted.list.until), seconds(wanted.next_since), seconds(last.changed),
                       last.id);
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
model::Result<bool> take_cursor(std::string_view cursor, Wanted& wanted) {
    if (cursor.empty()) return true;
    auto rest = cursor;
    const auto until = take_moment(rest);
    const auto next_since = until ? take_moment(rest) : std::nullopt;
    const auto changed = next_since ? take_moment(rest) : std::nullopt;
    if (!changed || rest.empty()) return bad("cursor", "this is no cursor of a list of changes", "follow \"next\"");
    wanted.list.until = until;
    wanted.list.after = search::Position{*changed, std::string{rest}};
    wanted.next_since = std::min(*next_since, *until);
    return true;
}

/// The sets that concepts make, also those that no document is in yet.
std::vector<std::string> sets_of_concepts(const Visit& visit) {
    std::vector<std::string> sets;
    for (const std::string_view kind : {"type", "theme", "country"}) {
        sets.emplace_back(kind);
        const auto* scheme = visit.searcher->vocabulary().scheme(facet(kind)->scheme);
        if (scheme == nullptr) continue;
        for (const auto& each : scheme->concepts) sets.push_back(fmt::format("{}:{}", kind, each.id));
    }
    return sets;
}

/// Collections that were taken back are known too, and so are sets of concepts that are gone, as long as there is a
/// change in them to tell of.
bool is_known_set(const Visit& visit, const std::string& set, const std::vector<std::string>& of_concepts) {
    constexpr std::string_view of_collection = "collection:";
    if (set == "collection" || std::ranges::find(of_concepts, set) != of_concepts.end()) return true;
    if (set.starts_with(of_collection)) {
        const auto collection = visit.searcher->last_change(set.substr(of_collection.size()), visit.now);
        return collection && collection->type == "collection";
    }
    return visit.searcher->changes({.from = {}, .until = {}, .set = set, .after = {}, .count = 1}, visit.now).total > 0;
}

/// A slip in a set would be answered by nothing, for good.
model::Result<bool> check_set(const Visit& visit, const std::string& set) {
    constexpr std::size_t longest_compared = 64;
    if (set.empty()) return true;
    const auto of_concepts = sets_of_concepts(visit);
    if (is_known_set(visit, set, of_concepts)) return true;
    const auto near = set.size() > longest_compared ? "" : model::nearest(set, of_concepts);
    return tl::unexpected(model::Problem{.code = "unknown-value",
                                         .file = "set",
                                         .what = fmt::format("unknown set '{}'", model::quotable(set)),
                                         .hint = near.empty() ? "the verb ListSets of /oai lists those that there are"
                                                              : fmt::format("did you mean '{}'?", near)});
}

model::Result<Wanted> read_wanted(const Visit& visit) {
    constexpr std::array<std::string_view, 4> known{"since", "set", "limit", "cursor"};
    if (const auto checked = check_parameters(visit.request, known); !checked) return tl::unexpected(checked.error());
    Wanted wanted;
    const auto since = visit.request.parameter("since");
    wanted.list.from = model::parse_moment(since);
    if (!since.empty() && !wanted.list.from) {
        return bad("since", fmt::format("'{}' is no moment", model::quotable(since)),
                   "2026-11-01 or 2026-11-01T08:00:00Z; a \"+\" in an address is written %2B");
    }
    wanted.list.set = visit.request.parameter("set");
    if (const auto checked = check_set(visit, wanted.list.set); !checked) return tl::unexpected(checked.error());
    const auto limit = read_number(visit.request.parameter("limit", "100"));
    if (!limit || *limit < 1 || *limit > most_changes) {
        return bad("limit", fmt::format("'{}' is not a number of changes", visit.request.parameter("limit")),
                   fmt::format("1 to {}", most_changes));
    }
    wanted.list.count = *limit;
    // Not the time of asking: what is asked again while nothing changes is answered by the same bytes, so by 304.
    wanted.list.until = last_change(visit);
    const auto made = model::parse_moment(visit.searcher->facts().created);
    wanted.next_since = std::min(made.value_or(visit.now), *wanted.list.until);
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

Json next_address(const Visit& visit, const Wanted& wanted, const search::Changes& found) {
    if (found.is_last()) return nullptr;
    const auto& list = wanted.list;
    std::string address = visit.site.settings.base_url + "/api/v1/changes?";
    if (list.from) address += fmt::format("since={}&", model::to_rfc3339(*list.from));
    if (!list.set.empty()) address += fmt::format("set={}&", encode(list.set));
    return fmt::format("{}limit={}&cursor={}", address, list.count, to_cursor(wanted, found.changes.back()));
}

}  // namespace

Response answer_changes(const Visit& visit) {
    const auto wanted = read_wanted(visit);
    if (!wanted) return bad_request(visit, wanted.error());
    const auto& list = wanted->list;
    const auto found = visit.searcher->changes(list, visit.now);
    Json changes = Json::array();
    for (const auto& change : found.changes) changes.push_back(change_json(visit, change, list));
    Json since = list.from ? Json(model::to_rfc3339(*list.from)) : Json(nullptr);
    Json set = list.set.empty() ? Json(nullptr) : Json(list.set);
    auto next = next_address(visit, *wanted, found);
    const auto link = next.is_null() ? std::string{} : fmt::format("<{}>; rel=\"next\"", next.get<std::string>());
    auto response = Response::json(dump({{"query",
                                          {{"since", std::move(since)},
                                           {"until", model::to_rfc3339(*list.until)},
                                           {"set", std::move(set)},
                                           {"limit", list.count}}},
                                         {"generation", visit.searcher->facts().generation},
                                         {"total", found.total},
                                         {"changes", std::move(changes)},
                                         {"next", std::move(next)},
                                         {"next_since", model::to_rfc3339(wanted->next_since)}}));
    if (!link.empty()) response.headers.emplace_back("Link", link);
    return response;
}

}  // namespace clearinghouse::server
