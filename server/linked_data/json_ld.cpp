#include "server/linked_data/json_ld.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "server/json.h"
#include "server/statistics/data_files.h"

namespace clearinghouse::server::linked_data {
namespace {

using citations::Citation;

void set(Json& json, const char* name, const std::string& value) {
    if (!value.empty()) json[name] = value;
}

void set(Json& json, const char* name, Json values) {
    if (!values.empty()) json[name] = std::move(values);
}

Json organisation(const std::string& name) {
    return {{"@type", "Organization"}, {"name", name}};
}

Json named(const char* type, const std::vector<std::string>& names) {
    Json json = Json::array();
    for (const auto& name : names) json.push_back({{"@type", type}, {"name", name}});
    return json;
}

Json authors(const Citation& citation) {
    Json json = Json::array();
    for (const auto& name : citation.creators) {
        json.push_back(name.is_person() ? Json{{"@type", "Person"},
                                               {"name", name.given + " " + name.family},
                                               {"givenName", name.given},
                                               {"familyName", name.family}}
                                        : organisation(name.family));
    }
    return json;
}

Json subjects(const Visit& visit, const Citation& citation) {
    Json json = Json::array();
    for (const auto& [scheme, label, language, iri] : citation.subjects) {
        const auto* set_of = visit.searcher->vocabulary().scheme(scheme);
        json.push_back(
            {{"@type", "DefinedTerm"}, {"@id", iri}, {"name", label}, {"inDefinedTermSet", set_of ? set_of->iri : ""}});
    }
    return json;
}

Json places(const Citation& citation) {
    auto json = named("Country", citation.countries);
    for (auto& place : named("Place", citation.places)) json.push_back(std::move(place));
    return json;
}

Json references(const Citation& citation, bool collections) {
    Json json = Json::array();
    for (const auto& relation : citation.relations) {
        if ((relation.name == "part-of") == collections) json.push_back({{"@id", relation.address}});
    }
    return json;
}

Json files(const Citation& citation, const char* type) {
    Json json = Json::array();
    for (const auto& file : citation.files) {
        Json media{{"@type", type},
                   {"name", file.title},
                   {"contentUrl", file.address},
                   {"encodingFormat", file.media_type},
                   {"contentSize", fmt::format("{} B", file.bytes)}};
        set(media, "inLanguage", file.language);
        json.push_back(std::move(media));
    }
    return json;
}

/// The files of a statistic, and its figures as programs take them.
Json distribution(const Visit& visit, const Citation& citation, const model::Document& document) {
    auto json = files(citation, "DataDownload");
    for (const auto& download : data_downloads(visit, document)) {
        json.push_back(
            {{"@type", "DataDownload"}, {"encodingFormat", download.media_type}, {"contentUrl", download.address}});
    }
    return json;
}

Json translations(const Visit& visit, const Citation& citation, std::string_view type) {
    Json json = Json::array();
    for (const auto& [language, title] : citation.translated_titles) {
        Json translation{{"@type", type}, {"name", title}, {"inLanguage", language}};
        if (visit.site.texts.is_offered(language)) {
            translation["url"] = fmt::format("{}/{}/documents/{}", visit.site.settings.base_url, language, citation.id);
        }
        translation["translationOfWork"] = {{"@id", citation.address}};
        json.push_back(std::move(translation));
    }
    return json;
}

/// "2016-05/2019-04", "2016-05/.." while it runs.
std::string period(const model::Document& document) {
    const auto* value = document.value("period");
    if (!value) return "";
    const auto& to = value->attribute("to");
    return fmt::format("{}/{}", value->attribute("from"), to.empty() ? ".." : to);
}

std::string attribute_of(const model::Document& document, std::string_view field, const char* attribute) {
    const auto* value = document.value(field);
    return value ? value->attribute(attribute) : "";
}

std::vector<std::string> texts_of(const model::Document& document, std::string_view field) {
    std::vector<std::string> texts;
    for (const auto* value : document.values(field)) texts.push_back(value->text);
    return texts;
}

void add_event(Json& json, const Visit&, const Citation& citation, const model::Document& document) {
    auto start = attribute_of(document, "start", "at");
    if (start.empty() && citation.date) start = model::to_string(*citation.date);
    set(json, "startDate", start);
    set(json, "endDate", attribute_of(document, "end", "at"));
    const auto* online = document.value("online");
    const bool is_online = online && online->text == "true";
    json["eventAttendanceMode"] =
        fmt::format("https://schema.org/{}EventAttendanceMode", is_online ? "Online" : "Offline");
    auto location = places(citation);
    if (is_online) location = {{"@type", "VirtualLocation"}, {"url", citation.address}};
    set(json, "location", std::move(location));
    set(json, "organizer", named("Organization", texts_of(document, "organiser")));
    set(json, "inLanguage", citation.language);
}

void add_organisation(Json& json, const Visit& visit, const Citation& citation, const model::Document& document) {
    const auto* founded = document.value("founded");
    if (founded) set(json, "foundingDate", founded->text);
    set(json, "areaServed", places(citation));
    set(json, "knowsAbout", subjects(visit, citation));
    set(json, "member", named("Organization", texts_of(document, "member")));
    set(json, "funder", named("Organization", texts_of(document, "funder")));
}

void add_work(Json& json, const Visit& visit, const Citation& citation, const model::Document& document) {
    const std::string type{citations::kind_of_work(citation).schema_org};
    json["inLanguage"] = citation.language;
    if (type != "Dataset" && type != "Collection") json["headline"] = citation.title;
    set(json, "author", authors(citation));
    set(json, "publisher", named("Organization", citation.publishers));
    if (citation.date) json["datePublished"] = model::to_string(*citation.date);
    const auto changed = document.last_changed();
    if (changed) json["dateModified"] = model::to_rfc3339(*changed);
    set(json, "license", citation.licence_address);
    json["isAccessibleForFree"] = true;
    set(json, "keywords", Json(citation.keywords));
    set(json, "spatialCoverage", places(citation));
    set(json, "temporalCoverage", period(document));
    set(json, "isBasedOn", Json(citation.sources));
    set(json, "isPartOf", references(citation, true));
    set(json, "citation", references(citation, false));
    Json parts = Json::array();
    for (const auto& part : citation.parts) parts.push_back({{"@id", part}});
    set(json, "hasPart", std::move(parts));
    set(json, "workTranslation", translations(visit, citation, type));
    set(json, "isbn", citation.isbn);
    if (!citation.doi.empty()) json["identifier"] = "https://doi.org/" + citation.doi;
    if (type == "Dataset") {
        set(json, "distribution", distribution(visit, citation, document));
    } else {
        set(json, "encoding", files(citation, "MediaObject"));
    }
}

bool is_organisation(std::string_view type) {
    return type == "Organization" || type == "Project" || type == "ResearchProject";
}

Json labels_beside(const model::Concept& about, const std::string& shown) {
    Json json = Json::array();
    for (const auto& [language, label] : about.preferred) {
        if (label != shown) json.push_back({{"@value", label}, {"@language", language}});
    }
    return json;
}

}  // namespace

Json thing(const Visit& visit, const search::Record& record) {
    const auto citation = citations::make_citation(visit, record);
    const std::string type{citations::kind_of_work(citation).schema_org};
    Json json{{"@type", type}, {"@id", citation.address}, {"url", citation.address}, {"name", citation.title}};
    set(json, "description", citation.summaries.front().text);
    if (type == "Event") {
        add_event(json, visit, citation, record.document);
    } else if (is_organisation(type)) {
        add_organisation(json, visit, citation, record.document);
        return json;
    } else {
        add_work(json, visit, citation, record.document);
    }
    set(json, "about", subjects(visit, citation));
    return json;
}

std::string document_json_ld(const Visit& visit, const search::Record& record) {
    Json json{{"@context", "https://schema.org"}};
    json.update(thing(visit, record));
    return dump(json);
}

Json breadcrumbs(const Visit& visit, const std::vector<Crumb>& way) {
    Json items = Json::array();
    for (const auto& [name, path] : way) {
        items.push_back({{"@type", "ListItem"},
                         {"position", items.size() + 1},
                         {"name", name},
                         {"item", visit.site.settings.base_url + path}});
    }
    return {{"@type", "BreadcrumbList"}, {"itemListElement", std::move(items)}};
}

Json web_site(const Visit& visit) {
    const auto& base = visit.site.settings.base_url;
    return {{"@type", "WebSite"},
            {"@id", base + "/#site"},
            {"url", base + "/"},
            {"name", visit.text("site.name")},
            {"inLanguage", visit.site.texts.languages()},
            {"potentialAction",
             {{"@type", "SearchAction"},
              {"target",
               {{"@type", "EntryPoint"}, {"urlTemplate", base + visit.address("/search?q={search_term_string}")}}},
              {"query-input", "required name=search_term_string"}}}};
}

Json term_set(const Visit& visit, const model::Scheme& scheme) {
    const auto title = scheme.titles.find(visit.language);
    Json json{{"@type", "DefinedTermSet"},
              {"@id", scheme.iri},
              {"url", fmt::format("{}/vocabularies/{}", visit.site.settings.base_url, scheme.id)}};
    if (title != scheme.titles.end()) json["name"] = title->second;
    return json;
}

Json term(const Visit& visit, const model::Scheme& scheme, const model::Concept& about) {
    const auto& label = about.label(visit.language);
    Json json{{"@type", "DefinedTerm"},
              {"@id", about.iri},
              {"name", label},
              {"url", fmt::format("{}/vocabularies/{}/{}", visit.site.settings.base_url, scheme.id, about.id)},
              {"inDefinedTermSet", scheme.iri}};
    set(json, "termCode", about.notation);
    set(json, "alternateName", labels_beside(about, label));
    const auto note = about.scope_notes.find(visit.language);
    if (note != about.scope_notes.end()) json["description"] = note->second;
    if (!about.matches.empty()) json["sameAs"] = about.matches;
    return json;
}

Json graph(Json things) {
    return {{"@context", "https://schema.org"}, {"@graph", std::move(things)}};
}

std::string for_script(const Json& json) {
    std::string result;
    for (const char c : dump(json)) {
        if (c == '<') {
            result += "\\u003c";
        } else {
            result += c;
        }
    }
    return result;
}

}  // namespace clearinghouse::server::linked_data
