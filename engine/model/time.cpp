#include "engine/model/time.h"

#include <fmt/format.h>

namespace clearinghouse::model {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

/// Reads exactly `digits` digits at the front of `text` and takes them off.
std::optional<int> take_number(std::string_view& text, std::size_t digits) {
    if (text.size() < digits) return {};
    int value = 0;
    for (const char c : text.substr(0, digits)) {
        if (c < '0' || c > '9') return {};
        value = value * 10 + (c - '0');
    }
    text.remove_prefix(digits);
    return value;
}

bool take(std::string_view& text, char expected) {
    if (text.empty() || text.front() != expected) return false;
    text.remove_prefix(1);
    return true;
}

std::optional<std::chrono::sys_days> take_day(std::string_view& text) {
    const auto year = take_number(text, 4);
    if (!year || !take(text, '-')) return {};
    const auto month = take_number(text, 2);
    if (!month || !take(text, '-')) return {};
    const auto day = take_number(text, 2);
    if (!day) return {};
    const std::chrono::year_month_day date{std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(*month)},
                                           std::chrono::day{static_cast<unsigned>(*day)}};
    if (!date.ok() || *year == 0) return {};  // the year before 1 is not 0
    return std::chrono::sys_days{date};
}

/// "Z", "+02:00" or nothing, which counts as UTC.
std::optional<seconds> take_offset(std::string_view& text) {
    if (text.empty() || take(text, 'Z')) return seconds{0};
    const bool ahead = text.front() == '+';
    if (!ahead && text.front() != '-') return {};
    text.remove_prefix(1);
    const auto offset_hours = take_number(text, 2);
    if (!offset_hours || !take(text, ':')) return {};
    const auto offset_minutes = take_number(text, 2);
    if (!offset_minutes || *offset_minutes > 59) return {};
    const seconds offset = hours{*offset_hours} + minutes{*offset_minutes};
    if (offset > hours{14}) return {};
    return ahead ? offset : -offset;
}

}  // namespace

std::optional<Moment> parse_moment(std::string_view text) {
    const auto day = take_day(text);
    if (!day) return {};
    if (text.empty()) return Moment{*day};
    if (!take(text, 'T')) return {};
    const auto hour = take_number(text, 2);
    if (!hour || !take(text, ':')) return {};
    const auto minute = take_number(text, 2);
    if (!minute || !take(text, ':')) return {};
    const auto second = take_number(text, 2);
    if (!second || *hour > 23 || *minute > 59 || *second > 59) return {};
    const auto offset = take_offset(text);
    if (!offset || !text.empty()) return {};
    return Moment{*day} + hours{*hour} + minutes{*minute} + seconds{*second} - *offset;
}

std::string to_rfc3339(Moment moment) {
    const auto day = std::chrono::floor<std::chrono::days>(moment);
    const std::chrono::year_month_day date{day};
    const std::chrono::hh_mm_ss time{moment - day};
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), time.hours().count(),
                       time.minutes().count(), time.seconds().count());
}

std::optional<PartialDate> parse_date(std::string_view text) {
    std::string_view rest = text;
    PartialDate date;
    const auto year = take_number(rest, 4);
    if (!year || *year == 0) return {};
    date.year = *year;
    if (rest.empty()) return date;
    if (!take(rest, '-')) return {};
    const auto month = take_number(rest, 2);
    if (!month || *month < 1 || *month > 12) return {};
    date.month = *month;
    if (rest.empty()) return date;
    const auto day = take_day(text);
    if (!day || !text.empty()) return {};
    date.day = static_cast<int>(static_cast<unsigned>(std::chrono::year_month_day{*day}.day()));
    return date;
}

std::string to_string(const PartialDate& date) {
    if (date.month == 0) return fmt::format("{:04}", date.year);
    if (date.day == 0) return fmt::format("{:04}-{:02}", date.year, date.month);
    return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
}

Moment now() {
    return std::chrono::floor<seconds>(std::chrono::system_clock::now());
}

}  // namespace clearinghouse::model
