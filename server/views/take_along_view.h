#pragma once

#include <string_view>

#include "engine/search/request.h"
#include "server/site.h"

/// A search or a document in the formats of machines: feeds to follow, files to save, the address in the API.
namespace clearinghouse::server {

/// {"at_once": links, "groups": [{"heading", "links"}], "api_path", "api_address"}: a link for each format of
/// representations.h that readers have programs for, and those that most come for once more.
Json take_search_along(const Visit& visit, const search::Request& request);

/// The citation of a document as a file, for each of its formats that reference managers read: [{"address", "label",
/// "media_type"}].
Json citation_files(const Visit& visit, std::string_view id);

}  // namespace clearinghouse::server
