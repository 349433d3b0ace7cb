#include "server/citations/xml.h"

#include <algorithm>
#include <pugixml.hpp>
#include <sstream>

namespace clearinghouse::server::citations {

pugi::xml_node add_element(pugi::xml_node& parent, const char* name, const std::string& text,
                           const std::string& language) {
    if (text.empty()) return {};
    auto clean = text;
    std::erase_if(clean, [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n'; });
    auto element = parent.append_child(name);
    if (!language.empty()) element.append_attribute("xml:lang") = language.c_str();
    element.text() = clean.c_str();
    return element;
}

std::string to_xml(const pugi::xml_node& element) {
    std::ostringstream out;
    element.print(out, "  ", pugi::format_default, pugi::encoding_utf8);
    return out.str();
}

std::string with_declaration(const std::string& element) {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + element;
}

}  // namespace clearinghouse::server::citations
