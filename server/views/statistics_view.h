#pragma once

#include <string>
#include <vector>

#include "engine/search/searcher.h"
#include "server/site.h"
#include "server/statistics/data_files.h"
#include "server/statistics/figure.h"

/// Statistics as readers see them: in lists, and the figures of one as pictures and tables.
namespace clearinghouse::server {

/// All statistics that can be seen, newest first.
std::vector<search::Record> all_statistics(const Visit& visit);

/// The statistics under their themes, themes in the order of the alphabet: "themes" with "heading" and "documents".
Json statistics_view(const Visit& visit);

/// The data files of a document: of each its pictures with what the reader may choose, its table, its downloads and the
/// text that puts it into another site. What the address says of a choice is followed where it can be.
Json data_views(const Visit& visit, const search::Record& record);

/// The pictures of a file that an address asks for: "shape" chart, map, or both when it is absent.
std::vector<Picture> pictures_of(const Visit& visit, const DataCube& cube, const Selection& selection);

/// "Source: Nordregio. Clearinghouse …, https://…/documents/id": goes with every picture that leaves the site.
std::string source_line(const Visit& visit, const model::Document& document);

}  // namespace clearinghouse::server
