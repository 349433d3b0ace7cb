#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "engine/model/problem.h"
#include "engine/search/request.h"
#include "server/http.h"
#include "server/site.h"

/// What a search of the API has beside that of a page: how many results, which fields and facets, cursors, and
/// addresses for programs.
namespace clearinghouse::server {

/// What a format of a result list gives.
struct ListScope {
    std::size_t usual = search::Limits{}.reach;     ///< Results where limit= does not say.
    std::size_t most = search::Limits{}.reach;      ///< That limit= may ask for.
    bool published_first = false;                   ///< By when it came out here, where sort= does not say.
    bool facets = false;                            ///< It has counts, so facets= chooses among them.
    std::span<const std::string_view> fields = {};  ///< Those without fields=. None: fields= has no meaning.
};

/// The search of an address: what read_search reads, and "lang", "limit", "cursor", "explain", "fields", "facets". A
/// parameter that it does not know is a Problem. A cursor of another state of the content has the code
/// "cursor-expired".
model::Result<search::Request> read_api_search(const Visit& visit, const ListScope& scope);

/// True when the answer has to say how the query was understood: explain=true.
bool wants_explanation(const Request& request);

/// Whether a facet is among those that facets= asks for.
bool wants_facet(const Request& request, std::string_view name);

/// Where results begin, as text that means nothing to a client: it holds only for the same search in the same state of
/// the index.
std::string make_cursor(const search::Request& request, const std::string& state, std::size_t offset);

/// The address of a search in the API, without its place in the results. Equal searches give equal addresses.
std::string api_address(const Visit& visit, const search::Request& request);

/// The address of the results after those of an answer, or before them; empty when there are none.
std::string next_address(const Visit& visit, const search::Request& request, const search::Answer& answer);
std::string previous_address(const Visit& visit, const search::Request& request);

/// The address that was asked for, without one of its parameters.
std::string address_without(const Visit& visit, std::string_view parameter);

/// Names a search in a state of the content: equal ids are equal results.
std::string search_id(const Visit& visit, const search::Request& request);

}  // namespace clearinghouse::server
