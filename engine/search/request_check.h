#pragma once

#include <optional>

#include "engine/model/problem.h"
#include "engine/search/cross_table.h"
#include "engine/search/facet_values.h"
#include "engine/search/query.h"
#include "engine/search/request.h"

namespace clearinghouse::search {

/// Checks a request against the limits and what the facets know. Returns its filters with values as the index writes
/// them; a Problem names the parameter at fault.
model::Result<Filters> check(const Request& request, const FacetValues& values, const Limits& limits);

/// Adds the filters that were typed to those of the request. Labels become the ids they stand for; a value that nobody
/// knows is searched for as words instead, with a notice.
void add_typed_filters(ParsedQuery& parsed, const FacetValues& values, Filters& filters);

/// What is wrong with the facets of a table, if anything; `file` is the parameter.
std::optional<model::Problem> problem_of(const CrossRequest& request);

}  // namespace clearinghouse::search
