#include <fmt/format.h>

#include <algorithm>

#include "server/citations/formats.h"
#include "server/formats.h"

namespace clearinghouse::server::citations {
namespace {

/// "V." of "Vilde", "C.-G." of "Carl-Gustav"; initials are initials already.
std::string initials(std::string_view given) {
    std::string result;
    while (!given.empty()) {
        auto letter = std::size_t{1};
        while (letter < given.size() && (static_cast<unsigned char>(given[letter]) & 0xC0) == 0x80) ++letter;
        result += std::string{given.substr(0, letter)} + ".";
        const auto mark = given.find_first_of(" -");
        if (mark == std::string_view::npos) break;
        result += given[mark];
        given.remove_prefix(mark + 1);
    }
    return result;
}

std::string short_name(const Name& name) {
    return name.is_person() ? fmt::format("{}, {}", name.family, initials(name.given)) : name.family;
}

/// Up to twenty names; of more the first nineteen, an ellipsis and the last.
std::string names_of(const std::vector<Name>& names) {
    constexpr std::size_t most = 20;
    if (names.empty()) return "";
    if (names.size() == 1) return short_name(names.front());
    std::vector<std::string> shown;
    for (const auto& name : names) shown.push_back(short_name(name));
    if (names.size() > most)
        return fmt::format("{}, … {}", fmt::join(shown.begin(), shown.begin() + most - 1, ", "), shown.back());
    return fmt::format("{}, & {}", fmt::join(shown.begin(), shown.end() - 1, ", "), shown.back());
}

/// A full stop behind, unless the text ends with a mark of its own.
std::string ended(const std::string& text) {
    return text.ends_with('.') || text.ends_with('?') || text.ends_with('!') ? text : text + ".";
}

/// Publishers that the reference does not begin with already.
std::string publishers_of(const Citation& citation) {
    std::vector<std::string> others;
    for (const auto& publisher : citation.publishers) {
        const bool is_creator =
            std::ranges::find(citation.creators, publisher, &Name::family) != citation.creators.end();
        if (!is_creator && publisher != citation.journal) others.push_back(publisher);
    }
    return fmt::format("{}", fmt::join(others, "; "));
}

/// What stands behind the title: its translation, what it is, where it appeared, who published it.
std::string behind_title(const Visit& visit, const search::Record& record, const Citation& citation) {
    const auto* translation = record.document.text_in(visit.language);
    std::string text;
    if (translation && translation->title != record.document.original().title) {
        text += fmt::format(" [{}]", translation->title);
    }
    text += fmt::format(" [{}].", visit.heading("document-types", citation.type));
    if (!citation.journal.empty()) text += " " + ended(citation.journal);
    if (!citation.series.empty()) text += " " + ended(citation.series + " " + citation.series_number);
    const auto publishers = publishers_of(citation);
    if (!publishers.empty()) text += " " + ended(publishers);
    return text + fmt::format(" {}. {}", visit.text("site.name"),
                              citation.doi.empty() ? citation.address : "https://doi.org/" + citation.doi);
}

/// News and events are cited by their day, all others by their year.
std::string when(const Visit& visit, const Citation& citation) {
    if (!citation.date) return visit.text("citation.no-date");
    if (citation.type == "news" || citation.type == "event") return format_date(*citation.date, visit.language);
    return std::to_string(citation.date->year);
}

}  // namespace

Reference apa_reference(const Visit& visit, const search::Record& record) {
    const auto citation = make_citation(visit, record);
    const auto names = names_of(citation.creators);
    const auto date = fmt::format("({}).", when(visit, citation));
    Reference reference{.before = names.empty() ? "" : fmt::format("{} {} ", names, date),
                        .title = citation.title,
                        .title_language = citation.language,
                        .after = behind_title(visit, record, citation)};
    // Without a maker the title stands in that place.
    if (names.empty()) reference.after = fmt::format(". {}{}", date, reference.after);
    return reference;
}

}  // namespace clearinghouse::server::citations
