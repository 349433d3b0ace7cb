#pragma once

#include <string>

namespace pugi {
class xml_node;
}

namespace clearinghouse::server::citations {

/// Adds <name>text</name> below a node, with xml:lang when a language is given; nothing for an empty text. What
/// XML 1.0 cannot hold is left out; pugixml escapes what would be markup.
pugi::xml_node add_element(pugi::xml_node& parent, const char* name, const std::string& text,
                           const std::string& language = {});

/// An element without a declaration before it, so that it can stand within another document.
std::string to_xml(const pugi::xml_node& element);

/// A whole document of an element.
std::string with_declaration(const std::string& element);

}  // namespace clearinghouse::server::citations
