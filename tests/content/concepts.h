#pragma once

#include <set>
#include <string>

#include "engine/model/vocabulary.h"
#include "tests/content/passages.h"

namespace clearinghouse::tests {

/// Concepts without a preferred label in a language of the site.
Findings missing_labels(const model::Scheme& scheme);

/// Concepts of a scheme that share a preferred label in a language, whatever its capitals.
Findings shared_labels(const model::Scheme& scheme);

/// Concepts from which no way by broader leads to a top concept, nor to one of `other_roots`.
Findings concepts_without_top(const model::Scheme& scheme, const std::set<std::string>& other_roots = {});

}  // namespace clearinghouse::tests
