#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "engine/model/document.h"
#include "engine/model/problem.h"

namespace clearinghouse::model {

/// Bounds on a content file, held before it is parsed.
struct FileLimits {
    std::size_t bytes = 2 * 1024 * 1024;
    int depth = 64;       ///< Elements within elements.
    int attributes = 64;  ///< On one element. libxml2 2.9 needs quadratic time in them.
};

/// Looks at the bytes of an XML file before a parser does: size, UTF-8, no control characters, no DOCTYPE, and depth
/// and attributes within the limits. Returns the problems found; none when it may be parsed.
Problems check_bounds(std::string_view xml, const std::string& file, const FileLimits& limits = {});

/// Reads one document. `file` names it in messages, and its last part without ".xml" becomes the id.
/// Checks bounds and form by itself, so any bytes may be given; what the schema promises beyond that (order of
/// elements, patterns) is the validator's part. Returns all problems found when there is no document.
tl::expected<Document, Problems> read_document(std::string_view xml, const std::string& file);

}  // namespace clearinghouse::model
