#include <fmt/format.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <utility>

#include "engine/language/text.h"
#include "server/citations/formats.h"

namespace clearinghouse::server::citations {
namespace {

/// Characters that TeX would read as commands.
std::string escaped(std::string_view text) {
    std::string result;
    for (const char c : text) {
        switch (c) {
            case '&':
            case '%':
            case '$':
            case '#':
            case '_':
                result += '\\';
                result += c;
                break;
            case '{':
            case '}':
                break;  // Unbalanced ones end the entry.
            case '\\':
                result += "\\textbackslash{}";
                break;
            case '~':
                result += "\\textasciitilde{}";
                break;
            case '^':
                result += "\\textasciicircum{}";
                break;
            default:
                result += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
        }
    }
    return result;
}

bool has_capital(std::string_view word) {
    return std::ranges::any_of(language::code_points(word),
                               [](char32_t c) { return u_isupper(static_cast<UChar32>(c)) != 0; });
}

/// The title with braces around words with capitals, which styles would else write small.
std::string title_of(std::string_view title) {
    std::string result;
    while (!title.empty()) {
        const auto end = std::min(title.find(' '), title.size());
        const auto word = title.substr(0, end);
        result += has_capital(word) ? fmt::format("{{{}}}", escaped(word)) : escaped(word);
        if (end < title.size()) result += ' ';
        title.remove_prefix(std::min(end + 1, title.size()));
    }
    return result;
}

std::string authors_of(const Citation& citation) {
    std::vector<std::string> names;
    for (const auto& name : citation.creators) {
        names.push_back(name.is_person() ? fmt::format("{}, {}", escaped(name.family), escaped(name.given))
                                         : fmt::format("{{{}}}", escaped(name.family)));
    }
    return fmt::format("{}", fmt::join(names, " and "));
}

/// What babel calls a language; empty when it does not know it.
std::string_view babel_name(std::string_view tag) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 8> names{{{"da", "danish"},
                                                                                  {"sv", "swedish"},
                                                                                  {"nb", "norsk"},
                                                                                  {"nn", "nynorsk"},
                                                                                  {"fi", "finnish"},
                                                                                  {"is", "icelandic"},
                                                                                  {"en", "english"},
                                                                                  {"fo", "faroese"}}};
    const auto found = std::ranges::find(names, tag, [](const auto& pair) { return pair.first; });
    return found == names.end() ? std::string_view{} : found->second;
}

void add(std::string& entry, std::string_view field, const std::string& value) {
    if (!value.empty()) entry += fmt::format(",\n  {} = {{{}}}", field, value);
}

void add_date(std::string& entry, const Citation& citation) {
    constexpr std::array months{"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"};
    if (!citation.date) return;
    add(entry, "year", fmt::format("{:04}", citation.date->year));
    if (citation.date->month == 0) return;
    entry += fmt::format(",\n  month = {}", months.at(static_cast<std::size_t>(citation.date->month - 1)));
}

std::string entry_of(const Citation& citation) {
    const auto kind = kind_of_work(citation);
    const auto publishers = escaped(fmt::format("{}", fmt::join(citation.publishers, "; ")));
    auto entry = fmt::format("@{}{{{}", kind.bibtex, citation.id);
    add(entry, "author", authors_of(citation));
    add(entry, "title", title_of(citation.title));
    add_date(entry, citation);
    add(entry, kind.bibtex == "techreport" ? "institution" : "publisher", publishers);
    add(entry, "journal", escaped(citation.journal));
    add(entry, "series", escaped(citation.series));
    add(entry, "number", escaped(citation.series_number));
    add(entry, "edition", citation.edition);
    add(entry, "isbn", citation.isbn);
    add(entry, "doi", citation.doi);
    add(entry, "url", citation.address);
    add(entry, "langid", std::string{babel_name(citation.language)});
    add(entry, "keywords", escaped(fmt::format("{}", fmt::join(citation.keywords, ", "))));
    add(entry, "abstract", escaped(citation.summaries.front().text));
    return entry + "\n}\n";
}

}  // namespace

std::string bibtex(Citations citations) {
    std::string text;
    for (const auto& citation : citations) text += (text.empty() ? "" : "\n") + entry_of(citation);
    return text;
}

}  // namespace clearinghouse::server::citations
