#include "server/problem_types.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <string>

#include "tests/server/site_fixture.h"

using namespace clearinghouse::server;
using namespace clearinghouse::server::tests;

namespace {

std::string read(const std::filesystem::path& file) {
    std::ifstream stream{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{stream}, {}};
}

/// The codes that the sources of a folder give to problems.
std::set<std::string> codes_in(const std::filesystem::path& folder) {
    static const std::regex written{R"re((?:\.code = |problem\(|Problem\{\s*)"([a-z-]+)")re"};
    std::set<std::string> codes;
    for (const auto& entry : std::filesystem::recursive_directory_iterator{folder}) {
        if (entry.path().extension() != ".cpp") continue;
        const auto text = read(entry.path());
        for (std::sregex_iterator at{text.begin(), text.end(), written}, end; at != end; ++at) {
            codes.insert((*at)[1].str());
        }
    }
    return codes;
}

}  // namespace

TEST_CASE("every problem that the server can report is explained") {
    const std::filesystem::path source{CLEARINGHOUSE_SOURCE_DIR};
    auto codes = codes_in(source / "server");
    codes.merge(codes_in(source / "engine" / "search"));
    // These stop the program before it answers anybody.
    codes.erase("damaged-index");
    codes.erase("unreadable-catalogue");
    CHECK(codes.size() > 10);
    for (const auto& code : codes) {
        CAPTURE(code);
        CHECK(problem_type(code));
    }
}

TEST_CASE("every kind of problem has a page, in every language") {
    for (const auto& type : problem_types()) {
        for (const auto& language : small_site().texts.languages()) {
            const auto page = get(small_site(), "/" + language + "/about/problems/" + std::string{type.code});
            CAPTURE(type.code);
            CHECK(page.status == 200);
            CHECK(page.body.find(type.code) != std::string::npos);
        }
        CHECK(get(small_site(), problem_address(type.code)).status == 200);
    }
    CHECK(get(small_site(), "/en/about/problems/no-such-problem").status == 404);
}
