#include "tests/server/site_fixture.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "engine/language/analyser.h"
#include "server/request_target.h"

namespace clearinghouse::server::tests {
namespace {

/// The clock stands still, so that nothing in an answer depends on the day of the test.
model::Moment test_time() {
    return *model::parse_moment("2030-01-01");
}

Site open_site(const std::string& index) {
    const auto folder = std::filesystem::path{CLEARINGHOUSE_BINARY_DIR} / "tests" / "server" / index;
    auto searcher = search::Searcher::open(folder, language::Analyser::without_data());
    if (!searcher) throw std::runtime_error(model::to_line(searcher.error()));
    auto site = make_site({.base_url = "https://example.org", .preview = false, .version = "test"},
                          [opened = *searcher] { return opened; });
    site.clock = test_time;
    return site;
}

}  // namespace

const Site& small_site() {
    static const Site site = open_site("small-index");
    return site;
}

const Site& real_site() {
    static const Site site = open_site("real-index");
    return site;
}

Response get(const Site& site, std::string_view target, std::string_view accept_language) {
    const auto question = target.find('?');
    const auto path = decode_path(target.substr(0, question));
    const auto query = decode_query(question == target.npos ? "" : target.substr(question + 1));
    REQUIRE(path);
    REQUIRE(query);
    Request request{.method = "GET", .path = *path, .parameters = *query, .headers = {}};
    if (!accept_language.empty()) request.headers["accept-language"] = accept_language;
    return respond(request, site);
}

std::string header(const Response& response, std::string_view name) {
    for (const auto& [key, value] : response.headers) {
        if (key == name) return value;
    }
    return "";
}

void check_golden(const std::string& name, const std::string& text) {
    const auto file = std::filesystem::path{CLEARINGHOUSE_SOURCE_DIR} / "tests" / "golden" / name;
    const auto* update = std::getenv("UPDATE_GOLDEN");
    if (update && std::string{update} == "1") {
        std::filesystem::create_directories(file.parent_path());
        std::ofstream{file, std::ios::binary} << text;
        FAIL_CHECK("rewrote " << file.string() << "; look at the difference, then run without UPDATE_GOLDEN");
        return;
    }
    std::ifstream stream{file, std::ios::binary};
    REQUIRE_MESSAGE(stream, file.string() << " is missing; UPDATE_GOLDEN=1 writes it");
    const std::string golden{std::istreambuf_iterator<char>{stream}, {}};
    CHECK(text == golden);
}

}  // namespace clearinghouse::server::tests
