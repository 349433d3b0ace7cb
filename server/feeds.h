#pragma once

#include <string>
#include <vector>

#include "engine/search/request.h"
#include "server/site.h"

/// Feeds of the results of any search: alerts without an account. Their identifiers stay when addresses change.
namespace clearinghouse::server {

/// Atom (RFC 4287), in pages where there are many (RFC 5005, section 3), which say how many in all (OpenSearch 1.1).
std::string atom_feed(const Visit& visit, const search::Request& request, const search::Answer& answer);

/// JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/).
std::string json_feed(const Visit& visit, const search::Request& request, const search::Answer& answer);

/// The same of the parts of a collection, in its order.
std::string atom_feed(const Visit& visit, const model::Document& collection, const std::vector<search::Record>& parts,
                      const std::string& language);
std::string json_feed(const Visit& visit, const model::Document& collection, const std::vector<search::Record>& parts,
                      const std::string& language);

/// What a feed is called: the words and the filters of its search, in the reader's language.
std::string feed_title(const Visit& visit, const search::Request& request);

}  // namespace clearinghouse::server
