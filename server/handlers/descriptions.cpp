#include <nlohmann/json.hpp>

#include "server/handlers/handlers.h"
#include "server/json.h"
#include "server/negotiation.h"

namespace clearinghouse::server {
namespace {

constexpr std::string_view openapi_type = "application/vnd.oai.openapi+json;version=3.1";

Json link(const std::string& address, std::string_view media_type) {
    return Json::array({{{"href", address}, {"type", media_type}}});
}

}  // namespace

Response answer_description(const Visit& visit) {
    if (const auto checked = check_parameters(visit.request, {}); !checked) return bad_request(visit, checked.error());
    auto response = Response::json(visit.site.api.json);
    response.media_type = openapi_type;
    return response;
}

/// RFC 9727, in the form of RFC 9264.
Response answer_api_catalog(const Visit& visit) {
    const auto& base = visit.site.settings.base_url;
    const Json api{{"anchor", base + "/api/v1"},
                   {"service-desc", link(base + "/api/v1/openapi.json", openapi_type)},
                   {"service-doc", link(base + "/en/about/api", "text/html")},
                   {"status", link(base + "/health", "application/json")}};
    auto response = Response::json(dump({{"linkset", Json::array({api})}}));
    response.media_type = "application/linkset+json; profile=\"https://www.rfc-editor.org/info/rfc9727\"";
    response.headers.emplace_back("Link", "</.well-known/api-catalog>; rel=\"api-catalog\"");
    return response;
}

}  // namespace clearinghouse::server
