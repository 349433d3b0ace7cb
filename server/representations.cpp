#include "server/representations.h"

#include <array>
#include <vector>

#include "server/calendar.h"
#include "server/citations/formats.h"
#include "server/feeds.h"
#include "server/json.h"
#include "server/linked_data/json_ld.h"
#include "server/linked_data/rdf.h"
#include "server/result_lists.h"

namespace clearinghouse::server {
namespace {

using citations::Citation;
using citations::Citations;

constexpr Format ris{"ris", "application/x-research-info-systems; charset=utf-8", "ris"};
constexpr Format bibtex{"bibtex", "application/x-bibtex; charset=utf-8", "bib"};
constexpr Format csl_json{"csl-json", "application/vnd.citationstyles.csl+json", "json"};
constexpr Format dublin_core{"dublin-core", "application/xml", "xml"};
constexpr Format datacite{"datacite", "application/vnd.datacite.datacite+json", "json"};
constexpr Format mods{"mods", "application/mods+xml", "xml"};

template <std::string (*write)(const Citation&)>
std::string of_one(const Visit& visit, const search::Record& record) {
    return write(citations::make_citation(visit, record));
}

template <std::string (*write)(Citations)>
std::string list_of_one(const Visit& visit, const search::Record& record) {
    const std::array citation{citations::make_citation(visit, record)};
    return write(citation);
}

template <std::string (*write)(Citations)>
std::string of_list(const Visit& visit, const search::Request&, const search::Answer& answer) {
    std::vector<Citation> list;
    for (const auto& hit : answer.hits) list.push_back(citations::make_citation(visit, hit.record));
    return write(list);
}

constexpr std::array of_documents{
    DocumentFormat{{"json", "application/json"}, document_json},
    // Citations.
    DocumentFormat{ris, list_of_one<citations::ris>},
    DocumentFormat{bibtex, list_of_one<citations::bibtex>},
    DocumentFormat{csl_json, list_of_one<citations::csl_json>},
    DocumentFormat{dublin_core, of_one<citations::dublin_core_document>},
    DocumentFormat{datacite, of_one<citations::datacite_json>},
    DocumentFormat{mods, of_one<citations::mods_document>},
    //
    // Linked data.
    DocumentFormat{linked_data::json_ld_format, linked_data::document_json_ld},
    //
    // Calendars.
    DocumentFormat{{"ical", "text/calendar; charset=utf-8", "ics"}, document_calendar, has_calendar},
};

/// As much as a reader of feeds shows of what is new.
constexpr ListScope feed_scope{.usual = 50, .most = search::Limits{}.page, .published_first = true};

constexpr std::array of_lists{
    ListFormat{{"json", "application/json"},
               search_json,
               {.usual = 10, .most = search::Limits{}.page, .facets = true, .fields = fields_of_answer}},
    // Tables.
    ListFormat{{"csv", "text/csv; charset=utf-8", "csv"}, search_csv, {.fields = fields_of_table}},
    ListFormat{{"jsonl", "application/jsonl", "jsonl"}, search_lines, {.fields = fields_of_lines}},
    // Citations.
    ListFormat{ris, of_list<citations::ris>},
    ListFormat{bibtex, of_list<citations::bibtex>},
    ListFormat{csl_json, of_list<citations::csl_json>},
    ListFormat{dublin_core, of_list<citations::dublin_core_list>},
    ListFormat{datacite, of_list<citations::datacite_json_list>},
    ListFormat{mods, of_list<citations::mods_collection>},
    //
    // Feeds.
    ListFormat{{"atom", "application/atom+xml"}, atom_feed, feed_scope},
    ListFormat{{"json-feed", "application/feed+json"}, json_feed, feed_scope},
};

}  // namespace

std::span<const DocumentFormat> document_formats() {
    return of_documents;
}

std::vector<DocumentFormat> formats_of(const model::Document& document) {
    std::vector<DocumentFormat> rows;
    for (const auto& row : of_documents) {
        if (!row.applies || row.applies(document)) rows.push_back(row);
    }
    return rows;
}

std::span<const ListFormat> list_formats() {
    return of_lists;
}

}  // namespace clearinghouse::server
