#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace clearinghouse::language {

/// A language by its BCP 47 tag in small letters: "da", "nb", "fo". Any tag is a language: one that no analyser
/// knows is searched by its plain and folded words, so a new language needs data and no code.
using Tag = std::string;

/// Languages that are written so alike that their words are kept in one space: "nb" and "nn" share "no".
/// Every other language is a group of its own.
std::string group(std::string_view tag);

/// True when `tag` has the form of a language tag: two or three small letters, subtags after hyphens.
bool is_tag(std::string_view tag);

/// Chooses among `offered` by an Accept-Language header (RFC 9110, section 12.5.4; quality values; prefixes, so that
/// "nb-NO" gets "nb"; "no" gets "nb"). Returns `fallback` when nothing fits. Never throws on a broken header.
Tag negotiate(std::string_view accept_language, const std::vector<Tag>& offered, std::string_view fallback);

}  // namespace clearinghouse::language
