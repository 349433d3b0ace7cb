#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/search/request.h"
#include "server/site.h"

/// A document as one entry of a list.
namespace clearinghouse::server {

/// Title in the reader's language where there is one, type, countries, date, language, beginning of the summary.
Json card(const Visit& visit, const search::Record& record);

/// A card with the stretch that met the query and the words why.
Json hit_card(const Visit& visit, const search::Hit& hit);

/// A card for a row of a table: with the year and all languages of the document.
Json table_row(const Visit& visit, const search::Record& record);

/// The filter that lets through the documents with one of these values of a facet.
search::Filters only(std::string_view facet, std::vector<std::string> values);

/// All documents that pass the filters, newest first, without facets and snippets.
search::Request listing(const Visit& visit, search::Filters filters, std::size_t count);

/// All documents that pass the filters, newest first; of more than a thousand the newest thousand. Throws
/// std::runtime_error when the search takes too long.
std::vector<search::Record> all_records(const Visit& visit, const search::Filters& filters);

/// The newest documents that pass the filters.
Json newest_cards(const Visit& visit, const search::Filters& filters, std::size_t count);

/// The first sentences of a text, at most `letters` long, cut between words.
std::string beginning(const std::string& text, std::size_t letters);

}  // namespace clearinghouse::server
