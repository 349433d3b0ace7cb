#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/server/site_fixture.h"

using namespace clearinghouse::server;
using namespace clearinghouse::server::tests;

namespace {

std::vector<std::string> all_ids() {
    std::vector<std::string> ids;
    std::string target = "/api/v1/search?limit=100";
    while (!target.empty()) {
        const auto answer = Json::parse(get(real_site(), target).body);
        for (const auto& result : answer["results"]) ids.push_back(result["id"]);
        target = answer["next"].is_null() ? "" : answer["next"].get<std::string>().substr(19);
    }
    return ids;
}

}  // namespace

TEST_CASE("every published document has a page and an answer for machines") {
    const auto ids = all_ids();
    CHECK(ids.size() >= 40);
    // Each in one language; all of them in every language are asked for where links are followed.
    const auto& languages = real_site().texts.languages();
    for (std::size_t at = 0; at < ids.size(); ++at) {
        const auto& language = languages[at % languages.size()];
        CAPTURE(ids[at]);
        CAPTURE(language);
        CHECK(get(real_site(), "/api/v1/documents/" + ids[at]).status == 200);
        const auto page = get(real_site(), "/" + language + "/documents/" + ids[at]);
        CHECK((page.status == 200 || header(page, "Location") == "/" + language + "/collections/" + ids[at]));
    }
}
