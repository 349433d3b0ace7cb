#pragma once

#include "engine/model/problem.h"
#include "server/http.h"
#include "server/site.h"

/// What answers each address. Every handler is a plain function of a Visit: read the request, ask the searcher, show.
namespace clearinghouse::server {

// For people, in the language of the address.
Response show_home(const Visit& visit);
Response show_search(const Visit& visit);
Response show_document(const Visit& visit);
Response show_collections(const Visit& visit);
Response show_collection(const Visit& visit);
Response show_themes(const Visit& visit);
Response show_theme(const Visit& visit);
Response show_countries(const Visit& visit);
Response show_country(const Visit& visit);
Response show_goals(const Visit& visit);
Response show_goal(const Visit& visit);
// Events, networks, perspectives, timeline.
Response show_perspectives(const Visit& visit);
Response show_perspective(const Visit& visit);
Response show_target_groups(const Visit& visit);
Response show_target_group(const Visit& visit);
Response show_timeline(const Visit& visit);
Response show_networks(const Visit& visit);
Response show_country_comparison(const Visit& visit);
Response show_events(const Visit& visit);

// Comparing.
Response show_comparison(const Visit& visit);

// Evidence map.
Response show_evidence_map(const Visit& visit);

// Statistics.
Response show_statistics(const Visit& visit);
Response lead_to_statistic(const Visit& visit);
Response show_embedded_statistic(const Visit& visit);

// About, and duties.
Response show_about(const Visit& visit);
Response show_search_help(const Visit& visit);
Response show_accessibility(const Visit& visit);
Response show_privacy(const Visit& visit);
Response show_about_api(const Visit& visit);
Response show_problems(const Visit& visit);
Response show_problem(const Visit& visit);

// Addresses without a language: they lead to the page in the reader's.
Response lead_home(const Visit& visit);
Response lead_to_document(const Visit& visit);
Response lead_to_accessibility(const Visit& visit);

// Files.
Response send_attachment(const Visit& visit);
Response send_static(const Visit& visit);
Response send_robots(const Visit& visit);

// For machines.
Response answer_search(const Visit& visit);
Response answer_suggestions(const Visit& visit);
Response answer_document(const Visit& visit);
Response answer_similar(const Visit& visit);

// Vocabularies, collections and changes.
Response answer_vocabularies(const Visit& visit);
Response answer_vocabulary(const Visit& visit);
Response answer_concept(const Visit& visit);
Response lead_to_vocabulary(const Visit& visit);
Response lead_to_concept(const Visit& visit);
Response answer_link_set(const Visit& visit);
Response answer_collections(const Visit& visit);
Response answer_collection(const Visit& visit);

// Statistics, for machines.
Response answer_statistics(const Visit& visit);
Response answer_statistic(const Visit& visit);
Response answer_catalogue(const Visit& visit);

// The evidence map and comparing, for machines.
Response answer_evidence_map(const Visit& visit);
Response answer_comparison(const Visit& visit);

// Harvesting.
Response answer_oai(const Visit& visit);
Response answer_changes(const Visit& visit);
Response answer_dump(const Visit& visit);
Response send_dump_file(const Visit& visit);

// Descriptions of the interfaces, feeds and calendars.
Response send_open_search(const Visit& visit);
Response answer_events(const Visit& visit);
Response answer_description(const Visit& visit);
Response answer_api_catalog(const Visit& visit);

// Duties and search engines.
Response send_security(const Visit& visit);
Response send_sitemap(const Visit& visit);
Response send_sitemap_part(const Visit& visit);

// The state of the program.
Response answer_health(const Visit& visit);
Response answer_version(const Visit& visit);

// What else can be answered, as a page or, below /api/, as a problem document.
Response not_found(const Visit& visit);
Response bad_request(const Visit& visit, const model::Problem& problem);
/// The document was taken back: the reason, and what to read instead.
Response withdrawn(const Visit& visit, const search::Record& record);

}  // namespace clearinghouse::server
