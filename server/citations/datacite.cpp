#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "server/citations/formats.h"
#include "server/json.h"

namespace clearinghouse::server::citations {
namespace {

Json creators_json(const Citation& citation) {
    Json creators = Json::array();
    for (const auto& name : citation.creators) {
        if (name.is_person()) {
            creators.push_back({{"name", fmt::format("{}, {}", name.family, name.given)},
                                {"nameType", "Personal"},
                                {"givenName", name.given},
                                {"familyName", name.family}});
        } else {
            creators.push_back({{"name", name.family}, {"nameType", "Organizational"}});
        }
    }
    return creators;
}

Json titles_json(const Citation& citation) {
    Json titles = Json::array({{{"title", citation.title}, {"lang", citation.language}}});
    for (const auto& [language, title] : citation.translated_titles) {
        titles.push_back({{"title", title}, {"titleType", "TranslatedTitle"}, {"lang", language}});
    }
    return titles;
}

Json subjects_json(const Citation& citation) {
    Json subjects = Json::array();
    for (const auto& [scheme, label, language, iri] : citation.subjects) {
        subjects.push_back({{"subject", label}, {"subjectScheme", scheme}, {"valueUri", iri}, {"lang", language}});
    }
    for (const auto& keyword : citation.keywords) {
        subjects.push_back({{"subject", keyword}, {"lang", citation.language}});
    }
    return subjects;
}

/// The nearest word of DataCite's list, as it reads from this document.
std::string_view relation_type(const Relation& relation) {
    const auto pick = [&](std::string_view there, std::string_view back) { return relation.is_back ? back : there; };
    if (relation.name == "part-of") return pick("IsPartOf", "IsPartOf");
    if (relation.name == "evaluates") return pick("Reviews", "IsReviewedBy");
    if (relation.name == "updates" || relation.name == "replaces") return pick("Obsoletes", "IsObsoletedBy");
    if (relation.name == "data-for") return pick("IsSupplementTo", "IsSupplementedBy");
    return pick("References", "IsReferencedBy");
}

Json related_json(const Citation& citation) {
    Json related = Json::array();
    const auto add = [&](const std::string& address, std::string_view type) {
        related.push_back({{"relatedIdentifier", address}, {"relatedIdentifierType", "URL"}, {"relationType", type}});
    };
    for (const auto& source : citation.sources) add(source, "IsDerivedFrom");
    for (const auto& relation : citation.relations) add(relation.address, relation_type(relation));
    for (const auto& part : citation.parts) add(part, "HasPart");
    return related;
}

Json dates_json(const Citation& citation) {
    Json dates = Json::array();
    if (citation.date) dates.push_back({{"date", model::to_string(*citation.date)}, {"dateType", "Issued"}});
    if (citation.published) {
        dates.push_back({{"date", model::to_rfc3339(*citation.published)}, {"dateType", "Available"}});
    }
    if (citation.modified) {
        dates.push_back({{"date", model::to_rfc3339(*citation.modified)}, {"dateType", "Updated"}});
    }
    return dates;
}

Json identifiers_json(const Citation& citation) {
    Json identifiers = Json::array({{{"identifier", citation.address}, {"identifierType", "URL"}}});
    if (!citation.doi.empty()) {
        identifiers.push_back({{"identifier", "https://doi.org/" + citation.doi}, {"identifierType", "DOI"}});
    }
    if (!citation.isbn.empty()) identifiers.push_back({{"identifier", citation.isbn}, {"identifierType", "ISBN"}});
    return identifiers;
}

/// The year is required: of the work, else of its publication here.
std::string year_of(const Citation& citation) {
    if (citation.date) return fmt::format("{:04}", citation.date->year);
    return citation.published ? model::to_rfc3339(*citation.published).substr(0, 4) : "";
}

Json datacite(const Citation& citation) {
    Json json{{"identifiers", identifiers_json(citation)},
              {"url", citation.address},
              {"creators", creators_json(citation)},
              {"titles", titles_json(citation)},
              {"publisher", {{"name", fmt::format("{}", fmt::join(citation.publishers, "; "))}}},
              {"publicationYear", year_of(citation)},
              {"types", {{"resourceTypeGeneral", kind_of_work(citation).datacite}, {"resourceType", citation.kind}}},
              {"subjects", subjects_json(citation)},
              {"dates", dates_json(citation)},
              {"language", citation.language},
              {"relatedIdentifiers", related_json(citation)},
              {"formats", Json::array({"text/html"})},
              {"rightsList", Json::array({{{"rights", citation.licence},
                                           {"rightsUri", citation.licence_address},
                                           {"rightsIdentifier", citation.licence},
                                           {"rightsIdentifierScheme", "SPDX"}}})},
              {"descriptions", Json::array()},
              {"geoLocations", Json::array()},
              {"schemaVersion", "http://datacite.org/schema/kernel-4"}};
    for (const auto& file : citation.files) json["formats"].push_back(file.media_type);
    for (const auto& [language, text] : citation.summaries) {
        json["descriptions"].push_back({{"description", text}, {"descriptionType", "Abstract"}, {"lang", language}});
    }
    for (const auto& names : {citation.countries, citation.places}) {
        for (const auto& name : names) json["geoLocations"].push_back({{"geoLocationPlace", name}});
    }
    return json;
}

}  // namespace

std::string datacite_json(const Citation& citation) {
    return dump(datacite(citation));
}

std::string datacite_json_list(Citations citations) {
    Json list = Json::array();
    for (const auto& citation : citations) list.push_back(datacite(citation));
    return dump(list);
}

}  // namespace clearinghouse::server::citations
