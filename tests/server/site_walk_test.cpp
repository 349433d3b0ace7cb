#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <set>
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

/// The addresses on this site that a page links to.
std::vector<std::string> links_of(const std::string& page) {
    std::vector<std::string> links;
    for (const std::string mark : {"href=\"/", "src=\"/"}) {
        for (auto at = page.find(mark); at != std::string::npos; at = page.find(mark, at + 1)) {
            const auto begin = at + mark.size() - 1;
            auto link = page.substr(begin, page.find('"', begin) - begin);
            for (auto amp = link.find("&amp;"); amp != std::string::npos; amp = link.find("&amp;")) {
                link.replace(amp, 5, "&");
            }
            links.push_back(link.substr(0, link.find('#')));
        }
    }
    return links;
}

}  // namespace

TEST_CASE("every published document has a page in every language and an answer for machines") {
    const auto ids = all_ids();
    CHECK(ids.size() >= 40);
    for (const auto& id : ids) {
        CAPTURE(id);
        CHECK(get(real_site(), "/api/v1/documents/" + id).status == 200);
        for (const auto& language : real_site().texts.languages()) {
            CAPTURE(language);
            const auto page = get(real_site(), "/" + language + "/documents/" + id);
            CHECK((page.status == 200 || header(page, "Location") == "/" + language + "/collections/" + id));
        }
    }
}

TEST_CASE("every link on every page leads somewhere") {
    std::set<std::string> seen{"/en/", "/sv/"};
    std::vector<std::string> to_visit{"/en/", "/sv/"};
    // Each of the many concepts and documents leads to searches and formats of its own; after these many the others
    // have the same form.
    std::size_t questions_left = 400;
    while (!to_visit.empty()) {
        const auto target = to_visit.back();
        to_visit.pop_back();
        CAPTURE(target);
        // A search or a map leads to further ones without end; one step into it is enough.
        const bool is_question = target.find('?') != std::string::npos;
        if (is_question && questions_left == 0) continue;
        if (is_question) --questions_left;
        const auto response = get(real_site(), target);
        CHECK(response.status < 400);
        if (response.status != 200 || is_question || !response.media_type.starts_with("text/html")) continue;
        for (const auto& link : links_of(response.body)) {
            const bool other_language =
                !link.starts_with("/en/") && !link.starts_with("/sv/") && link.find('/', 1) == 3;
            if (!other_language && seen.insert(link).second) to_visit.push_back(link);
        }
    }
    CHECK(seen.size() > 100);
}
