#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/search/cross_table.h"
#include "server/site.h"

/// The evidence gap map: how many documents of a search there are for each pair of values of two facets, and how well
/// their results are known. The page and the formats for machines show the same map.
namespace clearinghouse::server {

/// What a reader asked for.
struct MapChoice {
    search::Request search;  ///< Text and filters.
    std::string rows;        ///< A facet, as are the next two.
    std::string columns;
    std::string colour;   ///< "evidence" or "type".
    std::string under;    ///< A concept of the rows (else of the columns): those below it are shown. Often empty.
    bool mended = false;  ///< On a page: what was asked for cannot be drawn, so something near to it is.
};

/// One row or column.
struct MapLine {
    std::string id;                   ///< Of the concept, or the value itself.
    std::string label;                ///< In the reader's language.
    std::vector<std::string> values;  ///< What to filter by for its documents; empty when it has none.
    std::size_t count = 0;
    bool opens = false;  ///< There are concepts below it.
};

/// One of the things that a cell's colour says.
struct MapShade {
    std::string id;     ///< "none" for documents without a value.
    std::string label;  ///< In the reader's language.
    std::string sign;   ///< What stands for the colour where colours cannot be told apart.
    int step = 0;       ///< Of the colour scale, from 1; 0 for "none".
};

struct EvidenceMap {
    MapChoice choice;
    search::Understanding query;
    std::vector<search::FacetCounts> facets;  ///< Of the whole search, for choosing filters.
    std::vector<MapLine> rows;
    std::vector<MapLine> columns;
    std::vector<MapShade> shades;  ///< What `by_shade` of the cells counts; a level of evidence before weaker ones.
    std::vector<std::vector<search::CrossTable::Cell>> cells;
    std::size_t total = 0;    ///< Documents found.
    std::size_t outside = 0;  ///< Those that are in no cell.
    std::size_t fullest = 0;  ///< Documents in the fullest cell.
};

/// Facets that rows and columns can be, and those that colour can be.
std::vector<std::string> map_axes();
std::vector<std::string> map_colours();

/// For a page: what cannot be drawn is mended.
model::Result<MapChoice> read_map_choice(const Visit& visit);
/// For the API: a Problem for whatever is unknown.
model::Result<MapChoice> read_api_map_choice(const Visit& visit);

/// Counts the documents that are visible now. Labels are in the language of the visit.
model::Result<EvidenceMap> make_map(const Visit& visit, MapChoice choice);

/// The shade that a cell shows: for evidence the strongest that is there, for types the most frequent. The cell has
/// documents.
std::size_t leading_shade(const EvidenceMap& map, const search::CrossTable::Cell& cell);

/// From 1 to 5, by how many documents there are beside the fullest cell of the map; 0 for none. Areas of circles are
/// in proportion to numbers, so each step is a root.
int size_step(const EvidenceMap& map, std::size_t count);

/// "rows=theme&columns=country&colour=evidence&q=work": equal maps have equal text.
std::string map_query(const MapChoice& choice);

/// The search that finds the documents of a cell.
search::Request cell_search(const EvidenceMap& map, const MapLine& row, const MapLine& column);

/// "12 documents, strongest evidence: followed up"
std::string cell_words(const Visit& visit, const EvidenceMap& map, const search::CrossTable::Cell& cell);

/// The map for machines, at /api/v1/evidence-map?format=<name>.
std::string map_json(const Visit& visit, const EvidenceMap& map);
/// One line for each cell, empty ones too.
std::string map_csv(const Visit& visit, const EvidenceMap& map);
/// A picture that stands by itself, with links.
std::string map_svg(const Visit& visit, const EvidenceMap& map);

}  // namespace clearinghouse::server
