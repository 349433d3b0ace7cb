#pragma once

#include <string>

#include "server/site.h"

namespace clearinghouse::server {

/// The description of the API (OpenAPI 3.1.0): schemas/openapi.json with the schemas of answers put in, and with the
/// addresses of this server. Throws std::runtime_error when a schema that it names is not compiled in.
Json openapi_document(const Settings& settings);

/// The same as it is served: put together once for a site, as it takes milliseconds.
ApiDescription describe_api(const Settings& settings);

}  // namespace clearinghouse::server
