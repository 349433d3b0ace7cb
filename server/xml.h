#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// XML 1.0 as text: small documents, written from first to last.
namespace clearinghouse::server {

/// Text without what XML 1.0 cannot hold, escaped or not: the characters that it forbids (section 2.2), and bytes that
/// are not UTF-8.
std::string xml_allowed(std::string_view text);

/// The same for an element or an attribute: what would be markup is escaped.
std::string xml_escaped(std::string_view text);

using XmlAttributes = std::vector<std::pair<std::string_view, std::string>>;

/// <name attribute="value">text</name>, with everything escaped; attributes without a value are left out.
std::string xml_element(std::string_view name, std::string_view text, const XmlAttributes& attributes = {});

}  // namespace clearinghouse::server
