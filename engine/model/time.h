#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace clearinghouse::model {

/// A moment in UTC, to the second.
using Moment = std::chrono::sys_seconds;

/// Reads xs:date ("2026-11-01", midnight UTC) or xs:dateTime with an offset ("2026-11-01T09:00:00+02:00"; without
/// one, UTC). Nothing when it is neither or the day does not exist.
std::optional<Moment> parse_moment(std::string_view text);

/// "2026-11-01T08:00:00Z" (RFC 3339).
std::string to_rfc3339(Moment moment);

/// A date as exact as it is known: a year, a month or a day. Orders by its first day, the vaguer one first.
struct PartialDate {
    int year = 0;
    int month = 0;  ///< 1 to 12; 0 when not known.
    int day = 0;    ///< 1 to 31; 0 when not known.

    auto operator<=>(const PartialDate&) const = default;
};

/// Reads "2018", "2018-05" or "2018-05-24". Nothing when it is none of them or does not exist.
std::optional<PartialDate> parse_date(std::string_view text);

/// The form it is written in: "2018-05".
std::string to_string(const PartialDate& date);

Moment now();

}  // namespace clearinghouse::model
