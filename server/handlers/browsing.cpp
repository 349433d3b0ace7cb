#include <nlohmann/json.hpp>

#include "server/handlers/handlers.h"
#include "server/views/country_comparison.h"
#include "server/views/network_view.h"
#include "server/views/page.h"
#include "server/views/timeline_view.h"

namespace clearinghouse::server {

Response show_timeline(const Visit& visit) {
    return show_page(visit, "timeline", {.title = visit.text("timeline.heading"), .section = "collections"},
                     timeline_view(visit));
}

Response show_networks(const Visit& visit) {
    return show_page(visit, "networks", {.title = visit.text("networks.heading")}, networks_view(visit));
}

Response show_country_comparison(const Visit& visit) {
    const auto wanted = read_wanted_countries(visit);
    if (!wanted) return bad_request(visit, wanted.error());
    return show_page(visit, "country_comparison", {.title = visit.text("countries.compare"), .section = "countries"},
                     country_comparison(visit, *wanted));
}

}  // namespace clearinghouse::server
