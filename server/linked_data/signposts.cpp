#include "server/linked_data/signposts.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <utility>

#include "server/citations/citation.h"
#include "server/json.h"
#include "server/representations.h"
#include "server/statistics/data_files.h"

namespace clearinghouse::server::linked_data {
namespace {

std::string plain_type(std::string_view media_type) {
    return std::string{media_type.substr(0, media_type.find(';'))};
}

std::string api_address(const Visit& visit, const std::string& id) {
    return fmt::format("{}/api/v1/documents/{}", visit.site.settings.base_url, id);
}

std::vector<Signpost> metadata_of(const Visit& visit, const model::Document& document) {
    std::vector<Signpost> links;
    for (const auto& row : formats_of(document)) {
        links.push_back({fmt::format("{}?format={}", api_address(visit, document.id), row.format.name), "describedby",
                         plain_type(row.format.media_type)});
    }
    return links;
}

/// What belongs to a document: its files, and its figures as programs take them.
std::vector<Signpost> items_of(const Visit& visit, const model::Document& document,
                               const citations::Citation& citation) {
    std::vector<Signpost> links;
    for (const auto& file : citation.files) links.push_back({file.address, "item", file.media_type});
    for (const auto& download : data_downloads(visit, document)) {
        links.push_back({download.address, "item", std::string{download.media_type}});
    }
    return links;
}

std::vector<Signpost> of_page(const Visit& visit, const model::Document& document,
                              const citations::Citation& citation) {
    std::vector<Signpost> links{
        {citation.doi.empty() ? citation.address : "https://doi.org/" + citation.doi, "cite-as"}};
    for (auto& link : metadata_of(visit, document)) links.push_back(std::move(link));
    for (auto& link : items_of(visit, document, citation)) links.push_back(std::move(link));
    if (!citation.licence_address.empty()) links.push_back({citation.licence_address, "license"});
    links.push_back({"https://schema.org/AboutPage", "type"});
    links.push_back({fmt::format("https://schema.org/{}", citations::kind_of_work(citation).schema_org), "type"});
    for (const auto& relation : citation.relations) {
        if (relation.name == "part-of" && relation.is_back) {
            links.push_back({relation.address, "collection", "text/html"});
        }
    }
    return links;
}

std::string written(const Signpost& link, const std::string& anchor = {}) {
    return fmt::format("<{}>; rel=\"{}\"{}{}", link.target, link.relation,
                       link.media_type.empty() ? "" : fmt::format("; type=\"{}\"", link.media_type),
                       anchor.empty() ? "" : fmt::format("; anchor=\"{}\"", anchor));
}

/// What a set of links says of one address.
struct Anchored {
    std::string anchor;
    std::vector<Signpost> links;
};

std::vector<Anchored> all_of(const Visit& visit, const search::Record& record) {
    const auto citation = citations::make_citation(visit, record);
    std::vector<Anchored> all{{citation.address, of_page(visit, record.document, citation)}};
    for (const auto& item : items_of(visit, record.document, citation)) {
        all.push_back({item.target, {{citation.address, "collection", "text/html"}}});
    }
    for (const auto& metadata : metadata_of(visit, record.document)) {
        all.push_back({metadata.target, {{citation.address, "describes", "text/html"}}});
    }
    return all;
}

std::string as_text(const std::vector<Anchored>& all) {
    std::vector<std::string> lines;
    for (const auto& [anchor, links] : all) {
        for (const auto& link : links) lines.push_back(written(link, anchor));
    }
    return fmt::format("{}\n", fmt::join(lines, ",\n"));
}

std::string as_json(const std::vector<Anchored>& all) {
    Json contexts = Json::array();
    for (const auto& [anchor, links] : all) {
        Json context{{"anchor", anchor}};
        for (const auto& link : links) {
            Json target{{"href", link.target}};
            if (!link.media_type.empty()) target["type"] = link.media_type;
            context[link.relation].push_back(std::move(target));
        }
        contexts.push_back(std::move(context));
    }
    return dump({{"linkset", std::move(contexts)}});
}

}  // namespace

std::vector<Signpost> signposts(const Visit& visit, const search::Record& record) {
    auto links = of_page(visit, record.document, citations::make_citation(visit, record));
    const auto address = api_address(visit, record.document.id) + "/linkset?format=";
    for (const auto& format : {link_set_json, link_set_text}) {
        links.push_back({address + std::string{format.name}, "linkset", std::string{format.media_type}});
    }
    return links;
}

std::string link_header(const std::vector<Signpost>& signposts) {
    std::vector<std::string> links;
    for (const auto& link : signposts) links.push_back(written(link));
    return fmt::format("{}", fmt::join(links, ", "));
}

std::string link_back(const Visit& visit, const std::string& id, std::string_view relation) {
    const auto address = fmt::format("{}/documents/{}", visit.site.settings.base_url, id);
    return link_header({{address, std::string{relation}, "text/html"},
                        {api_address(visit, id) + "/linkset?format=json", "linkset", "application/linkset+json"}});
}

std::string link_set(const Visit& visit, const search::Record& record, const Format& format) {
    const auto all = all_of(visit, record);
    return format.name == link_set_json.name ? as_json(all) : as_text(all);
}

}  // namespace clearinghouse::server::linked_data
