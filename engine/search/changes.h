#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/index/generation.h"
#include "engine/model/time.h"

/// What changed and when, for those who keep a copy of what is published.
namespace clearinghouse::search {

/// A document as of its last change. Whoever has seen an earlier state of it replaces that.
struct Change {
    std::string id;
    std::string type;
    model::Moment changed;          ///< OAI-PMH's datestamp.
    model::Moment first;            ///< When it could first be seen.
    bool is_deleted = false;        ///< Withdrawn, or gone altogether.
    std::vector<std::string> sets;  ///< "type:news", "theme:women", "country:se", "collection:2019".
};

/// A place in the order of changes: behind the change of this document at this moment.
struct Position {
    model::Moment changed;
    std::string id;

    auto operator<=>(const Position&) const = default;
};

struct ChangesRequest {
    std::optional<model::Moment> from;   ///< Included.
    std::optional<model::Moment> until;  ///< Included.
    std::string set;                     ///< "theme:women", or "theme" for all of them; empty: everything.
    std::optional<Position> after;
    std::size_t count = 100;
};

struct Changes {
    std::vector<Change> changes;  ///< In the order of Position.
    std::size_t before = 0;       ///< How many there are that begin at `from` and end at `after`.
    std::size_t total = 0;        ///< How many from `from` until `until`.

    bool is_last() const { return before + changes.size() >= total; }
};

/// Changes seen at `now`. What nobody can see yet, and what was never seen, is not among them; nor are drafts, in a
/// preview neither. Collections that cannot be seen are no sets.
Changes changes(const index::Generation& generation, const ChangesRequest& request, model::Moment now);
std::optional<Change> last_change(const index::Generation& generation, std::string_view id, model::Moment now);

}  // namespace clearinghouse::search
