#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/search/request.h"
#include "server/site.h"

/// Events as a calendar that programs for appointments read (iCalendar, RFC 5545).
namespace clearinghouse::server {

/// True for an event whose day is known: an appointment cannot be less exact.
bool has_calendar(const model::Document& document);

/// A calendar of the events among the documents that has_calendar() holds for, with their texts in `language` or one
/// near to it. Times are given in UTC, whole days as dates, and what the calendar says changes only when a document
/// does. `name` is what a program lists it under.
std::string to_calendar(const Visit& visit, const std::vector<search::Record>& events, const std::string& language,
                        const std::string& name);

/// The calendar of one event, in the language of ?lang=; for the table of formats.
std::string document_calendar(const Visit& visit, const search::Record& record);

/// A line of a calendar as it is sent: ended by CRLF and folded so that none has more than 75 octets (3.1), never
/// within a letter.
std::string folded(std::string_view line);

/// Text as a value: backslash, comma, semicolon and the ends of lines are escaped (3.3.11).
std::string calendar_text(std::string_view text);

}  // namespace clearinghouse::server
