#include "server/xml.h"

#include <fmt/format.h>
#include <unicode/utf8.h>

#include <cstdint>

namespace clearinghouse::server {
namespace {

/// Char of XML 1.0, section 2.2. A code point below 0 is no UTF-8.
bool is_allowed(UChar32 character) {
    return character == '\t' || character == '\n' || character == '\r' || (character >= 0x20 && character <= 0xD7FF) ||
           (character >= 0xE000 && character <= 0xFFFD) || character >= 0x10000;
}

}  // namespace

std::string xml_allowed(std::string_view text) {
    std::string allowed;
    allowed.reserve(text.size());
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    const auto size = static_cast<std::int32_t>(text.size());
    for (std::int32_t at = 0; at < size;) {
        const auto begin = at;
        UChar32 character = 0;
        U8_NEXT(bytes, at, size, character);
        if (!is_allowed(character)) continue;
        allowed.append(text.substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(at - begin)));
    }
    return allowed;
}

std::string xml_escaped(std::string_view text) {
    std::string escaped;
    escaped.reserve(text.size());
    for (const char c : xml_allowed(text)) {
        switch (c) {
            case '&':
                escaped += "&amp;";
                break;
            case '<':
                escaped += "&lt;";
                break;
            case '>':
                escaped += "&gt;";
                break;
            case '"':
                escaped += "&quot;";
                break;
            case '\r':
                escaped += "&#13;";
                break;
            default:
                escaped += c;
        }
    }
    return escaped;
}

std::string xml_element(std::string_view name, std::string_view text, const XmlAttributes& attributes) {
    std::string element = fmt::format("<{}", name);
    for (const auto& [key, value] : attributes) {
        if (!value.empty()) element += fmt::format(" {}=\"{}\"", key, xml_escaped(value));
    }
    if (text.empty()) return element + "/>";
    return element + fmt::format(">{}</{}>", xml_escaped(text), name);
}

}  // namespace clearinghouse::server
