#include "engine/model/problem.h"

#include <fmt/format.h>

#include <algorithm>

namespace clearinghouse::model {

std::string to_line(const Problem& problem) {
    std::string line = problem.file;
    if (problem.line > 0) line += fmt::format(":{}", problem.line);
    if (!line.empty()) line += ": ";
    if (problem.severity == Severity::warning) line += "warning: ";
    line += problem.what;
    if (!problem.hint.empty()) line += fmt::format(" ({})", problem.hint);
    return line;
}

bool has_error(const Problems& problems) {
    return std::ranges::any_of(problems, [](const Problem& each) { return each.severity == Severity::error; });
}

}  // namespace clearinghouse::model
