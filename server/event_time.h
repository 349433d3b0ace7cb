#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "engine/model/document.h"
#include "engine/model/time.h"

/// When an event takes place, as far as its document says.
namespace clearinghouse::server {

/// One end of an event's time: a moment, or a day or month that is meant as a whole.
struct EventPoint {
    std::string text;      ///< As the file has it: "2020-06-16T13:00:00+02:00", "2020-06-16", "2020-06".
    model::Moment first;   ///< The moment; of a day or month its beginning, taken in UTC.
    model::Moment behind;  ///< The moment; of a day or month the beginning of the next.
    bool is_moment = false;
    bool is_day = false;  ///< A day as a whole, so that it can stand in a calendar.
};

struct EventTime {
    EventPoint start;
    std::optional<EventPoint> end;  ///< Left out when it is not known or lies before the start.
    std::string zone;               ///< Whose clock a reader is shown: "Europe/Oslo"; may be empty.

    /// True when it is not over yet.
    bool is_coming(model::Moment now) const { return (end ? end->behind : start.behind) > now; }
};

/// Nothing for a document that says no start, events among them.
std::optional<EventTime> time_of(const model::Document& document);

/// True for an event that can be followed from afar.
bool is_online(const model::Document& document);

}  // namespace clearinghouse::server
