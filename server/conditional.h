#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "server/http.h"

/// Conditional and range requests: RFC 9110, sections 13 and 14.
namespace clearinghouse::server {

/// "Sun, 06 Nov 1994 08:49:37 GMT".
std::string http_date(std::chrono::sys_seconds time);

/// Reads the three forms of date that RFC 9110 asks a recipient to read.
std::optional<std::chrono::sys_seconds> read_http_date(const std::string& text);

/// A tag in quotes for an ETag header. Without a usable tag from the handler it is derived from the body.
std::string entity_tag(const Response& response);

/// The tag of the same answer compressed: another sequence of bytes, so another strong tag.
std::string compressed_tag(const std::string& tag);

/// Whether the client has this answer already: If-None-Match, or else If-Modified-Since.
bool is_unchanged(const Request& request, const std::string& tag,
                  std::optional<std::chrono::sys_seconds> last_modified);

struct ByteRange {
    std::size_t begin = 0;
    std::size_t end = 0;  ///< One past the last byte.
};

enum class RangeKind { whole, part, unsatisfiable };

struct RangeAnswer {
    RangeKind kind = RangeKind::whole;
    ByteRange range;
};

/// The one range that a Range header asks of `size` bytes. Several ranges, other units and malformed ones are answered
/// with the whole: many overlapping ranges of a file are a way to make a server send gigabytes.
RangeAnswer wanted_range(const Request& request, std::size_t size, const std::string& tag,
                         std::optional<std::chrono::sys_seconds> last_modified);

}  // namespace clearinghouse::server
