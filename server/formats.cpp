#include "server/formats.h"

#include <unicode/dtitvfmt.h>
#include <unicode/dtptngen.h>
#include <unicode/numfmt.h>
#include <unicode/plurrule.h>
#include <unicode/smpdtfmt.h>
#include <unicode/timezone.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <map>
#include <memory>
#include <tuple>
#include <vector>

namespace clearinghouse::server {
namespace {

/// English is written here as in Europe: the day before the month.
icu::Locale locale_of(std::string_view language) {
    return language == "en" ? icu::Locale::getUK() : icu::Locale{std::string{language}.c_str()};
}

std::string to_utf8(const icu::UnicodeString& text) {
    std::string utf8;
    text.toUTF8String(utf8);
    // ICU joins numbers and units with narrow no-break spaces, which some fonts lack.
    for (const std::string_view narrow : {"\u202F", "\u2009"}) {
        for (auto at = utf8.find(narrow); at != std::string::npos; at = utf8.find(narrow)) {
            utf8.replace(at, narrow.size(), "\u00A0");
        }
    }
    return utf8;
}

/// ICU's formats are dear to make and not for several threads at once, so each thread keeps its own.
const icu::SimpleDateFormat* date_format(std::string_view language, const char* skeleton, const std::string& zone) {
    thread_local std::map<std::string, std::unique_ptr<icu::SimpleDateFormat>> formats;
    auto& format = formats[std::string{language} + '/' + skeleton + '/' + zone];
    if (format) return format.get();
    UErrorCode status = U_ZERO_ERROR;
    const auto locale = locale_of(language);
    const std::unique_ptr<icu::DateTimePatternGenerator> generator{
        icu::DateTimePatternGenerator::createInstance(locale, status)};
    if (U_FAILURE(status)) return nullptr;
    const auto pattern = generator->getBestPattern(icu::UnicodeString{skeleton}, status);
    format = std::make_unique<icu::SimpleDateFormat>(pattern, locale, status);
    if (U_FAILURE(status)) return format.reset(), nullptr;
    format->adoptTimeZone(icu::TimeZone::createTimeZone(icu::UnicodeString::fromUTF8(zone)));
    return format.get();
}

std::string format_moment(model::Moment moment, std::string_view language, const char* skeleton,
                          const std::string& zone) {
    const auto* format = date_format(language, skeleton, zone);
    if (!format) return model::to_rfc3339(moment);
    icu::UnicodeString text;
    format->format(static_cast<UDate>(moment.time_since_epoch().count()) * 1000.0, text);
    return to_utf8(text);
}

std::string format_interval(model::Moment from, model::Moment to, std::string_view language, const char* skeleton,
                            const std::string& zone) {
    thread_local std::map<std::string, std::unique_ptr<icu::DateIntervalFormat>> formats;
    auto& format = formats[std::string{language} + '/' + skeleton + '/' + zone];
    UErrorCode status = U_ZERO_ERROR;
    if (!format) {
        format.reset(
            icu::DateIntervalFormat::createInstance(icu::UnicodeString{skeleton}, locale_of(language), status));
        if (format) format->adoptTimeZone(icu::TimeZone::createTimeZone(icu::UnicodeString::fromUTF8(zone)));
    }
    const auto in_milliseconds = [](model::Moment moment) {
        return static_cast<UDate>(moment.time_since_epoch().count()) * 1000.0;
    };
    const icu::DateInterval interval{in_milliseconds(from), in_milliseconds(to)};
    icu::UnicodeString text;
    icu::FieldPosition ignored;
    if (format && U_SUCCESS(status)) format->format(&interval, text, ignored, status);
    if (!format || U_FAILURE(status)) return model::to_rfc3339(from) + " – " + model::to_rfc3339(to);
    return to_utf8(text);
}

/// Whose clock an event goes by that names none.
constexpr std::string_view usual_zone = "Europe/Stockholm";

const icu::NumberFormat* number_format(std::string_view language, int least_decimals, int most_decimals) {
    thread_local std::map<std::tuple<std::string, int, int>, std::unique_ptr<icu::NumberFormat>> formats;
    auto& format = formats[{std::string{language}, least_decimals, most_decimals}];
    if (format) return format.get();
    UErrorCode status = U_ZERO_ERROR;
    format.reset(icu::NumberFormat::createInstance(locale_of(language), status));
    if (U_FAILURE(status)) return format.reset(), nullptr;
    format->setMinimumFractionDigits(least_decimals);
    format->setMaximumFractionDigits(most_decimals);
    return format.get();
}

std::string format_decimals(double number, std::string_view language, int most_decimals, int least_decimals = 0) {
    const auto* format = number_format(language, least_decimals, most_decimals);
    if (!format) return std::to_string(number);
    icu::UnicodeString text;
    format->format(number, text);
    return to_utf8(text);
}

struct Plurals {
    std::unique_ptr<icu::PluralRules> rules;
    std::vector<std::string> forms;  ///< Those whole numbers take, in the order of gettext.
};

const Plurals& plurals_of(std::string_view language) {
    thread_local std::map<std::string, Plurals, std::less<>> all;
    const auto found = all.find(language);
    if (found != all.end()) return found->second;
    UErrorCode status = U_ZERO_ERROR;
    Plurals plurals{std::unique_ptr<icu::PluralRules>{icu::PluralRules::forLocale(locale_of(language), status)}, {}};
    constexpr std::array order{"zero", "one", "two", "few", "many", "other"};
    for (const char* form : order) {
        if (plurals.rules && plurals.rules->isKeyword(icu::UnicodeString{form})) plurals.forms.emplace_back(form);
    }
    return all.emplace(std::string{language}, std::move(plurals)).first->second;
}

}  // namespace

std::string format_date(const model::PartialDate& date, std::string_view language) {
    if (date.month == 0) return std::to_string(date.year);
    const std::chrono::year_month_day day{std::chrono::year{date.year},
                                          std::chrono::month{static_cast<unsigned>(date.month)},
                                          std::chrono::day{static_cast<unsigned>(std::max(date.day, 1))}};
    return format_moment(std::chrono::sys_days{day}, language, date.day == 0 ? "yMMMM" : "yMMMMd", "UTC");
}

std::string format_day(model::Moment moment, std::string_view language) {
    return format_moment(moment, language, "yMMMMd", "UTC");
}

std::string format_time(const std::string& at, const std::string& zone, std::string_view language) {
    if (const auto date = model::parse_date(at)) return format_date(*date, language);
    const auto moment = model::parse_moment(at);
    if (!moment) return at;
    return format_moment(*moment, language, "yMMMMdHHmmz", zone.empty() ? std::string{usual_zone} : zone);
}

std::string format_days(model::Moment first, model::Moment last, std::string_view language) {
    return format_interval(first, last, language, "yMMMMd", "UTC");
}

std::string format_times(model::Moment from, model::Moment to, const std::string& zone, std::string_view language) {
    return format_interval(from, to, language, "yMMMMdHHmmz", zone.empty() ? std::string{usual_zone} : zone);
}

std::string format_number(double number, std::string_view language) {
    return format_decimals(number, language, 6);
}

std::string format_money(const std::string& amount, const std::string& currency, std::string_view language) {
    const auto number = std::strtod(amount.c_str(), nullptr);
    const bool is_whole = number == std::trunc(number);
    return format_decimals(number, language, 2, is_whole ? 0 : 2) + "\u00A0" + currency;
}

std::string format_size(std::uintmax_t bytes, std::string_view language) {
    if (bytes < 1000) return format_decimals(static_cast<double>(bytes), language, 0) + "\u00A0B";
    if (bytes < 1'000'000) return format_decimals(static_cast<double>(bytes) / 1e3, language, 0) + "\u00A0kB";
    return format_decimals(static_cast<double>(bytes) / 1e6, language, 1) + "\u00A0MB";
}

std::size_t plural_forms(std::string_view language) {
    return std::max<std::size_t>(plurals_of(language).forms.size(), 1);
}

std::size_t plural_form(std::string_view language, std::size_t count) {
    const auto& plurals = plurals_of(language);
    if (!plurals.rules) return 0;
    const auto form = to_utf8(plurals.rules->select(static_cast<double>(count)));
    const auto found = std::ranges::find(plurals.forms, form);
    return found == plurals.forms.end() ? 0 : static_cast<std::size_t>(found - plurals.forms.begin());
}

std::string capitalised(const std::string& text, std::string_view language) {
    const auto wide = icu::UnicodeString::fromUTF8(text);
    const auto letter = wide.moveIndex32(0, 1);
    return to_utf8(
        icu::UnicodeString{wide, 0, letter}.toUpper(locale_of(language)).append(wide, letter, wide.length() - letter));
}

}  // namespace clearinghouse::server
