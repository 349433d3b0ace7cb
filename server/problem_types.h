#pragma once

#include <span>
#include <string>
#include <string_view>

/// The kinds of problems that the interfaces report: the one table that problem documents (RFC 9457), the pages that
/// explain them and the description of the API go by.
namespace clearinghouse::server {

struct ProblemType {
    std::string_view code;  ///< For programs; never reworded.
    int status = 400;
    std::string_view title;    ///< The kind in few words.
    std::string_view meaning;  ///< When it is answered.
    std::string_view remedy;   ///< What the caller can do.
};
std::span<const ProblemType> problem_types();

/// The kind of a code, or nothing.
const ProblemType* problem_type(std::string_view code);

/// The page that explains a kind, as a path from the root: the `type` of problem documents. RFC 9457 (3.1.1) allows it;
/// so it is the same on every server of this program.
std::string problem_address(std::string_view code);

}  // namespace clearinghouse::server
