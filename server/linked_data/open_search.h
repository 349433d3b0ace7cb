#pragma once

#include <string>
#include <vector>

#include "engine/search/suggestions.h"
#include "server/site.h"

/// OpenSearch 1.1: how browsers and other programs search here (https://github.com/dewitt/opensearch).
namespace clearinghouse::server::linked_data {

/// The description in the reader's language.
std::string open_search_description(const Visit& visit);

/// Suggestions as browsers read them (application/x-suggestions+json): what was typed, the completions, what each is,
/// and its address.
std::string open_search_suggestions(const Visit& visit, const std::string& typed,
                                    const std::vector<search::Suggestion>& suggestions);

}  // namespace clearinghouse::server::linked_data
