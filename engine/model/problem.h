#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace clearinghouse::model {

/// How much a problem matters: an error keeps a file from being published, a warning does not.
enum class Severity { error, warning };

/// Something a person has to correct, said so that they can.
struct Problem {
    std::string code;  ///< For programs, and never reworded: "unknown-concept".
    std::string file;  ///< The file, or the name of what was read; empty when there is none.
    int line = 0;      ///< Line in it, from 1; 0 when the whole is meant.
    std::string what;  ///< What was found there.
    std::string hint;  ///< What to do about it; empty when we cannot know.
    Severity severity = Severity::error;
};

/// "file:line: warning: what (hint)", the form that editors and terminals can jump to. Always one line.
std::string to_line(const Problem& problem);

using Problems = std::vector<Problem>;

/// True when one of them is an error.
bool has_error(const Problems& problems);

/// What a file holds, made fit for a message: on one line, and cut where it is long.
std::string quotable(std::string_view text);

/// A value, or the one problem that stood in its way.
template <typename Value>
using Result = tl::expected<Value, Problem>;

}  // namespace clearinghouse::model
