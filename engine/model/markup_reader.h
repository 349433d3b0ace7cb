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
/// What is not allowed is left out and reported with its line. White space between blocks is left out too. A picture's
/// address becomes that of the attachment, "/files/<document>/<name>".
Markup read_markup(const pugi::xml_node& node, const std::string& file, const Lines& lines, Problems& problems);

/// The id of the document that a file holds: its name without folders and ".xml".
std::string document_id(std::string_view file);

/// True for the name of a document or concept: small letters a to z, digits and hyphens, 100 at most.
bool is_id(std::string_view text);

/// True for the name of a file beside a document: no folders, no hidden files.
bool is_file_name(std::string_view name);

/// True for what a page may link to: https:, http: or mailto:, or another document as "/documents/its-id".
bool is_safe_target(std::string_view href);

/// The words that stand directly in an element, with white space collapsed.
std::string words_of(const pugi::xml_node& node);

/// Text with &, <, > and quotes written as character references, for HTML text and attribute values.
std::string escape_html(std::string_view text);

/// Text with runs of white space made one space, and none at the ends.
std::string collapse_space(std::string_view text);

}  // namespace clearinghouse::model
