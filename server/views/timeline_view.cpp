#include "server/views/timeline_view.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "server/views/collection_view.h"

namespace clearinghouse::server {

Json timeline_view(const Visit& visit) {
    auto collections = all_collections(visit);
    std::ranges::reverse(collections);
    Json years = Json::array();
    for (const auto& record : collections) {
        const auto year = std::to_string(record.document.year());
        if (years.empty() || years.back()["year"] != year) {
            years.push_back({{"year", year}, {"collections", Json::array()}});
        }
        auto view = collection_card(visit, record);
        view["themes"] = theme_links(visit, record.document);
        years.back()["collections"].push_back(std::move(view));
    }
    return {{"years", std::move(years)}, {"collections_address", visit.address("/collections")}};
}

}  // namespace clearinghouse::server
