#include "server/options.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <optional>
#include <string>
#include <vector>

using namespace clearinghouse::server;

namespace {

std::optional<Options> read(std::vector<const char*> words, int& exit_code) {
    words.insert(words.begin(), "clearinghouse-server");
    return read_options(static_cast<int>(words.size()), words.data(), exit_code);
}

}  // namespace

TEST_CASE("the server listens on this machine alone unless it is told otherwise") {
    unsetenv("PORT");
    int exit_code = -1;
    const auto options = read({"--index", "index"}, exit_code);
    REQUIRE(options);
    CHECK(options->host == "127.0.0.1");
    CHECK(options->port == 8080);
    CHECK_FALSE(options->preview);
}

TEST_CASE("the port comes from the environment and the command line has the last word") {
    int exit_code = -1;
    setenv("PORT", "9000", 1);
    CHECK(read({"--index", "index"}, exit_code)->port == 9000);
    CHECK(read({"--index", "index", "--port", "9001"}, exit_code)->port == 9001);
    unsetenv("PORT");
}

TEST_CASE("wrong use ends with exit code 2") {
    const std::vector<std::vector<const char*>> wrong{
        {},
        {"--index", "index", "--port", "70000"},
        {"--index", "index", "--log-level", "loud"},
        {"--index", "index", "--preview", "--host", "0.0.0.0"},
        {"--index", "index", "--no-such-option"},
    };
    for (const auto& words : wrong) {
        int exit_code = -1;
        CHECK_FALSE(read(words, exit_code));
        CHECK(exit_code == 2);
    }
}

TEST_CASE("help and version are no mistake") {
    for (const char* word : {"--help", "--version"}) {
        int exit_code = -1;
        CHECK_FALSE(read({word}, exit_code));
        CHECK(exit_code == 0);
    }
}

TEST_CASE("a slash at the end of the base address is dropped") {
    int exit_code = -1;
    CHECK(read({"--index", "i", "--base-url", "https://example.org/"}, exit_code)->base_url == "https://example.org");
}
