#pragma once

#include <cstddef>
#include <string_view>

#include "server/rate_limit.h"

namespace clearinghouse::server {

/// Bounds on what a client may send and how long it may take. Over them it gets a clear answer or is cut off.
struct Limits {
    std::size_t head_bytes = 16 * 1024;   ///< Request line and headers together; over it 431.
    std::size_t header_count = 64;        ///< Over it 431.
    std::size_t target_bytes = 4 * 1024;  ///< Path and query; over it 414.
    /// The one path that takes a form by POST, as OAI-PMH asks. The form is read as the query of a GET, so that nothing
    /// behind the transport ever sees a body. Form and head together may have head_bytes, the form target_bytes; over
    /// it 413.
    std::string_view form_path = "/oai";
    std::size_t connections = 2048;           ///< Over it new ones get 503 with Retry-After.
    std::size_t connections_per_peer = 1024;  ///< Open connections of one address (of one /64 in IPv6); over it 503.
    std::size_t waiting = 256;                ///< Requests waiting for a worker; over it 503 with Retry-After.
    int workers = 0;                          ///< 0: one per core, four at least.
    int head_seconds = 5;                     ///< From the first byte of a head to its end; over it 408.
    int idle_seconds = 15;                    ///< Between requests on one connection.
    int write_seconds = 30;                   ///< For one answer to be taken, and more by its size:
    std::size_t write_bytes_per_second = 16 * 1024;  ///< what the slowest line that is served carries.
    int stop_seconds = 5;                            ///< For received requests to be finished after stop().
    RateLimit programs = {};                         ///< What one client may ask of the interfaces for programs.
    bool trusts_proxy = false;                       ///< X-Forwarded-For from this machine says whom a request is from.
};

}  // namespace clearinghouse::server
