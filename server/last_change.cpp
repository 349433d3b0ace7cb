#include "server/last_change.h"

#include <algorithm>
#include <string>

namespace clearinghouse::server {

model::Moment last_change(const Visit& visit) {
    const auto made = model::parse_moment(visit.searcher->facts().created).value_or(visit.now);
    // A clock that was set back does not lead into the future.
    const auto served = std::min(made, visit.now);
    const auto since = visit.searcher->changes(
        {.from = served, .until = visit.now, .set = {}, .after = {}, .count = std::string::npos}, visit.now);
    return since.changes.empty() ? served : since.changes.back().changed;
}

}  // namespace clearinghouse::server
