#include "server/citations/xml.h"

#include <pugixml.hpp>
#include <sstream>

#include "server/xml.h"

namespace clearinghouse::server::citations {

pugi::xml_node add_element(pugi::xml_node& parent, const char* name, const std::string& text,
                           const std::string& language) {
    if (text.empty()) return {};
    auto element = parent.append_child(name);
    if (!language.empty()) element.append_attribute("xml:lang") = language.c_str();
    element.text() = xml_allowed(text).c_str();
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
