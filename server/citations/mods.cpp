#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <pugixml.hpp>
#include <utility>

#include "server/citations/citation.h"
#include "server/citations/formats.h"
#include "server/citations/xml.h"

namespace clearinghouse::server::citations {
namespace {

/// The bibliographic code of ISO 639-2, which library systems sort by; empty when there is none.
std::string library_code(std::string_view tag) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 10> codes{{{"da", "dan"},
                                                                                   {"sv", "swe"},
                                                                                   {"nb", "nob"},
                                                                                   {"nn", "nno"},
                                                                                   {"fi", "fin"},
                                                                                   {"is", "ice"},
                                                                                   {"en", "eng"},
                                                                                   {"fo", "fao"},
                                                                                   {"kl", "kal"},
                                                                                   {"se", "sme"}}};
    const auto found = std::ranges::find(codes, tag, [](const auto& pair) { return pair.first; });
    return found == codes.end() ? "" : std::string{found->second};
}

void add_with(pugi::xml_node& parent, const char* name, const std::string& text, const char* attribute,
              const std::string& value) {
    auto element = add_element(parent, name, text);
    if (element && !value.empty()) element.append_attribute(attribute) = value.c_str();
}

void add_titles(pugi::xml_node& mods, const Citation& citation) {
    auto info = mods.append_child("titleInfo");
    info.append_attribute("xml:lang") = citation.language.c_str();
    add_element(info, "title", citation.title);
    for (const auto& [language, title] : citation.translated_titles) {
        auto translated = mods.append_child("titleInfo");
        translated.append_attribute("type") = "translated";
        translated.append_attribute("xml:lang") = language.c_str();
        add_element(translated, "title", title);
    }
}

void add_creators(pugi::xml_node& mods, const Citation& citation) {
    for (const auto& creator : citation.creators) {
        auto name = mods.append_child("name");
        name.append_attribute("type") = creator.is_person() ? "personal" : "corporate";
        if (creator.is_person()) {
            add_with(name, "namePart", creator.family, "type", "family");
            add_with(name, "namePart", creator.given, "type", "given");
        } else {
            add_element(name, "namePart", creator.family);
        }
        auto role = name.append_child("role");
        auto term = add_element(role, "roleTerm", "aut");
        term.append_attribute("type") = "code";
        term.append_attribute("authority") = "marcrelator";
    }
}

void add_origin(pugi::xml_node& mods, const Citation& citation) {
    auto origin = mods.append_child("originInfo");
    for (const auto& publisher : citation.publishers) add_element(origin, "publisher", publisher);
    if (citation.date) {
        auto date = add_element(origin, "dateIssued", model::to_string(*citation.date));
        date.append_attribute("encoding") = "w3cdtf";
        date.append_attribute("keyDate") = "yes";
    }
    add_element(origin, "edition", citation.edition);
    if (!origin.first_child()) mods.remove_child(origin);
}

void add_language(pugi::xml_node& mods, const std::string& tag) {
    auto language = mods.append_child("language");
    const auto add = [&](const std::string& code, const char* authority) {
        auto term = add_element(language, "languageTerm", code);
        if (!term) return;
        term.append_attribute("type") = "code";
        term.append_attribute("authority") = authority;
    };
    add(library_code(tag), "iso639-2b");
    add(tag, "rfc3066");
}

void add_form(pugi::xml_node& mods, const Citation& citation) {
    auto form = mods.append_child("physicalDescription");
    add_element(form, "internetMediaType", "text/html");
    for (const auto& file : citation.files) add_element(form, "internetMediaType", file.media_type);
    if (!citation.pages.empty()) add_element(form, "extent", citation.pages + " p.");
    add_element(form, "digitalOrigin", "born digital");
}

void add_subjects(pugi::xml_node& mods, const Citation& citation) {
    for (const auto& [scheme, label, language, iri] : citation.subjects) {
        auto subject = mods.append_child("subject");
        if (!language.empty()) subject.append_attribute("xml:lang") = language.c_str();
        add_with(subject, "topic", label, "valueURI", iri);
    }
    const auto add = [&](const char* kind, const std::string& text) {
        auto subject = mods.append_child("subject");
        add_element(subject, kind, text);
    };
    for (const auto& keyword : citation.keywords) add("topic", keyword);
    for (const auto& country : citation.countries) add("geographic", country);
    for (const auto& place : citation.places) add("geographic", place);
}

/// The journal or series it is a part of, where it was taken from, and its files.
void add_related(pugi::xml_node& mods, const Citation& citation) {
    if (!citation.journal.empty() || !citation.series.empty()) {
        auto host = mods.append_child("relatedItem");
        host.append_attribute("type") = citation.series.empty() ? "host" : "series";
        auto info = host.append_child("titleInfo");
        add_element(info, "title", citation.series.empty() ? citation.journal : citation.series);
        add_element(info, "partNumber", citation.series_number);
    }
    const auto add = [&](const char* type, const std::string& address) {
        auto item = mods.append_child("relatedItem");
        if (*type != '\0') item.append_attribute("type") = type;
        auto location = item.append_child("location");
        add_element(location, "url", address);
    };
    for (const auto& source : citation.sources) add("original", source);
    for (const auto& relation : citation.relations) add(relation.name == "part-of" ? "host" : "", relation.address);
}

void add_places(pugi::xml_node& mods, const Citation& citation) {
    add_with(mods, "identifier", citation.address, "type", "uri");
    add_with(mods, "identifier", citation.doi, "type", "doi");
    add_with(mods, "identifier", citation.isbn, "type", "isbn");
    auto location = mods.append_child("location");
    add_with(location, "url", citation.address, "usage", "primary display");
    for (const auto& file : citation.files) {
        auto url = add_element(location, "url", file.address);
        url.append_attribute("access") = "raw object";
        if (!file.title.empty()) url.append_attribute("displayLabel") = file.title.c_str();
    }
    auto condition = add_element(mods, "accessCondition", citation.licence);
    if (!condition) return;
    condition.append_attribute("type") = "use and reproduction";
    condition.append_attribute("xlink:href") = citation.licence_address.c_str();
}

void add_record(pugi::xml_node& mods, const Citation& citation) {
    auto info = mods.append_child("recordInfo");
    const auto add_moment = [&](const char* name, const std::optional<model::Moment>& moment) {
        if (moment) add_with(info, name, model::to_rfc3339(*moment), "encoding", "w3cdtf");
    };
    add_moment("recordCreationDate", citation.published);
    add_moment("recordChangeDate", citation.modified);
    add_with(info, "recordIdentifier", citation.id, "source", citation.address);
}

std::string element_of(const Citation& citation) {
    const auto kind = kind_of_work(citation);
    pugi::xml_document tree;
    auto mods = tree.append_child("mods");
    mods.append_attribute("xmlns") = "http://www.loc.gov/mods/v3";
    mods.append_attribute("xmlns:xlink") = "http://www.w3.org/1999/xlink";
    mods.append_attribute("xmlns:xsi") = "http://www.w3.org/2001/XMLSchema-instance";
    mods.append_attribute("xsi:schemaLocation") =
        "http://www.loc.gov/mods/v3 http://www.loc.gov/standards/mods/v3/mods-3-8.xsd";
    mods.append_attribute("version") = "3.8";
    add_titles(mods, citation);
    add_creators(mods, citation);
    add_element(mods, "typeOfResource", std::string{kind.mods});
    add_with(mods, "genre", std::string{kind.marc_genre}, "authority", "marcgt");
    add_element(mods, "genre", citation.type);
    add_origin(mods, citation);
    for (const auto& summary : citation.summaries) add_language(mods, summary.language);
    add_form(mods, citation);
    for (const auto& [language, text] : citation.summaries) add_element(mods, "abstract", text, language);
    add_subjects(mods, citation);
    add_related(mods, citation);
    add_places(mods, citation);
    add_record(mods, citation);
    return to_xml(mods);
}

}  // namespace

std::string mods_xml(const Visit& visit, const search::Record& record) {
    return element_of(make_citation(visit, record));
}

std::string mods_document(const Citation& citation) {
    return with_declaration(element_of(citation));
}

std::string mods_collection(Citations citations) {
    std::string elements;
    for (const auto& citation : citations) elements += element_of(citation);
    return with_declaration("<modsCollection xmlns=\"http://www.loc.gov/mods/v3\">\n" + elements +
                            "</modsCollection>\n");
}

}  // namespace clearinghouse::server::citations
