#include "server/linked_data/open_search.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <pugixml.hpp>

#include "server/citations/xml.h"
#include "server/json.h"
#include "server/search_parameters.h"

namespace clearinghouse::server::linked_data {
namespace {

void add_url(pugi::xml_node& description, const char* media_type, const std::string& address,
             const char* relation = "results") {
    auto url = description.append_child("Url");
    url.append_attribute("type") = media_type;
    url.append_attribute("rel") = relation;
    url.append_attribute("template") = address.c_str();
}

}  // namespace

std::string open_search_description(const Visit& visit) {
    const auto& base = visit.site.settings.base_url;
    const auto api = fmt::format("{}/api/v1/search?q={{searchTerms}}&limit={{count?}}&lang={}", base, visit.language);
    pugi::xml_document tree;
    auto description = tree.append_child("OpenSearchDescription");
    description.append_attribute("xmlns") = "http://a9.com/-/spec/opensearch/1.1/";
    citations::add_element(description, "ShortName", visit.text("site.short-name"));
    citations::add_element(description, "LongName", visit.text("site.name"));
    citations::add_element(description, "Description", visit.text("site.search-description"));
    add_url(description, "text/html", base + visit.address("/search?q={searchTerms}&page={startPage?}"));
    add_url(description, "application/atom+xml", api + "&format=atom");
    add_url(description, "application/json", api + "&format=json");
    add_url(description, "application/x-suggestions+json",
            fmt::format("{}/api/v1/suggest?q={{searchTerms}}&lang={}&format=suggestions", base, visit.language),
            "suggestions");
    add_url(description, "application/opensearchdescription+xml",
            fmt::format("{}/opensearch.xml?lang={}", base, visit.language), "self");
    auto image = citations::add_element(description, "Image", base + visit.site.assets.address("icon.svg"));
    image.append_attribute("type") = "image/svg+xml";
    auto example = description.append_child("Query");
    example.append_attribute("role") = "example";
    example.append_attribute("searchTerms") = visit.label("themes", "labour-market").c_str();
    citations::add_element(description, "Language", visit.language);
    citations::add_element(description, "InputEncoding", "UTF-8");
    citations::add_element(description, "OutputEncoding", "UTF-8");
    return citations::with_declaration(citations::to_xml(description));
}

std::string open_search_suggestions(const Visit& visit, const std::string& typed,
                                    const std::vector<search::Suggestion>& suggestions) {
    Json texts = Json::array();
    Json kinds = Json::array();
    Json addresses = Json::array();
    for (const auto& each : suggestions) {
        texts.push_back(each.text);
        kinds.push_back(each.kind == search::Suggestion::Kind::document ? "" : visit.text("facet.theme"));
        addresses.push_back(visit.site.settings.base_url + visit.address("/search?q=" + encode(each.text)));
    }
    return dump(Json::array({typed, std::move(texts), std::move(kinds), std::move(addresses)}));
}

}  // namespace clearinghouse::server::linked_data
