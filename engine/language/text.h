#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace clearinghouse::language {

/// The analysers work on UTF-16. Invalid UTF-8 becomes U+FFFD, unpaired surrogates likewise.
std::u16string to_utf16(std::string_view text);
std::string to_utf8(std::u16string_view text);

/// The code points of a text, for counting letters; bytes that are no UTF-8 become U+FFFD, each by itself.
std::u32string code_points(std::string_view text);

/// A word as the analysers may see it: NFC, small letters, plain apostrophes and hyphens, without soft hyphens and
/// other invisible format characters. Nothing for what they must not see: control characters and spaces, invalid UTF-8,
/// noncharacters, nothing at all, and more than `longest_word` units.
std::optional<std::u16string> clean_word(std::string_view word);

/// In UTF-16 units. No language here writes longer words, and the time of a compound analysis grows with the length.
inline constexpr std::size_t longest_word = 64;

/// First letter, or all letters, as capitals: names stand so in the dictionaries.
std::u16string with_capital(std::u16string_view word);
std::u16string in_capitals(std::u16string_view word);

}  // namespace clearinghouse::language
