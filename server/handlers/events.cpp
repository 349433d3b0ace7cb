#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <string_view>
#include <utility>
#include <vector>

#include "server/calendar.h"
#include "server/facets.h"
#include "server/handlers/handlers.h"
#include "server/json.h"
#include "server/negotiation.h"
#include "server/search_parameters.h"
#include "server/views/cards.h"
#include "server/views/event_view.h"
#include "server/views/page.h"

namespace clearinghouse::server {
namespace {

/// As many as all_records() gives.
constexpr std::size_t most_listed = 1000;

constexpr std::array event_formats{Format{"json", "application/json"}, Format{"ical", "text/calendar; charset=utf-8"}};

Json point_json(const std::optional<EventPoint>& point) {
    return point ? Json(point->text) : Json(nullptr);
}

Json event_json(const Visit& visit, const model::Document& document, const std::string& language) {
    const auto& base = visit.site.settings.base_url;
    const auto& text = document.text_for(language);
    const auto time = time_of(document);
    Json places = Json::array();
    for (const auto& place : document.places) {
        places.push_back({{"name", place.text}, {"country", place.attribute("country")}});
    }
    Json organisers = Json::array();
    for (const auto* organiser : document.values("organiser")) organisers.push_back(organiser->text);
    return {
        {"id", document.id},
        {"url", fmt::format("{}/documents/{}", base, document.id)},
        {"api", fmt::format("{}/api/v1/documents/{}", base, document.id)},
        {"calendar", has_calendar(document) ? Json(fmt::format("{}/api/v1/documents/{}?format=ical", base, document.id))
                                            : Json(nullptr)},
        {"title", text.title},
        {"summary", text.summary},
        {"language", text.language},
        {"start", time ? Json(time->start.text) : Json(nullptr)},
        {"end", time ? point_json(time->end) : Json(nullptr)},
        {"zone", time && !time->zone.empty() ? Json(time->zone) : Json(nullptr)},
        {"coming", time && time->is_coming(visit.now)},
        {"online", is_online(document)},
        {"places", std::move(places)},
        {"organisers", std::move(organisers)}};
}

/// The filters that a list of events takes: all of a search but the type.
model::Result<search::Filters> read_filters(const Visit& visit) {
    constexpr std::array<std::string_view, 2> once{"format", "lang"};
    std::vector<std::string_view> repeatable;
    for (const auto& facet : facets) {
        if (facet.name != "type") repeatable.push_back(facet.name);
    }
    if (const auto checked = check_parameters(visit.request, once, repeatable); !checked) {
        return tl::unexpected(checked.error());
    }
    const auto wanted = read_search(visit.request, "en");
    if (!wanted) return tl::unexpected(wanted.error());
    auto filters = wanted->filters;
    filters.any_of["type"] = {"event"};
    // The search names a value that it does not know.
    const auto tried = visit.searcher->search(listing(visit, filters, 1), visit.now);
    if (!tried) return tl::unexpected(tried.error());
    return filters;
}

}  // namespace

Response show_events(const Visit& visit) {
    return show_page(visit, "events", {.title = visit.text("navigation.events"), .section = "events"},
                     events_view(visit));
}

Response answer_events(const Visit& visit) {
    const auto format = choose_format(visit.request, event_formats);
    if (!format) return bad_request(visit, format.error());
    const auto language = read_api_language(visit);
    if (!language) return bad_request(visit, language.error());
    const auto filters = read_filters(visit);
    if (!filters) return bad_request(visit, filters.error());
    const auto events = all_events(visit, *filters);
    // A calendar that is short of events would make programs forget them.
    const auto counted = visit.searcher->search(listing(visit, *filters, 1), visit.now);
    if (!counted || events.size() < std::min(counted->total, most_listed)) {
        return problem_answer(
            {.status = 503, .code = "too-busy", .detail = "the search took too long", .hint = "ask again"});
    }
    if (format->name == "ical") {
        const auto name = visit.site.texts.get(*language, "events.calendar-name");
        return formatted(to_calendar(visit, events, *language, name), *format);
    }
    Json list = Json::array();
    for (const auto& event : events) list.push_back(event_json(visit, event.document, *language));
    const auto total = list.size();
    return formatted(dump({{"total", total}, {"events", std::move(list)}}), *format);
}

}  // namespace clearinghouse::server
