#include "server/views/event_view.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>

#include "server/calendar.h"
#include "server/formats.h"
#include "server/views/cards.h"

namespace clearinghouse::server {
namespace {

/// What an event is put in order by: when it starts, else the date that its document bears.
std::string order_of(const model::Document& document) {
    if (const auto time = time_of(document)) return model::to_rfc3339(time->start.first);
    return document.date ? model::to_string(*document.date) : "unknown";
}

Json event_card(const Visit& visit, const search::Record& record) {
    auto view = card(visit, record);
    const auto& document = record.document;
    const auto time = time_of(document);
    view["datetime"] = time ? time->start.text : document.date ? model::to_string(*document.date) : std::string{};
    view["when"] = time ? format_event_time(visit, *time) : view["date"].get<std::string>();
    view["place"] = place_names(document);
    view["online"] = is_online(document);
    view["calendar_address"] = calendar_address(visit, document);
    return view;
}

}  // namespace

std::vector<search::Record> all_events(const Visit& visit, search::Filters filters) {
    filters.any_of["type"] = {"event"};
    auto records = all_records(visit, filters);
    std::ranges::stable_sort(records, {}, [](const auto& record) { return order_of(record.document); });
    return records;
}

std::string format_event_time(const Visit& visit, const EventTime& time) {
    const auto& [start, end, zone] = time;
    if (!end || end->text == start.text) return format_time(start.text, zone, visit.language);
    if (start.is_day && end->is_day) return format_days(start.first, end->first, visit.language);
    if (start.is_moment && end->is_moment) return format_times(start.first, end->first, zone, visit.language);
    return format_time(start.text, zone, visit.language) + " – " + format_time(end->text, zone, visit.language);
}

std::string place_names(const model::Document& document) {
    std::string names;
    for (const auto& place : document.places) names += (names.empty() ? "" : ", ") + place.text;
    return names;
}

std::string calendar_address(const Visit& visit, const model::Document& document) {
    if (!has_calendar(document)) return "";
    return fmt::format("/api/v1/documents/{}?format=ical&lang={}", document.id, visit.language);
}

Json events_view(const Visit& visit) {
    Json coming = Json::array();
    std::vector<Json> past;
    Json undated = Json::array();
    for (const auto& record : all_events(visit)) {
        const auto time = time_of(record.document);
        auto view = event_card(visit, record);
        if (time && time->is_coming(visit.now)) {
            coming.push_back(std::move(view));
        } else if (view["when"] == "") {
            undated.push_back(std::move(view));
        } else {
            past.push_back(std::move(view));
        }
    }
    std::ranges::reverse(past);
    return {{"coming", std::move(coming)},
            {"past", std::move(past)},
            {"undated", std::move(undated)},
            {"search_address", visit.address("/search?type=event")},
            {"calendar_address", "/api/v1/events?format=ical&lang=" + visit.language}};
}

}  // namespace clearinghouse::server
