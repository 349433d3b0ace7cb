#include "engine/search/changes.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace clearinghouse::search {
namespace {

constexpr std::string_view of_collections = "collection:";

enum class State { unseen, visible, deleted };

State state_of(const index::Generation& generation, const index::Datestamp& stamp, model::Moment now) {
    if (stamp.is_gone) return State::deleted;
    const auto number = generation.find(stamp.id);
    if (!number) return State::unseen;
    const auto visible_from = generation.columns().visible_from(*number);
    if (visible_from == index::never) return State::deleted;
    return visible_from <= now.time_since_epoch().count() ? State::visible : State::unseen;
}

bool is_in(const index::Datestamp& stamp, std::string_view set) {
    return set.empty() || std::ranges::any_of(stamp.sets, [&](std::string_view one) {
               return one.starts_with(set) && (one.size() == set.size() || one[set.size()] == ':');
           });
}

bool is_seen_set(const index::Generation& generation, std::string_view set, model::Moment now) {
    if (!set.starts_with(of_collections)) return true;
    const auto* collection = index::find(generation.datestamps(), set.substr(of_collections.size()));
    return collection != nullptr && state_of(generation, *collection, now) == State::visible;
}

Change change_of(const index::Generation& generation, const index::Datestamp& stamp, model::Moment now) {
    Change change{.id = stamp.id,
                  .type = stamp.type,
                  .changed = stamp.at(now),
                  .first = stamp.first,
                  .is_deleted = state_of(generation, stamp, now) == State::deleted,
                  .sets = {}};
    std::ranges::copy_if(stamp.sets, std::back_inserter(change.sets),
                         [&](const auto& set) { return is_seen_set(generation, set, now); });
    return change;
}

}  // namespace

Changes changes(const index::Generation& generation, const ChangesRequest& request, model::Moment now) {
    Changes found;
    if (!is_seen_set(generation, request.set, now)) return found;
    using Dated = std::pair<model::Moment, const index::Datestamp*>;
    std::vector<Dated> dated;
    for (const auto& stamp : generation.datestamps()) {
        const auto changed = stamp.at(now);
        if ((request.from && changed < *request.from) || (request.until && changed > *request.until)) continue;
        if (!is_in(stamp, request.set) || state_of(generation, stamp, now) == State::unseen) continue;
        dated.emplace_back(changed, &stamp);
    }
    // Those of one moment lie by id, as the file has them.
    std::ranges::stable_sort(dated, {}, &Dated::first);
    auto next = dated.begin();
    if (request.after) {
        next = std::ranges::find_if(dated, [&](const Dated& each) {
            return *request.after < Position{each.first, each.second->id};
        });
    }
    found.total = dated.size();
    found.before = static_cast<std::size_t>(next - dated.begin());
    for (; next != dated.end() && found.changes.size() < request.count; ++next) {
        found.changes.push_back(change_of(generation, *next->second, now));
    }
    return found;
}

std::optional<Change> last_change(const index::Generation& generation, std::string_view id, model::Moment now) {
    const auto* stamp = index::find(generation.datestamps(), id);
    if (stamp == nullptr || state_of(generation, *stamp, now) == State::unseen) return std::nullopt;
    return change_of(generation, *stamp, now);
}

}  // namespace clearinghouse::search
