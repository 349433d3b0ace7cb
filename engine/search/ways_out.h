#pragma once

#include <functional>
#include <string>
#include <vector>

#include "engine/language/analyser.h"
#include "engine/search/query.h"
#include "engine/search/request.h"

namespace clearinghouse::search {

/// Trials made for one answer: each is a search.
inline constexpr std::size_t most_trials = 6;

/// What finds something when `request` finds nothing: without one of its filters, without one word or phrase that must
/// be there, with the words of a phrase apart, or with its words read in the one of `languages` that knows most of
/// them. `parsed` is its text as it was read; `count` says how many documents a request finds. Most hits first.
std::vector<WayOut> ways_out(const Request& request, const ParsedQuery& parsed, const language::Analyser& analyser,
                             const std::vector<std::string>& languages,
                             const std::function<std::size_t(const Request&)>& count);

}  // namespace clearinghouse::search
