#include "server/representations.h"

#include <array>

#include "server/citations/formats.h"
#include "server/json.h"

namespace clearinghouse::server {
namespace {

constexpr std::array of_documents{
    DocumentFormat{{"json", "application/json"}, document_json},
    // Citations.
    DocumentFormat{{"dublin-core", "application/xml"}, citations::dublin_core_document},
    DocumentFormat{{"mods", "application/mods+xml"}, citations::mods_document},
    //
    // Linked data.
};

constexpr std::array of_lists{
    ListFormat{{"json", "application/json"}, search_json},
    // Tables.
    //
    // Citations.
    //
    // Feeds.
};

}  // namespace

std::span<const DocumentFormat> document_formats() {
    return of_documents;
}

std::span<const ListFormat> list_formats() {
    return of_lists;
}

}  // namespace clearinghouse::server
