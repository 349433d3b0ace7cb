#include "server/event_time.h"

#include <algorithm>

namespace clearinghouse::server {
namespace {

std::optional<EventPoint> read_point(const std::string& text) {
    using std::chrono::months;
    using std::chrono::sys_days;
    if (const auto date = model::parse_date(text)) {
        const std::chrono::year_month_day first{std::chrono::year{date->year},
                                                std::chrono::month{static_cast<unsigned>(std::max(date->month, 1))},
                                                std::chrono::day{static_cast<unsigned>(std::max(date->day, 1))}};
        const bool is_day = date->day != 0;
        const auto next = is_day             ? sys_days{first} + std::chrono::days{1}
                          : date->month != 0 ? sys_days{first + months{1}}
                                             : sys_days{first + std::chrono::years{1}};
        return EventPoint{.text = text, .first = sys_days{first}, .behind = next, .is_day = is_day};
    }
    const auto moment = model::parse_moment(text);
    if (!moment) return std::nullopt;
    return EventPoint{.text = text, .first = *moment, .behind = *moment, .is_moment = true};
}

}  // namespace

std::optional<EventTime> time_of(const model::Document& document) {
    const auto* start = document.value("start");
    if (!start) return std::nullopt;
    auto from = read_point(start->attribute("at"));
    if (!from) return std::nullopt;
    EventTime time{.start = std::move(*from), .end = {}, .zone = start->attribute("zone")};
    if (const auto* end = document.value("end")) time.end = read_point(end->attribute("at"));
    if (time.end && time.end->behind < time.start.first) time.end.reset();
    return time;
}

bool is_online(const model::Document& document) {
    const auto* online = document.value("online");
    return online && (online->text == "true" || online->text == "1");
}

}  // namespace clearinghouse::server
