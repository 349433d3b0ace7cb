#include "server/representations.h"

#include <array>

#include "server/json.h"

namespace clearinghouse::server {
namespace {

constexpr std::array of_documents{
    DocumentFormat{{"json", "application/json"}, document_json},
    // Citations.
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
