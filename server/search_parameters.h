#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/search/request.h"
#include "server/http.h"
#include "server/site.h"

/// What the address of a search says, for pages and for the API: q, the facets by name, sort, spelling,
/// translations, and where to begin.
namespace clearinghouse::server {

/// On a page of a list, and of a table, which is for looking over many.
inline constexpr std::size_t hits_per_page = 10;
inline constexpr std::size_t rows_per_page = 30;

/// The text, filters and sort of a search. A facet may be repeated or hold several values with commas; year is "2018"
/// or "2018..2021"; spelling=as-typed holds to the words as they are, translations=off to the words without those of
/// other languages, own-language=off puts no language first. A Problem's `file` is the parameter at fault.
model::Result<search::Request> read_search(const Request& request, std::string_view language);

/// The same for a page: "page" counts from 1, "view" is "list" or "table", parameters that mean nothing are passed
/// over. "year-from" and "year-to" are the fields of its form for a span of years; they are put before "year".
model::Result<search::Request> read_page_search(const Visit& visit);

/// True when a page shows what was found as a table: view=table.
bool wants_table(const Request& request);

/// True when the address has the fields of the form and so is not the one to keep: search_address() has it.
bool is_from_form(const Request& request);

/// "lang" of the API: English when it is not given, a Problem when the language is not offered.
model::Result<std::string> read_api_language(const Visit& visit);

/// What to suggest to a reader who has begun to type.
struct WantedSuggestions {
    std::string text;
    std::string language;
    std::size_t limit;
};

/// "q", "lang" and "limit" of suggestions; a parameter that it does not know is a Problem.
model::Result<WantedSuggestions> read_api_suggestions(const Visit& visit);

/// A Problem with the parameter "lang" when the interface does not speak a language.
model::Result<bool> check_language(const Visit& visit, std::string_view language);

/// "q=work&theme=women&sort=newest": the address of a search without its place in the results. Equal searches give
/// equal text.
std::string to_query(const search::Request& request);

/// A whole number, or nothing.
std::optional<std::size_t> read_number(std::string_view text);

/// "/files/<id>/report.pdf#page=4": where a reader of PDFs opens the page that was found.
std::string page_address(std::string_view id, const search::PageFound& page);

/// Percent-encodes text for a query.
std::string encode(std::string_view text);

/// What was asked behind the path, "?" first, for an address that leads on; empty without parameters.
std::string query_behind(const Request& request);

}  // namespace clearinghouse::server
