#include "server/citations/citation.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <utility>

#include "server/assets.h"
#include "server/search_parameters.h"

namespace clearinghouse::server::citations {
namespace {

std::string address_of(const Visit& visit, const std::string& id) {
    return fmt::format("{}/documents/{}", visit.site.settings.base_url, id);
}

std::string full_title(const model::Text& text) {
    return text.subtitle.empty() ? text.title : fmt::format("{}: {}", text.title, text.subtitle);
}

std::vector<Name> creators_of(const model::Document& document) {
    std::vector<Name> creators;
    for (const auto& author : document.authors) creators.push_back(read_name(author));
    if (!creators.empty()) return creators;
    for (const auto& publisher : document.publishers) creators.push_back({publisher, ""});
    return creators;
}

void add_texts(Citation& citation, const model::Document& document) {
    const auto& original = document.original();
    citation.title = full_title(original);
    citation.language = original.language;
    citation.keywords = original.keywords;
    citation.summaries.push_back({original.language, original.summary});
    for (const auto& text : document.texts) {
        if (&text == &original) continue;
        if (text.title != original.title) citation.translated_titles.push_back({text.language, full_title(text)});
        citation.summaries.push_back({text.language, text.summary});
    }
}

/// The label as near to the language of the original as there is one, with the language that it is in.
Subject subject_of(const model::Concept& about, const std::string& language) {
    for (const auto& understood : model::understood_by(language)) {
        const auto label = about.preferred.find(understood);
        if (label != about.preferred.end()) return {about.scheme, label->second, understood, about.iri};
    }
    return {about.scheme, about.label(language), "", about.iri};
}

void add_subjects(Citation& citation, const Visit& visit, std::string_view scheme,
                  const std::vector<std::string>& ids) {
    for (const auto& id : ids) {
        const auto* about = visit.searcher->vocabulary().find(scheme, id);
        if (about) citation.subjects.push_back(subject_of(*about, citation.language));
    }
}

void add_files(Citation& citation, const Visit& visit, const model::Document& document) {
    for (const auto& attachment : document.attachments) {
        const auto path = visit.searcher->attachment(document.id, attachment.file, visit.now);
        if (!path) continue;
        citation.files.push_back({.address = fmt::format("{}/files/{}/{}", visit.site.settings.base_url, document.id,
                                                         encode(attachment.file)),
                                  .title = attachment.title,
                                  .language = attachment.language,
                                  .media_type = media_type(attachment.file),
                                  .bytes = std::filesystem::file_size(*path)});
    }
}

/// Links to documents that a reader cannot see are left out.
void add_relations(Citation& citation, const Visit& visit, const search::Record& record) {
    const auto add = [&](const std::string& relation, const std::string& id, bool is_back) {
        const auto found = visit.find(id);
        if (found.state != search::Lookup::State::found && found.state != search::Lookup::State::moved) return;
        const auto& other = found.record->document.id;
        citation.relations.push_back({relation, other, address_of(visit, other), is_back});
    };
    for (const auto& link : record.document.links) add(link.relation, link.document, false);
    for (const auto& link : record.backlinks) add(link.relation, link.document, true);
    for (const auto& part : record.document.parts) {
        const auto found = visit.find(part.document);
        if (found.state == search::Lookup::State::found) citation.parts.push_back(address_of(visit, part.document));
    }
}

const std::string& text_of(const model::Document& document, std::string_view field) {
    static const std::string none;
    const auto* value = document.value(field);
    return value ? value->text : none;
}

/// "NIBR-rapport 2014:19" is a report with its number in a series, "Ekonomisk Debatt" a journal.
void add_publication(Citation& citation, const std::string& publication) {
    constexpr std::array words_for_report{"rapport", "Rapport", "report", "Report", "raportti", "skýrsla"};
    const bool is_series = std::ranges::any_of(
        words_for_report, [&](const char* word) { return publication.find(word) != std::string::npos; });
    if (!is_series) {
        citation.journal = publication.substr(0, publication.find(','));
        return;
    }
    const auto number = publication.find_first_of("0123456789");
    citation.series = publication.substr(0, number);
    while (citation.series.ends_with(' ')) citation.series.pop_back();
    if (number != std::string::npos) citation.series_number = publication.substr(number);
}

std::string licence_address(std::string_view spdx) {
    if (spdx == "CC0-1.0") return "https://creativecommons.org/publicdomain/zero/1.0/";
    if (!spdx.starts_with("CC-")) return spdx.empty() ? "" : fmt::format("https://spdx.org/licenses/{}.html", spdx);
    const auto version = spdx.rfind('-');
    auto terms = std::string{spdx.substr(3, version - 3)};
    std::ranges::transform(terms, terms.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
    return fmt::format("https://creativecommons.org/licenses/{}/{}/", terms, spdx.substr(version + 1));
}

bool begins_small(std::string_view word) {
    return !word.empty() && word.front() >= 'a' && word.front() <= 'z';
}

}  // namespace

Name read_name(std::string_view full) {
    auto begin = full.rfind(' ');
    if (begin == std::string_view::npos) return {std::string{full}, ""};
    while (begin > 0) {
        const auto before = full.rfind(' ', begin - 1);
        const auto word =
            before == std::string_view::npos ? full.substr(0, begin) : full.substr(before + 1, begin - before - 1);
        if (!begins_small(word) || before == std::string_view::npos) break;
        begin = before;
    }
    return {std::string{full.substr(begin + 1)}, std::string{full.substr(0, begin)}};
}

Citation make_citation(const Visit& visit, const search::Record& record) {
    const auto& document = record.document;
    Citation citation;
    citation.id = document.id;
    citation.type = document.type;
    citation.address = address_of(visit, document.id);
    citation.creators = creators_of(document);
    citation.publishers = document.publishers;
    citation.date = document.date;
    citation.doi = text_of(document, "doi");
    citation.isbn = text_of(document, "isbn");
    citation.pages = text_of(document, "pages");
    citation.edition = text_of(document, "edition");
    citation.licence = document.licence;
    citation.licence_address = licence_address(document.licence);
    citation.published = document.published;
    citation.modified = document.modified;
    if (!citation.date && document.year() != 0) citation.date = model::PartialDate{.year = document.year()};
    add_texts(citation, document);
    citation.kind = visit.searcher->vocabulary().label("document-types", document.type, citation.language);
    const auto& texts = visit.site.texts;
    citation.site = texts.get(texts.is_offered(citation.language) ? citation.language : "en", "site.name");
    add_subjects(citation, visit, "themes", document.themes);
    add_subjects(citation, visit, "target-groups", document.target_groups);
    for (const auto& country : document.countries) {
        citation.countries.push_back(visit.searcher->vocabulary().label("countries", country, citation.language));
    }
    for (const auto& place : document.places) citation.places.push_back(place.text);
    for (const auto& source : document.sources) citation.sources.push_back(source.attribute("href"));
    add_publication(citation, text_of(document, "publication"));
    add_files(citation, visit, document);
    add_relations(citation, visit, record);
    return citation;
}

}  // namespace clearinghouse::server::citations
