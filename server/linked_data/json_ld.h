#pragma once

#include <string>

#include "engine/search/request.h"
#include "server/citations/citation.h"
#include "server/site.h"

/// What pages are, in the words of schema.org, for search engines and other programs that read pages.
namespace clearinghouse::server::linked_data {

/// A document by what it is: a report, a data set, an event, an organisation. With its translations, subjects, files
/// and links; without "@context", so that it can be one of a graph.
Json thing(const Visit& visit, const search::Record& record);

/// A document as JSON-LD of its own, at /api/v1/documents/{id}?format=json-ld.
std::string document_json_ld(const Visit& visit, const search::Record& record);

/// A step on the way to a page.
struct Crumb {
    std::string name;
    std::string path;  ///< "/sv/themes"
};
Json breadcrumbs(const Visit& visit, const std::vector<Crumb>& way);

/// The site itself with its search, and who publishes it.
Json web_site(const Visit& visit);

/// A vocabulary, and one of its concepts.
Json term_set(const Visit& visit, const model::Scheme& scheme);
Json term(const Visit& visit, const model::Scheme& scheme, const model::Concept& about);

/// {"@context": "https://schema.org", "@graph": [...]}
Json graph(Json things);

/// JSON as it can stand within <script>: nothing in it ends the element.
std::string for_script(const Json& json);

/// The names and contents of the <meta> elements by which Zotero, Google Scholar and the like read a page (Highwire
/// Press tags, and Dublin Core's).
std::vector<std::pair<std::string, std::string>> meta_tags(const citations::Citation& citation);

}  // namespace clearinghouse::server::linked_data
