#pragma once

#include <string_view>

#include "engine/search/request.h"
#include "server/site.h"

/// A search or a document in the formats of machines: feeds to follow, files to save, the address in the API.
namespace clearinghouse::server {

/// {"at_once": links, "groups": [{"heading", "links"}], "api_path", "api_address"}: a link for each format of
/// representations.h that readers have programs for, and those that most come for once more.
Json take_search_along(const Visit& visit, const search::Request& request);

/// The documents of a collection as a feed, a table and references: groups as above.
Json take_collection_along(const Visit& visit, std::string_view id);

/// "/api/v1/collections/2019-segregation?lang=sv": where programs have them.
std::string collection_list(const Visit& visit, std::string_view id);

/// The citation of a document as a file, for each of its formats that reference managers read: [{"address", "label",
/// "media_type"}].
Json citation_files(const Visit& visit, std::string_view id);

}  // namespace clearinghouse::server
