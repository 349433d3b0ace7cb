#include <fmt/format.h>

#include "server/linked_data/json_ld.h"

namespace clearinghouse::server::linked_data {
namespace {

/// "2018/05/24", as exact as it is known.
std::string date_of(const model::PartialDate& date) {
    auto text = fmt::format("{:04}", date.year);
    if (date.month) text += fmt::format("/{:02}", date.month);
    if (date.day) text += fmt::format("/{:02}", date.day);
    return text;
}

}  // namespace

std::vector<std::pair<std::string, std::string>> meta_tags(const citations::Citation& citation) {
    std::vector<std::pair<std::string, std::string>> tags;
    const auto add = [&](std::string_view name, const std::string& content) {
        if (!content.empty()) tags.emplace_back(name, content);
    };
    const auto publisher = fmt::format("{}", fmt::join(citation.publishers, "; "));
    const bool is_article = !citation.journal.empty();
    const bool is_report = citations::kind_of_work(citation).csl == "report";
    add("citation_title", citation.title);
    for (const auto& [family, given] : citation.creators) {
        add("citation_author", given.empty() ? family : fmt::format("{}, {}", family, given));
    }
    if (citation.date) add("citation_publication_date", date_of(*citation.date));
    add(is_report ? "citation_technical_report_institution" : "citation_publisher", publisher);
    if (is_article) add("citation_journal_title", citation.journal);
    add("citation_technical_report_number", citation.series_number);
    add("citation_doi", citation.doi);
    add("citation_isbn", citation.isbn);
    add("citation_language", citation.language);
    add("citation_abstract", citation.summaries.front().text);
    add("citation_keywords", fmt::format("{}", fmt::join(citation.keywords, "; ")));
    add("citation_public_url", citation.address);
    for (const auto& file : citation.files) {
        if (file.media_type == "application/pdf") add("citation_pdf_url", file.address);
    }
    add("DC.type", std::string{citations::kind_of_work(citation).dcmi});
    add("DC.rights", citation.licence_address);
    for (const auto& country : citation.countries) add("DC.coverage", country);
    return tags;
}

}  // namespace clearinghouse::server::linked_data
