#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

#include "server/limits.h"

/// Strict vetting of what a client sends before any parser sees it. Servers and proxies that read a doubtful request
/// in different ways can be played against each other, so whatever RFC 9112 leaves in doubt is refused.
namespace clearinghouse::server {

/// Why a request is not served.
struct Refusal {
    int status = 400;
    std::string detail;  ///< For the client; never repeats what it sent.
};

/// A request that may be answered: a line and headers in which nothing is in doubt.
struct RequestHead {
    std::string method;  ///< "GET", "HEAD" or "OPTIONS"; "POST" until take_form() has made it a GET.
    std::string target;  ///< Path and query as sent, in origin form: begins with "/"; "/" if OPTIONS asked "*".
    std::vector<std::pair<std::string, std::string>> headers;  ///< Names in small letters, as often as they came.
    bool keep_alive = true;
    std::size_t form_bytes = 0;  ///< Of the form that follows the head of a POST.
};

/// Looks for the end of the head in what has arrived so far. `seen` bytes were looked at before and held no end.
/// The length of the head with its empty line; nothing while more must come; a refusal as soon as one is certain.
tl::expected<std::optional<std::size_t>, Refusal> find_head_end(std::string_view arrived, std::size_t seen,
                                                                const Limits& limits);

/// Reads a complete head, the empty line included.
tl::expected<RequestHead, Refusal> read_head(std::string_view head, const Limits& limits);

/// Makes a POST the GET with the same question: its form (application/x-www-form-urlencoded) becomes the query. Leaves
/// other requests as they are.
tl::expected<void, Refusal> take_form(RequestHead& head, std::string_view form);

}  // namespace clearinghouse::server
