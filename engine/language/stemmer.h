#pragma once

#include <string>
#include <string_view>

namespace clearinghouse::language {

/// The word under the Snowball stemmer of a language; the word itself where there is none (Icelandic, Faroese,
/// Greenlandic, Sámi). `word` is in NFC and small letters. Safe on any thread.
std::string stem(const std::string& word, std::string_view language);

}  // namespace clearinghouse::language
