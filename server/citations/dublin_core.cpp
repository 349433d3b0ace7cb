#include <fmt/format.h>

#include <pugixml.hpp>
#include <set>
#include <string>
#include <utility>

#include "server/citations/citation.h"
#include "server/citations/formats.h"
#include "server/citations/xml.h"

namespace clearinghouse::server::citations {
namespace {

/// "Hernes, Vilde"
std::string inverted(const Name& name) {
    return name.is_person() ? fmt::format("{}, {}", name.family, name.given) : name.family;
}

void add_what_it_is_about(pugi::xml_node& dc, const Citation& citation) {
    // Themes, target groups and keywords may have one name.
    std::set<std::pair<std::string, std::string>> told;
    const auto add_subject = [&](const std::string& subject, const std::string& language) {
        if (told.emplace(subject, language).second) add_element(dc, "dc:subject", subject, language);
    };
    for (const auto& subject : citation.subjects) add_subject(subject.label, subject.language);
    for (const auto& keyword : citation.keywords) add_subject(keyword, citation.language);
    for (const auto& [language, text] : citation.summaries) add_element(dc, "dc:description", text, language);
}

void add_where_it_is(pugi::xml_node& dc, const Citation& citation) {
    add_element(dc, "dc:format", "text/html");
    for (const auto& file : citation.files) add_element(dc, "dc:format", file.media_type);
    add_element(dc, "dc:identifier", citation.address);
    if (!citation.doi.empty()) add_element(dc, "dc:identifier", "https://doi.org/" + citation.doi);
    if (!citation.isbn.empty()) add_element(dc, "dc:identifier", "urn:isbn:" + citation.isbn);
    for (const auto& source : citation.sources) add_element(dc, "dc:source", source);
    for (const auto& summary : citation.summaries) add_element(dc, "dc:language", summary.language);
    for (const auto& file : citation.files) add_element(dc, "dc:relation", file.address);
    for (const auto& relation : citation.relations) add_element(dc, "dc:relation", relation.address);
    for (const auto& country : citation.countries) add_element(dc, "dc:coverage", country, citation.language);
    for (const auto& place : citation.places) add_element(dc, "dc:coverage", place);
    add_element(dc, "dc:rights", citation.licence_address);
}

std::string element_of(const Citation& citation) {
    pugi::xml_document tree;
    auto dc = tree.append_child("oai_dc:dc");
    dc.append_attribute("xmlns:oai_dc") = "http://www.openarchives.org/OAI/2.0/oai_dc/";
    dc.append_attribute("xmlns:dc") = "http://purl.org/dc/elements/1.1/";
    dc.append_attribute("xmlns:xsi") = "http://www.w3.org/2001/XMLSchema-instance";
    dc.append_attribute("xsi:schemaLocation") =
        "http://www.openarchives.org/OAI/2.0/oai_dc/ http://www.openarchives.org/OAI/2.0/oai_dc.xsd";
    add_element(dc, "dc:title", citation.title, citation.language);
    for (const auto& [language, title] : citation.translated_titles) add_element(dc, "dc:title", title, language);
    for (const auto& creator : citation.creators) add_element(dc, "dc:creator", inverted(creator));
    for (const auto& publisher : citation.publishers) add_element(dc, "dc:publisher", publisher);
    if (citation.date) add_element(dc, "dc:date", model::to_string(*citation.date));
    add_element(dc, "dc:type", std::string{kind_of_work(citation).dcmi});
    add_element(dc, "dc:type", citation.type);
    add_what_it_is_about(dc, citation);
    add_where_it_is(dc, citation);
    return to_xml(dc);
}

}  // namespace

std::string dublin_core_xml(const Visit& visit, const search::Record& record) {
    return element_of(make_citation(visit, record));
}

std::string dublin_core_document(const Citation& citation) {
    return with_declaration(element_of(citation));
}

std::string dublin_core_list(Citations citations) {
    std::string elements;
    for (const auto& citation : citations) elements += element_of(citation);
    return with_declaration("<records>\n" + elements + "</records>\n");
}

}  // namespace clearinghouse::server::citations
