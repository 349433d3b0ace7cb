#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Decoding of the path and query of a request target (RFC 3986). Whatever does not decode to valid UTF-8 without
/// control characters is refused here, so that no handler, log or template ever sees it.
namespace clearinghouse::server {

/// "/s%C3%B6k" becomes "/sök". Nothing if an escape is broken, the result is not clean UTF-8 or a segment is "." or
/// "..": browsers resolve those before they ask, so only an attempt to leave a folder still has them.
std::optional<std::string> decode_path(std::string_view path);

/// "a=1&b=x+y&a=2" becomes its pairs, in order, repetitions kept. "+" is a space. Nothing if a part is not clean UTF-8.
std::optional<std::vector<std::pair<std::string, std::string>>> decode_query(std::string_view query);

}  // namespace clearinghouse::server
