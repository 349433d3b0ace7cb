#pragma once

#include <functional>
#include <string>
#include <string_view>

/// Order as the alphabet of a language has it (CLDR's collations, by ICU).
namespace clearinghouse::language {

/// True when `left` comes before `right`.
using Before = std::function<bool(const std::string& left, const std::string& right)>;
Before alphabetical(std::string_view language);

/// Keys for many titles: bytes that compare as the titles do in the alphabet of the language, word by word. Quotation
/// marks do not count and numbers go by their value, so "«Brobyggere» 9" stands at B and before "Brobyggere 10".
using TitleKey = std::function<std::string(const std::string& title)>;
TitleKey title_key(std::string_view language);

}  // namespace clearinghouse::language
