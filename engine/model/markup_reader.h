#pragma once

#include <string>
#include <string_view>

#include "engine/model/document.h"
#include "engine/model/lines.h"
#include "engine/model/problem.h"

namespace pugi {
class xml_node;
}

namespace clearinghouse::model {

/// Rebuilds the children of `node` as running text from the elements and attributes that schemas/markup.xsd allows.
/// What is not allowed is left out and reported with its line. A picture's address
/// becomes that of the attachment, "/files/<document>/<name>".
Markup read_markup(const pugi::xml_node& node, const std::string& file, const Lines& lines, Problems& problems);

/// The id of the document that a file holds: its name without folders and ".xml".
std::string document_id(std::string_view file);

/// Text with &, <, > and quotes written as character references, for HTML text and attribute values.
std::string escape_html(std::string_view text);

/// Text with runs of white space made one space, and none at the ends.
std::string collapse_space(std::string_view text);

}  // namespace clearinghouse::model
