#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// What a handler sees of HTTP: plain values, no library. A handler is a function from a Request to a Response and is
/// tested by calling it; the transport does everything that is the same for all answers (see transport.h).
namespace clearinghouse::server {

struct Request {
    std::string method;  ///< "GET" or "HEAD"; handlers treat both alike, the transport drops the body.
    std::string path;    ///< Decoded, valid UTF-8, starts with "/".
    std::vector<std::pair<std::string, std::string>> parameters;  ///< Query parameters in order, decoded, valid UTF-8.
    std::map<std::string, std::string> headers;                   ///< Names in small letters.

    /// The first value of a parameter, or `fallback`.
    std::string parameter(std::string_view name, std::string_view fallback = "") const;
    std::vector<std::string> all(std::string_view name) const;
    std::string header(std::string_view name) const;
};

struct Response {
    int status = 200;
    std::string media_type = "text/html; charset=utf-8";
    std::string body;
    std::vector<std::pair<std::string, std::string>> headers;  ///< Beyond those the transport sets.
    std::string cache_control = "public, max-age=60";
    std::string entity_tag;  ///< Without quotes; empty: the transport derives one from the body.
    std::optional<std::chrono::sys_seconds> last_modified;
    bool for_machines = false;  ///< An open interface: gets CORS headers.
    bool keep_as_is = false;    ///< Already compressed (pictures, fonts, PDF): never gzip it.

    static Response redirect(int status, std::string location);
    static Response json(std::string body, int status = 200);
};

using Handler = std::function<Response(const Request&)>;

}  // namespace clearinghouse::server
