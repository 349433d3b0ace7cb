#include "server/search_command.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "engine/search/searcher.h"
#include "server/understanding.h"

namespace clearinghouse::server {
namespace {

using Kind = search::Meaning::Kind;

std::string notice_line(const Site& site, const std::string& code) {
    const auto key = "notice." + code;
    return site.texts.has(key) ? fmt::format("{}: {}", code, site.texts.get("en", key)) : code;
}

std::string meaning_line(const search::Meaning& meaning, const model::Vocabulary& vocabulary,
                         const std::string& language) {
    const auto text = is_subject(meaning.kind)
                          ? fmt::format("{}  [{}]", subject_label(vocabulary, meaning.text, language), meaning.text)
                          : meaning.text;
    return fmt::format("    {:<16}  {:<3}  {:>4.2f}  {}\n", meaning_name(meaning.kind), meaning.language,
                       meaning.weight, text);
}

/// What was mended in the query, and what was probably meant.
std::string remarks(const search::Understanding& query, const Site& site) {
    std::string lines;
    for (const auto& code : query.notices) lines += fmt::format("  {:<10}  {}\n", "notice", notice_line(site, code));
    if (!query.suggestion.empty()) lines += fmt::format("  {:<10}  {}\n", "suggestion", query.suggestion);
    return lines;
}

std::string explanation(const search::Understanding& query, const model::Vocabulary& vocabulary,
                        const std::string& language) {
    std::string report;
    for (const auto& word : query.words) {
        report += fmt::format("\n  {}\n", word.text);
        for (const auto& meaning : in_order(word.meanings)) report += meaning_line(meaning, vocabulary, language);
    }
    if (!query.subjects.empty()) report += "\n  Concepts that several words name\n";
    for (const auto& subject : query.subjects) {
        report += meaning_line({Kind::subject, subject, "", 1}, vocabulary, language);
    }
    return report;
}

std::string hit_lines(std::size_t rank, const search::Hit& hit, const std::string& language, std::size_t type_width) {
    const auto& document = hit.record.document;
    const auto& text = document.text_for(language);
    auto lines = fmt::format("{:>4}  {:>8.4f}  {:<8}  {:<{}}  {}\n      {}\n", rank, hit.score, text.language,
                             document.type, type_width, document.id, text.title);
    if (!hit.why.empty()) lines += fmt::format("      why: {}\n", fmt::join(hit.why, ", "));
    return lines;
}

std::string hits(const search::Answer& answer, const std::string& language) {
    if (answer.hits.empty()) return "nothing found\n";
    std::size_t type_width = 4;
    for (const auto& hit : answer.hits) type_width = std::max(type_width, hit.record.document.type.size());
    auto report = fmt::format("{} of {} documents\n\n{:>4}  {:>8}  {:<8}  {:<{}}  {}\n", answer.hits.size(),
                              answer.total, "rank", "score", "language", "type", type_width, "id");
    std::size_t rank = 0;
    for (const auto& hit : answer.hits) report += hit_lines(++rank, hit, language, type_width);
    return report;
}

}  // namespace

model::Result<std::string> search_report(const SearchCommand& command, const Site& site) {
    if (!site.texts.is_offered(command.language)) {
        return tl::unexpected(
            model::Problem{.code = "unknown-value",
                           .file = "--lang",
                           .what = fmt::format("unknown language '{}'", model::quotable(command.language)),
                           .hint = fmt::format("{}", fmt::join(site.texts.languages(), ", "))});
    }
    search::Request request;
    request.text = command.text;
    request.language = command.language;
    request.limit = command.limit;
    request.with_facets = false;
    request.layers.translations = command.translations;
    const auto searcher = site.current_searcher();
    const auto answer = searcher->search(request, site.clock());
    if (!answer) return tl::unexpected(answer.error());
    std::string report;
    if (command.explain) {
        report = fmt::format("Understood as\n  {:<10}  {}\n  {:<10}  {}\n", "text", answer->query.text, "language",
                             answer->query.language);
    }
    report += remarks(answer->query, site);
    if (command.explain) report += explanation(answer->query, searcher->vocabulary(), command.language);
    return report + (report.empty() ? "" : "\n") + hits(*answer, command.language);
}

}  // namespace clearinghouse::server
