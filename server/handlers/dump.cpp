#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "server/assets.h"
#include "server/handlers/handlers.h"
#include "server/json.h"
#include "server/negotiation.h"
#include "server/search_parameters.h"

namespace clearinghouse::server {

Response answer_dump(const Visit& visit) {
    if (const auto checked = check_parameters(visit.request, {}); !checked) return bad_request(visit, checked.error());
    const auto facts = visit.searcher->facts();
    Json files = Json::array();
    for (const auto& file : visit.searcher->dump()) {
        files.push_back({{"name", file.name},
                         {"media_type", media_type(file.name)},
                         {"bytes", file.bytes},
                         {"sha256", file.sha256},
                         {"url", fmt::format("{}/api/v1/dump/{}", visit.site.settings.base_url, encode(file.name))}});
    }
    return Response::json(
        dump({{"generation", facts.generation}, {"created", facts.created}, {"files", std::move(files)}}));
}

Response send_dump_file(const Visit& visit) {
    if (const auto checked = check_parameters(visit.request, {}); !checked) return bad_request(visit, checked.error());
    const auto files = visit.searcher->dump();
    const auto found = std::ranges::find(files, visit.place.at("file"), &search::DumpFile::name);
    if (found == files.end()) return not_found(visit);
    std::ifstream stream{found->path, std::ios::binary};
    if (!stream) return not_found(visit);
    Response response;
    response.media_type = media_type(found->name);
    response.body.assign(std::istreambuf_iterator<char>{stream}, {});
    // Bytes are those of the sum, so that a download can be checked and gone on with where it broke off.
    response.keep_as_is = true;
    response.entity_tag = found->sha256;
    response.headers.emplace_back("Content-Disposition", fmt::format("attachment; filename=\"{}\"", found->name));
    response.for_machines = true;
    return response;
}

}  // namespace clearinghouse::server
