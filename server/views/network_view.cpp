#include "server/views/network_view.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/formats.h"
#include "server/views/cards.h"
#include "server/views/document_view.h"
#include "server/views/page.h"

namespace clearinghouse::server {
namespace {

/// Members under their countries, in the order of the alphabet; those of no one country come last, without a label.
Json members_of(const Visit& visit, const model::Document& network) {
    std::vector<std::pair<std::string, Json>> countries;
    for (const auto* member : network.values("member")) {
        const auto& country = member->attribute("country");
        const auto label = country.empty() ? std::string{} : visit.label("countries", country);
        auto group = std::ranges::find(countries, label, [](const auto& pair) { return pair.first; });
        if (group == countries.end()) group = countries.insert(countries.end(), {label, Json::array()});
        group->second.push_back(member->text);
    }
    const auto before = alphabetical(visit.language);
    std::ranges::stable_sort(countries, [&](const auto& left, const auto& right) {
        if (left.first.empty() || right.first.empty()) return !left.first.empty();
        return before(left.first, right.first);
    });
    Json views = Json::array();
    for (auto& [label, names] : countries) views.push_back({{"country", label}, {"names", std::move(names)}});
    return views;
}

Json sections_of(const Visit& visit, const model::Document& network) {
    constexpr std::array<std::string_view, 2> shown{"mandate", "meeting-rhythm"};
    Json sections = Json::array();
    for (const auto& name : shown) {
        const auto found = find_section(network, name, visit.language);
        if (!found.section) continue;
        sections.push_back({{"label", visit.text("section." + std::string{name})},
                            {"html", localised(visit, found.section->markup.html)},
                            {"lang", foreign(visit, found.language)}});
    }
    return sections;
}

}  // namespace

Json networks_view(const Visit& visit) {
    std::vector<Json> networks;
    for (const auto& record : all_records(visit, only("type", {"network"}))) {
        auto view = card(visit, record);
        view["sections"] = sections_of(visit, record.document);
        view["members"] = members_of(visit, record.document);
        networks.push_back(std::move(view));
    }
    const auto before = alphabetical(visit.language);
    std::ranges::stable_sort(networks, [&](const Json& left, const Json& right) {
        return before(left["title"].get_ref<const std::string&>(), right["title"].get_ref<const std::string&>());
    });
    return {{"networks", std::move(networks)}, {"search_address", visit.address("/search?type=network")}};
}

}  // namespace clearinghouse::server
