#pragma once

#include <string>
#include <string_view>

#include "engine/model/problem.h"

namespace clearinghouse::indexer {

/// The text of a new document of a type: every field with a comment on what to write, those that may be left out
/// commented out. It is a draft, and passes the check once its texts are filled in.
/// A Problem when the type is unknown (hint: the nearest one) or the id has not the form of one.
model::Result<std::string> skeleton(std::string_view type, std::string_view id);

}  // namespace clearinghouse::indexer
