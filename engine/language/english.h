#pragma once

#include <string_view>
#include <vector>

#include "engine/language/lemmas.h"

namespace clearinghouse::language {

/// What the English stemmer does not reach: irregular forms ("children", "taught"), and British spellings, which are
/// read as the American ones. None for every other word.
std::vector<Reading> read_english(std::u16string_view word);

}  // namespace clearinghouse::language
