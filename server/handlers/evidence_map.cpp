#include <algorithm>
#include <array>

#include "server/evidence_map.h"
#include "server/handlers/handlers.h"
#include "server/negotiation.h"
#include "server/search_parameters.h"
#include "server/views/evidence_map_view.h"
#include "server/views/page.h"

namespace clearinghouse::server {
namespace {

struct MapFormat {
    Format format;
    std::string (*write)(const Visit& visit, const EvidenceMap& map);
};

constexpr std::array map_formats{
    MapFormat{{"json", "application/json"}, map_json},
    MapFormat{{"csv", "text/csv; charset=utf-8"}, map_csv},
    MapFormat{{"svg", "image/svg+xml"}, map_svg},
};

}  // namespace

Response show_evidence_map(const Visit& visit) {
    auto choice = read_map_choice(visit);
    if (!choice) return bad_request(visit, choice.error());
    const auto map = make_map(visit, std::move(*choice));
    if (!map) return bad_request(visit, map.error());
    return show_page(visit, "evidence_map",
                     {.title = visit.text("navigation.evidence-map"),
                      .description = visit.text("map.lead"),
                      .section = "evidence-map",
                      .machine_address = map_address(visit, *map, "json")},
                     evidence_map_view(visit, *map));
}

Response answer_evidence_map(const Visit& asked) {
    std::array<Format, map_formats.size()> offered;
    std::ranges::transform(map_formats, offered.begin(), &MapFormat::format);
    const auto format = choose_format(asked.request, offered);
    if (!format) return bad_request(asked, format.error());
    auto visit = asked;
    visit.language = asked.request.parameter("lang", "en");
    if (const auto spoken = check_language(asked, visit.language); !spoken) return bad_request(asked, spoken.error());
    auto choice = read_api_map_choice(visit);
    if (!choice) return bad_request(asked, choice.error());
    const auto map = make_map(visit, std::move(*choice));
    if (!map) return bad_request(asked, map.error());
    const auto row = std::ranges::find(map_formats, format->name, [](const auto& each) { return each.format.name; });
    auto response = formatted(row->write(visit, *map), *format);
    // The picture stands by itself, so its colours are in it.
    if (format->name == "svg") {
        response.headers.emplace_back("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'");
    }
    return response;
}

}  // namespace clearinghouse::server
