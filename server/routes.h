#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "server/http.h"
#include "server/site.h"

namespace clearinghouse::server {

/// An address and what answers it. "{name}" stands for one segment of the path, which the handler finds in
/// Visit::place; "{lang}" only for an offered language.
struct Route {
    std::string_view path;
    Response (*handler)(const Visit& visit);
};

/// All addresses of the site. The first that fits answers.
std::span<const Route> routes();

/// The placeholders of a path, or nothing when it does not fit the pattern.
using PathValues = std::map<std::string, std::string, std::less<>>;
std::optional<PathValues> match(std::string_view pattern, std::string_view path);

/// Finds the route of a request and lets it answer: the handler the transport calls.
Response respond(const Request& request, const Site& site);

}  // namespace clearinghouse::server
