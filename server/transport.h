#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "server/http.h"
#include "server/limits.h"

namespace clearinghouse::server {

struct Address {
    std::string host = "127.0.0.1";
    std::uint16_t port = 8080;  ///< 0: any free one.
};

/// The HTTP/1.1 server: reads requests, calls the handler on a worker, writes answers. One event loop holds all
/// connections, so a slow client costs a file descriptor and no thread. Only GET, HEAD and OPTIONS; no bodies.
///
/// It does for every answer: ETag and Last-Modified with 304 (RFC 9110, section 13), HEAD, gzip by Accept-Encoding with
/// Vary, one byte range, security headers with a strict Content-Security-Policy, CORS where the answer is for machines,
/// a bound on how often one client may ask the interfaces for programs (429 with Retry-After; the client is forgotten
/// when its share is full again), and a log line without query or address of the reader. An exception in a handler
/// becomes a 500 and a log entry.
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
    /// Safe to call from another thread and from a signal handler. The destructor waits for a handler that runs longer.
    void stop() noexcept;

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace clearinghouse::server
