#include "server/calendar.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <utility>

#include "server/event_time.h"

namespace clearinghouse::server {
namespace {

std::string utc(model::Moment moment) {
    return fmt::format("{:%Y%m%dT%H%M%SZ}", moment);
}

/// "DTSTART:20200616T110000Z" or "DTSTART;VALUE=DATE:20200616".
std::string when(std::string_view property, bool is_moment, model::Moment moment) {
    if (is_moment) return fmt::format("{}:{}", property, utc(moment));
    return fmt::format("{};VALUE=DATE:{:%Y%m%d}", property, moment);
}

/// The end that a calendar can give: of the same kind as the start, and for days the one behind the last (3.6.1).
std::string end_of(const EventTime& time) {
    const bool given = time.end && (time.end->is_day || time.end->is_moment);
    if (time.start.is_moment) {
        const bool fits = given && time.end->is_moment && time.end->first > time.start.first;
        return fits ? when("DTEND", true, time.end->first) : std::string{};
    }
    if (!given) return when("DTEND", false, time.start.behind);
    // A moment within the last day ends that day; the day is the one that the file names, in the zone of the event.
    const auto last =
        time.end->is_day ? time.end->behind : *model::parse_moment(time.end->text.substr(0, 10)) + std::chrono::days{1};
    return when("DTEND", false, last);
}

class CalendarWriter {
public:
    CalendarWriter(const Visit& visit, std::string language) : visit_(visit), language_(std::move(language)) {}

    void line(const std::string& content) { calendar_ += folded(content); }

    void text(std::string_view property, const std::string& language, const std::string& value) {
        if (!value.empty()) line(fmt::format("{};LANGUAGE={}:{}", property, language, calendar_text(value)));
    }

    void event(const model::Document& document) {
        const auto time = time_of(document);
        const auto& words = document.text_for(language_);
        const auto& settings = visit_.site.settings;
        const auto changed = document.last_changed();
        line("BEGIN:VEVENT");
        line(fmt::format("UID:{}@{}", document.id, visit_.site.identity.repository));
        line("DTSTAMP:" + utc(changed ? *changed : time->start.first));
        if (document.published) line("CREATED:" + utc(*document.published));
        if (changed) line("LAST-MODIFIED:" + utc(*changed));
        line(when("DTSTART", time->start.is_moment, time->start.first));
        if (const auto end = end_of(*time); !end.empty()) line(end);
        text("SUMMARY", words.language, words.title);
        text("DESCRIPTION", words.language, words.summary);
        text("LOCATION", language_, place_of(document));
        text("CONTACT", document.original().language, organisers_of(document));
        line(fmt::format("URL:{}/documents/{}", settings.base_url, document.id));
        categories(document);
        if (!time->start.is_moment) line("TRANSP:TRANSPARENT");  // A whole day does not make its reader busy.
        line("END:VEVENT");
    }

    std::string take() { return std::move(calendar_); }

private:
    std::string place_of(const model::Document& document) const {
        std::string places;
        for (const auto& place : document.places) {
            const auto& country = place.attribute("country");
            places += (places.empty() ? "" : "; ") + place.text;
            if (!country.empty()) places += ", " + visit_.searcher->vocabulary().label("countries", country, language_);
        }
        if (is_online(document))
            places += (places.empty() ? "" : "; ") + visit_.site.texts.get(language_, "field.online");
        return places;
    }

    static std::string organisers_of(const model::Document& document) {
        std::string names;
        for (const auto* organiser : document.values("organiser")) {
            names += (names.empty() ? "" : "; ") + organiser->text;
        }
        return names;
    }

    void categories(const model::Document& document) {
        std::string labels;
        for (const auto& theme : document.themes) {
            const auto label = visit_.searcher->vocabulary().label("themes", theme, language_);
            labels += (labels.empty() ? "" : ",") + calendar_text(label);
        }
        if (!labels.empty()) line(fmt::format("CATEGORIES;LANGUAGE={}:{}", language_, labels));
    }

    const Visit& visit_;
    std::string language_;
    std::string calendar_;
};

}  // namespace

std::string folded(std::string_view line) {
    constexpr std::size_t most = 75;
    std::string lines;
    std::size_t room = most;
    while (line.size() > room) {
        auto cut = room;
        const auto within_letter = [&] { return (static_cast<unsigned char>(line[cut]) & 0xC0U) == 0x80U; };
        while (cut > 1 && within_letter()) --cut;
        lines.append(line.substr(0, cut)).append("\r\n ");
        line.remove_prefix(cut);
        room = most - 1;  // The space that begins the line counts.
    }
    return lines.append(line).append("\r\n");
}

std::string calendar_text(std::string_view text) {
    std::string escaped;
    for (const char c : text) {
        if (c == '\n') {
            escaped += "\\n";
        } else if (c == '\\' || c == ',' || c == ';') {
            (escaped += '\\') += c;
        } else if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F) {
            escaped += c;
        }
    }
    return escaped;
}

bool has_calendar(const model::Document& document) {
    const auto time = time_of(document);
    return document.type == "event" && time && (time->start.is_moment || time->start.is_day);
}

std::string to_calendar(const Visit& visit, const std::vector<search::Record>& events, const std::string& language,
                        const std::string& name) {
    CalendarWriter writer{visit, language};
    writer.line("BEGIN:VCALENDAR");
    writer.line("VERSION:2.0");
    writer.line("PRODID:-//Clearinghouse//Events//EN");
    writer.line("CALSCALE:GREGORIAN");
    writer.text("NAME", language, name);                 // RFC 7986, 5.1
    writer.line("X-WR-CALNAME:" + calendar_text(name));  // What programs before RFC 7986 read.
    for (const auto& event : events) {
        if (has_calendar(event.document)) writer.event(event.document);
    }
    writer.line("END:VCALENDAR");
    return writer.take();
}

std::string document_calendar(const Visit& visit, const search::Record& record) {
    const auto language = visit.request.parameter("lang", "en");  // Checked when the request was read.
    return to_calendar(visit, {record}, language, record.document.text_for(language).title);
}

}  // namespace clearinghouse::server
