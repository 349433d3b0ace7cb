#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "server/http.h"

namespace clearinghouse::server {

/// Bounds on what a client may send and how long it may take. Over them it gets a clear answer or is cut off.
struct Limits {
    std::size_t head_bytes = 16 * 1024;    ///< Request line and headers together; over it 431.
    std::size_t header_count = 64;         ///< Over it 431.
    std::size_t target_bytes = 4 * 1024;   ///< Path and query; over it 414.
    std::size_t connections = 2048;        ///< Over it new ones get 503 with Retry-After.
    std::size_t connections_per_peer = 1024;  ///< Open connections of one address.
    std::size_t waiting = 256;             ///< Requests waiting for a worker; over it 503 with Retry-After.
    int workers = 0;                       ///< 0: one per core, four at least.
    int head_seconds = 5;                  ///< From the first byte of a head to its end; over it 408.
    int idle_seconds = 15;                 ///< Between requests on one connection.
    int write_seconds = 30;                ///< For one answer to be taken.
};

struct Address {
    std::string host = "127.0.0.1";
    std::uint16_t port = 8080;  ///< 0: any free one.
};

/// The HTTP/1.1 server: reads requests, calls the handler on a worker, writes answers. One event loop holds all
/// connections, so a slow client costs a file descriptor and no thread. Only GET, HEAD and OPTIONS; no bodies.
///
/// It does for every answer: ETag and Last-Modified with 304 (RFC 9110, section 13), HEAD, gzip by Accept-Encoding with
/// Vary, one byte range, security headers with a strict Content-Security-Policy, CORS where the answer is for machines,
/// and a log line without query or address of the reader. An exception in a handler becomes a 500 and a log entry.
class Transport {
public:
    Transport(Handler handler, Limits limits = {});
    ~Transport();
    Transport(const Transport&) = delete;
    Transport& operator=(const Transport&) = delete;

    /// Binds and listens. Throws std::runtime_error that names the address and the reason (in use, not permitted).
    void bind(const Address& address);

    /// The port that is listened on, once bound.
    std::uint16_t port() const;

    /// Serves until stop(). Call after bind().
    void run();

    /// Ends run(): takes no new connection, finishes the requests that have been received, at most `stop_seconds`.
    /// Safe to call from another thread and from a signal handler.
    void stop() noexcept;

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace clearinghouse::server
