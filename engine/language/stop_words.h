#pragma once

#include <string_view>

namespace clearinghouse::language {

/// True for a word, in small letters, that says nothing by itself in a language of this group ("no" has both norms).
bool is_stop_word_of(std::string_view word, std::string_view group);

}  // namespace clearinghouse::language
