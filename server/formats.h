#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "engine/language/alphabet.h"
#include "engine/model/time.h"

/// Dates, numbers and order as the reader's language writes them.
namespace clearinghouse::server {

/// "24 May 2018", "May 2018" or "2018": as exact as the date is.
std::string format_date(const model::PartialDate& date, std::string_view language);

/// The day of a moment in UTC.
std::string format_day(model::Moment moment, std::string_view language);

/// `at` is an event's time as its file has it ("2020-06-16T13:00:00+02:00", "2020-06-16", "2020-06"); the clock is
/// that of `zone`. What is neither is given back as it is.
std::string format_time(const std::string& at, const std::string& zone, std::string_view language);

/// From a day to a later one, without what both share: "13–15 June 2017".
std::string format_days(model::Moment first, model::Moment last, std::string_view language);

/// From a time to a later one by the clock of `zone`: "16 June 2020 at 13:00–13:45 CEST".
std::string format_times(model::Moment from, model::Moment to, const std::string& zone, std::string_view language);

/// A number with the separators of the language.
std::string format_number(double number, std::string_view language);

/// "1,234.50 SEK" with the separators of the language; no decimals when there are none.
std::string format_money(const std::string& amount, const std::string& currency, std::string_view language);

/// "1.2 MB"
std::string format_size(std::uintmax_t bytes, std::string_view language);

/// How many plural forms a language has, and which one a count takes (as gettext numbers them).
std::size_t plural_forms(std::string_view language);
std::size_t plural_form(std::string_view language, std::size_t count);

/// The text with a capital first letter, for where a line begins with it.
std::string capitalised(const std::string& text, std::string_view language);

using language::alphabetical;
using language::Before;

}  // namespace clearinghouse::server
