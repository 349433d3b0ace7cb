#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <vector>

#include "server/formats.h"
#include "server/handlers/handlers.h"
#include "server/linked_data/json_ld.h"
#include "server/linked_data/signposts.h"
#include "server/views/cards.h"
#include "server/views/collection_view.h"
#include "server/views/document_view.h"
#include "server/views/page.h"
#include "server/views/take_along_view.h"

namespace clearinghouse::server {
namespace {

constexpr std::size_t letters_of_description = 200;

std::string description_of(const Visit& visit, const model::Document& document) {
    return beginning(document.text_for(visit.language).summary, letters_of_description);
}

/// What the page says to citation managers, search engines and other programs.
void describe(Page& page, const Visit& visit, const search::Record& record, const linked_data::Crumb& above) {
    const auto& document = record.document;
    page.meta = linked_data::meta_tags(citations::make_citation(visit, record));
    page.linked_data =
        Json::array({linked_data::thing(visit, record),
                     linked_data::breadcrumbs(visit, {{visit.text("site.name"), visit.address("/")},
                                                      above,
                                                      {title_of(visit, document), visit.request.path}})});
}

Response with_signposts(Response response, const Visit& visit, const search::Record& record) {
    response.headers.emplace_back("Link", linked_data::link_header(linked_data::signposts(visit, record)));
    return response;
}

Response show_one_collection(const Visit& visit, const search::Record& record) {
    const auto& document = record.document;
    Page page{.title = title_of(visit, document),
              .description = description_of(visit, document),
              .section = "collections",
              .permalink = "/documents/" + document.id,
              .machine_address = "/api/v1/documents/" + document.id,
              .feed = collection_list(visit, document.id)};
    describe(page, visit, record, {visit.text("navigation.collections"), visit.address("/collections")});
    return with_signposts(show_page(visit, "collection", page, collection_view(visit, record)), visit, record);
}

Response list_collections(const Visit& visit, const std::vector<search::Record>& records, const std::string& year) {
    Json cards = Json::array();
    for (const auto& record : records) cards.push_back(collection_card(visit, record));
    const auto heading =
        year.empty() ? visit.text("navigation.collections") : visit.text("collections.of-year", {{"year", year}});
    return show_page(
        visit, "collections", {.title = heading, .section = "collections"},
        {{"heading", heading}, {"collections", std::move(cards)}, {"timeline_address", visit.address("/timeline")}});
}

bool is_year(const std::string& text) {
    return text.size() == 4 && text.find_first_not_of("0123456789") == std::string::npos;
}

/// The collections of a year: the one, or a list where the year had several themes.
Response show_year(const Visit& visit, const std::string& year) {
    auto records = all_collections(visit);
    std::erase_if(records, [&](const auto& record) { return std::to_string(record.document.year()) != year; });
    if (records.empty()) return not_found(visit);
    return records.size() == 1 ? show_one_collection(visit, records.front()) : list_collections(visit, records, year);
}

}  // namespace

Response show_document(const Visit& visit) {
    const auto found = visit.find(visit.place.at("id"));
    if (found.state == search::Lookup::State::unknown) return not_found(visit);
    if (found.state == search::Lookup::State::withdrawn) return withdrawn(visit, *found.record);
    const auto& document = found.record->document;
    if (document.type == "collection") return Response::redirect(301, visit.address("/collections/" + document.id));
    if (found.state == search::Lookup::State::moved) {
        return Response::redirect(301, visit.address("/documents/" + document.id));
    }
    Page page{.title = title_of(visit, document),
              .description = description_of(visit, document),
              .permalink = "/documents/" + document.id,
              .machine_address = "/api/v1/documents/" + document.id};
    describe(page, visit, *found.record,
             {visit.heading("document-types", document.type), visit.address("/search?type=" + document.type)});
    return with_signposts(show_page(visit, "document", page, document_view(visit, *found.record)), visit,
                          *found.record);
}

Response show_collections(const Visit& visit) {
    return list_collections(visit, all_collections(visit), "");
}

Response show_collection(const Visit& visit) {
    const auto& id = visit.place.at("id");
    const auto found = visit.find(id);
    switch (found.state) {
        case search::Lookup::State::unknown:
            return is_year(id) ? show_year(visit, id) : not_found(visit);
        case search::Lookup::State::withdrawn:
            return withdrawn(visit, *found.record);
        case search::Lookup::State::moved:
        case search::Lookup::State::found:
            break;
    }
    const auto& document = found.record->document;
    if (document.type != "collection") return Response::redirect(301, visit.address("/documents/" + document.id));
    if (document.id != id) return Response::redirect(301, visit.address("/collections/" + document.id));
    return is_year(id) ? show_year(visit, id) : show_one_collection(visit, *found.record);
}

}  // namespace clearinghouse::server
