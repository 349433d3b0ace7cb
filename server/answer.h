#pragma once

#include <string>
#include <utility>
#include <vector>

#include "server/compression.h"
#include "server/http.h"
#include "server/request_head.h"

/// From what a handler says to what goes out: everything that is the same for all answers.
namespace clearinghouse::server {

/// An answer with all its headers, Content-Length and those about the connection excepted.
struct Answer {
    int status = 200;
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;
};

/// Conditional requests, compression, byte ranges and the headers of every answer. `bodies` holds what was compressed
/// before.
Answer finish(const Request& request, Response response, CompressedBodies& bodies);

/// The problem document (RFC 9457) that says why a request was refused.
Answer refuse(const Refusal& refusal);

/// What OPTIONS is answered: the same for every path but the one that takes a form by POST.
Answer describe_options(bool takes_form);

}  // namespace clearinghouse::server
