#include "server/linked_data/dcat.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "server/citations/citation.h"
#include "server/documents_in_turn.h"
#include "server/statistics/data_files.h"

namespace clearinghouse::server::linked_data {
namespace {

constexpr std::string_view authority = "http://publications.europa.eu/resource/authority/";

/// What catalogues know a format as: they go by lists that not every format is in.
struct ListedFormat {
    std::string_view format;
    std::string_view file_type;   ///< Of the file types of the Publications Office.
    std::string_view media_type;  ///< Of those that IANA has registered.
};

constexpr std::array listed_formats{ListedFormat{"csv", "CSV", "text/csv"},
                                    ListedFormat{"json-stat", "JSON", "application/json"}};

/// The codes that the Publications Office gives the languages of the texts; nothing for others.
std::string language_iri(std::string_view tag) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 9> codes{{{"da", "DAN"},
                                                                                  {"sv", "SWE"},
                                                                                  {"nb", "NOB"},
                                                                                  {"nn", "NNO"},
                                                                                  {"fi", "FIN"},
                                                                                  {"is", "ISL"},
                                                                                  {"en", "ENG"},
                                                                                  {"fo", "FAO"},
                                                                                  {"kl", "KAL"}}};
    for (const auto& [known, code] : codes) {
        if (known == tag) return fmt::format("{}language/{}", authority, code);
    }
    return "";
}

/// A date with the type that is as exact as it.
Node date_node(const model::PartialDate& date) {
    return typed(model::to_string(date), date.day ? "date" : date.month ? "gYearMonth" : "gYear");
}

void add_period(Graph& graph, const Node& dataset, const std::string& id, const model::Document& document) {
    const auto* value = document.value("period");
    if (!value) return;
    const auto period = blank("period-of-" + id);
    graph.add(dataset, "dct:temporal", period);
    graph.add(period, "rdf:type", iri(expanded("dct:PeriodOfTime")));
    if (const auto from = model::parse_date(value->attribute("from"))) {
        graph.add(period, "dcat:startDate", date_node(*from));
    }
    if (const auto to = model::parse_date(value->attribute("to"))) {
        graph.add(period, "dcat:endDate", date_node(*to));
    }
}

void add_distributions(Graph& graph, const Node& dataset, const std::vector<DataDownload>& downloads,
                       const citations::Citation& citation) {
    for (const auto& download : downloads) {
        const auto distribution = iri(download.address);
        graph.add(dataset, "dcat:distribution", distribution);
        graph.add(distribution, "rdf:type", iri(expanded("dcat:Distribution")));
        graph.add(distribution, "dcat:accessURL", iri(download.address));
        graph.add(distribution, "dcat:downloadURL", iri(download.address));
        const auto listed = std::ranges::find(listed_formats, download.format, &ListedFormat::format);
        if (listed != listed_formats.end()) {
            graph.add(distribution, "dct:format", iri(fmt::format("{}file-type/{}", authority, listed->file_type)));
            graph.add(distribution, "dcat:mediaType",
                      iri(fmt::format("https://www.iana.org/assignments/media-types/{}", listed->media_type)));
        }
        if (!citation.licence_address.empty()) {
            graph.add(distribution, "dct:license", iri(citation.licence_address));
        }
    }
}

void add_publishers(Graph& graph, const Node& subject, const citations::Citation& citation) {
    for (std::size_t i = 0; i < citation.publishers.size(); ++i) {
        const auto agent = blank(fmt::format("publisher-{}-of-{}", i + 1, citation.id));
        graph.add(subject, "dct:publisher", agent);
        graph.add(agent, "rdf:type", iri(expanded("foaf:Agent")));
        graph.add_text(agent, "foaf:name", citation.publishers[i]);
    }
}

void add_dataset(Graph& graph, const Visit& visit, const Node& catalogue, const search::Record& record) {
    const auto citation = citations::make_citation(visit, record);
    const auto dataset = iri(citation.address);
    graph.add(catalogue, "dcat:dataset", dataset);
    graph.add(dataset, "rdf:type", iri(expanded("dcat:Dataset")));
    graph.add_text(dataset, "dct:identifier", citation.id);
    graph.add_text(dataset, "dct:title", citation.title, citation.language);
    for (const auto& [language, title] : citation.translated_titles) {
        graph.add_text(dataset, "dct:title", title, language);
    }
    for (const auto& [language, text] : citation.summaries) {
        graph.add_text(dataset, "dct:description", text, language);
    }
    for (const auto& keyword : citation.keywords) graph.add_text(dataset, "dcat:keyword", keyword, citation.language);
    for (const auto& subject : citation.subjects) graph.add(dataset, "dct:subject", iri(subject.iri));
    graph.add(dataset, "dcat:theme", iri(fmt::format("{}data-theme/SOCI", authority)));
    add_publishers(graph, dataset, citation);
    if (citation.date) graph.add(dataset, "dct:issued", date_node(*citation.date));
    if (const auto changed = record.document.last_changed()) {
        graph.add(dataset, "dct:modified", typed(model::to_rfc3339(*changed), "dateTime"));
    }
    const auto language = language_iri(citation.language);
    if (!language.empty()) graph.add(dataset, "dct:language", iri(language));
    graph.add(dataset, "dcat:landingPage", iri(citation.address));
    for (const auto& source : citation.sources) graph.add(dataset, "dct:source", iri(source));
    for (const auto& country : record.document.countries) {
        const auto* found = visit.searcher->vocabulary().find("countries", country);
        if (found) graph.add(dataset, "dct:spatial", iri(found->iri));
    }
    add_period(graph, dataset, citation.id, record.document);
    add_distributions(graph, dataset, data_downloads(visit, record.document), citation);
}

}  // namespace

Graph statistics_catalogue(const Visit& visit) {
    Graph graph;
    const auto catalogue = iri(visit.site.settings.base_url + "/api/v1/catalogue");
    const auto publisher = blank("publisher");
    graph.add(catalogue, "rdf:type", iri(expanded("dcat:Catalog")));
    for (const auto& language : visit.site.texts.languages()) {
        graph.add_text(catalogue, "dct:title", visit.site.texts.get(language, "catalogue.title"), language);
        graph.add_text(catalogue, "dct:description", visit.site.texts.get(language, "catalogue.description"), language);
        const auto known = language_iri(language);
        if (!known.empty()) graph.add(catalogue, "dct:language", iri(known));
    }
    graph.add(catalogue, "foaf:homepage", iri(visit.site.settings.base_url + "/"));
    graph.add(catalogue, "dct:publisher", publisher);
    graph.add(publisher, "rdf:type", iri(expanded("foaf:Agent")));
    graph.add_text(publisher, "foaf:name", visit.site.texts.get("en", "site.name"));
    search::Filters filters;
    filters.any_of["type"] = {"statistic"};
    for_each_document(visit, filters,
                      [&](const search::Record& record) { add_dataset(graph, visit, catalogue, record); });
    return graph;
}

}  // namespace clearinghouse::server::linked_data
