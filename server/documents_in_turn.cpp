#include "server/documents_in_turn.h"

#include <algorithm>

#include "server/views/cards.h"

namespace clearinghouse::server {

void for_each_document(const Visit& visit, const search::Filters& filters,
                       const std::function<void(const search::Record&)>& give) {
    const search::Limits limits;
    auto request = listing(visit, filters, limits.page);
    while (request.offset + request.limit <= limits.reach) {
        const auto found = visit.searcher->search(request, visit.now);
        if (!found) return;
        for (const auto& hit : found->hits) give(hit.record);
        request.offset += request.limit;
        if (request.offset >= found->total) return;
    }
}

}  // namespace clearinghouse::server
