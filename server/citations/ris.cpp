#include <fmt/format.h>

#include <algorithm>

#include "server/citations/formats.h"

namespace clearinghouse::server::citations {
namespace {

/// A line; nothing for an empty value. A value stays on its line.
void add(std::string& text, std::string_view tag, std::string value) {
    if (value.empty()) return;
    std::ranges::replace_if(
        value, [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
    text += fmt::format("{}  - {}\r\n", tag, value);
}

/// "2019/05/24/": parts that are not known stay empty.
std::string date_of(const model::PartialDate& date) {
    return fmt::format("{:04}/{}/{}/", date.year, date.month ? fmt::format("{:02}", date.month) : "",
                       date.day ? fmt::format("{:02}", date.day) : "");
}

std::string record_of(const Citation& citation) {
    std::string text;
    add(text, "TY", std::string{kind_of_work(citation).ris});
    add(text, "ID", citation.id);
    add(text, "TI", citation.title);
    // No TT: readers take a translated title there for the title.
    for (const auto& [family, given] : citation.creators) {
        // A comma would make an organisation's name a family name with a given one.
        add(text, "AU", given.empty() ? family : fmt::format("{}, {}", family, given));
    }
    if (citation.date) {
        add(text, "PY", fmt::format("{:04}", citation.date->year));
        add(text, "DA", date_of(*citation.date));
    }
    add(text, "PB", fmt::format("{}", fmt::join(citation.publishers, "; ")));
    add(text, "T2", citation.journal.empty() ? citation.site : citation.journal);
    add(text, "T3", citation.series);
    add(text, "M1", citation.series_number);
    add(text, "ET", citation.edition);
    add(text, "M3", citation.kind);
    add(text, "SN", citation.isbn);
    add(text, "DO", citation.doi);
    add(text, "LA", citation.language);
    add(text, "N2", citation.summaries.front().text);
    for (const auto& keyword : citation.keywords) add(text, "KW", keyword);
    add(text, "UR", citation.address);
    for (const auto& file : citation.files) {
        if (file.media_type == "application/pdf") add(text, "L1", file.address);
    }
    for (const auto& source : citation.sources) add(text, "LK", source);
    add(text, "DB", citation.site);
    return text + "ER  - \r\n";
}

}  // namespace

std::string ris(Citations citations) {
    std::string text;
    for (const auto& citation : citations) text += record_of(citation) + "\r\n";
    return text;
}

}  // namespace clearinghouse::server::citations
