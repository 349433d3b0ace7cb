#pragma once

#include <span>
#include <string>
#include <vector>

#include "engine/search/request.h"
#include "server/api_search.h"
#include "server/negotiation.h"
#include "server/site.h"

/// The formats in which documents and lists of results are given to machines: one row for each, and a handler that
/// knows none of them. The first row is the default.
namespace clearinghouse::server {

/// A document at /api/v1/documents/{id}?format=<name>.
struct DocumentFormat {
    Format format;
    std::string (*write)(const Visit& visit, const search::Record& record);
    bool (*applies)(const model::Document& document) = nullptr;  ///< For which documents; null: for all.
};
std::span<const DocumentFormat> document_formats();
/// Those that a document has: an event alone has a calendar.
std::vector<DocumentFormat> formats_of(const model::Document& document);

/// A list of results at /api/v1/search?format=<name>.
struct ListFormat {
    Format format;
    std::string (*write)(const Visit& visit, const search::Request& request, const search::Answer& answer);
    ListScope scope = {};  ///< Without one: all results, no facets, no fields to choose.
};
std::span<const ListFormat> list_formats();

}  // namespace clearinghouse::server
