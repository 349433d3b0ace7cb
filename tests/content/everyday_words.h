#pragma once

#include <string_view>

namespace clearinghouse::tests {

/// True for one of the small words that hardly a sentence of the language goes without ("the", "og"), in small
/// letters. Never true for a language that has no list.
bool is_everyday_word(std::string_view word, std::string_view language);

}  // namespace clearinghouse::tests
