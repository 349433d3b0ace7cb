#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace clearinghouse::model {

/// The candidate most like `word` by edit distance (Levenshtein, on bytes), or "" when none is near: for hints.
std::string nearest(std::string_view word, std::span<const std::string> candidates);

}  // namespace clearinghouse::model
