#pragma once

#include <string>
#include <vector>

#include "engine/search/request.h"
#include "server/negotiation.h"
#include "server/site.h"

/// FAIR Signposting: typed links by which programs find what belongs to a document without reading its page.
namespace clearinghouse::server::linked_data {

struct Signpost {
    std::string target;
    std::string relation;  ///< "describedby"
    std::string media_type = {};
};

/// The links of a document's page (level 1), the one to its set of links (level 2) with them.
std::vector<Signpost> signposts(const Visit& visit, const search::Record& record);

/// One header Link (RFC 8288) of them all.
std::string link_header(const std::vector<Signpost>& signposts);

/// The header of a file, of figures or of a document's metadata: back to the page it belongs to by "collection" or
/// "describes".
std::string link_back(const Visit& visit, const std::string& id, std::string_view relation);

/// Level 2: the links of the page, of each item and of each format of the metadata in one set (RFC 9264), as
/// application/linkset+json ("json") or application/linkset ("linkset").
std::string link_set(const Visit& visit, const search::Record& record, const Format& format);
inline constexpr Format link_set_json{"json", "application/linkset+json"};
inline constexpr Format link_set_text{"linkset", "application/linkset"};

}  // namespace clearinghouse::server::linked_data
