#pragma once

#include <array>
#include <string>
#include <string_view>

#include "engine/search/request.h"
#include "server/site.h"

/// A list of results as JSON, as a table and as JSON Lines.
namespace clearinghouse::server {

/// The fields of each without fields=.
inline constexpr std::array<std::string_view, 25> fields_of_answer{
    "id",        "type",           "title",         "language",
    "languages", "summary",        "snippet",       "snippet_language",
    "section",   "page",           "score",         "why",
    "date",      "year",           "publishers",    "countries",
    "places",    "themes",         "target_groups", "perspectives",
    "goals",     "evidence_level", "modified",      "url",
    "api"};
inline constexpr std::array<std::string_view, 11> fields_of_table{
    "id",     "type",          "title",          "language", "year", "countries",
    "themes", "target_groups", "evidence_level", "summary",  "url"};
inline constexpr std::array<std::string_view, 20> fields_of_lines{
    "id",           "type",       "title",          "language",  "languages", "summary", "date",
    "year",         "publishers", "authors",        "countries", "places",    "themes",  "target_groups",
    "perspectives", "goals",      "evidence_level", "modified",  "url",       "api"};

/// As schemas/search.schema.json describes it.
std::string search_json(const Visit& visit, const search::Request& request, const search::Answer& answer);

/// CSV (RFC 4180): a row for each result, several values in a cell divided by "; ". Concepts stand by their labels in
/// the language of the request, or by their ids with labels=off. With bom=true it begins with a byte order mark, by
/// which Excel knows UTF-8.
std::string search_csv(const Visit& visit, const search::Request& request, const search::Answer& answer);

/// JSON Lines: an object for each result.
std::string search_lines(const Visit& visit, const search::Request& request, const search::Answer& answer);

}  // namespace clearinghouse::server
