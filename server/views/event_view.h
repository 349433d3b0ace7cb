#pragma once

#include <vector>

#include "engine/search/request.h"
#include "server/event_time.h"
#include "server/site.h"

namespace clearinghouse::server {

/// All events that pass the filters, by their start; those whose start is not known by their own date, or last.
std::vector<search::Record> all_events(const Visit& visit, search::Filters filters = {});

/// "16 June 2020 at 13:00–13:45 CEST", "13–15 June 2017".
std::string format_event_time(const Visit& visit, const EventTime& time);

/// The places of an event in words; empty when none is known.
std::string place_names(const model::Document& document);

/// The page of all events: coming ones first, then past ones backwards, then those without a date.
Json events_view(const Visit& visit);

/// Where the calendar of one event is, in the reader's language; empty when it has none.
std::string calendar_address(const Visit& visit, const model::Document& document);

}  // namespace clearinghouse::server
