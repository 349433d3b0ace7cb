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

TEST_CASE("programs may ask often unless the operator says otherwise, and proxies are not believed unless told to be") {
    int exit_code = -1;
    const auto usual = read({"--index", "index"}, exit_code);
    CHECK(usual->requests_per_second == 20);
    CHECK(usual->burst == 100);
    CHECK_FALSE(usual->trusts_proxy);
    const auto chosen =
        read({"--index", "index", "--requests-per-second", "0.5", "--burst", "5", "--trust-proxy"}, exit_code);
    CHECK(chosen->requests_per_second == 0.5);
    CHECK(chosen->burst == 5);
    CHECK(chosen->trusts_proxy);
}

TEST_CASE("wrong use ends with exit code 2") {
    const std::vector<std::vector<const char*>> wrong{
        {},
        {"--index", "index", "--port", "70000"},
        {"--index", "index", "--log-level", "loud"},
        {"--index", "index", "--preview", "--host", "0.0.0.0"},
        {"--index", "index", "--no-such-option"},
        {"search", "text"},
        {"search", "--index", "index"},
        {"search", "text", "--index", "index", "--limit", "0"},
        {"search", "text", "--index", "index", "--limit", "101"},
        {"search", "text", "--index", "index", "--port", "80"},
    };
    for (const auto& words : wrong) {
        int exit_code = -1;
        CHECK_FALSE(read(words, exit_code));
        CHECK(exit_code == 2);
    }
}

TEST_CASE("help and version are no mistake") {
    for (const std::vector<const char*>& words :
         {std::vector{"--help"}, std::vector{"--version"}, std::vector{"search", "--help"}}) {
        int exit_code = -1;
        CHECK_FALSE(read(words, exit_code));
        CHECK(exit_code == 0);
    }
}

TEST_CASE("a slash at the end of the base address is dropped") {
    int exit_code = -1;
    CHECK(read({"--index", "i", "--base-url", "https://example.org/"}, exit_code)->base_url == "https://example.org");
}

TEST_CASE("a contact is a mail address or an address on the web") {
    int exit_code = -1;
    CHECK(read({"--index", "i", "--contact", "desk@example.org"}, exit_code)->contact == "mailto:desk@example.org");
    CHECK(read({"--index", "i", "--contact", "mailto:desk@example.org"}, exit_code)->contact ==
          "mailto:desk@example.org");
    CHECK(read({"--index", "i", "--contact", "https://example.org/c"}, exit_code)->contact == "https://example.org/c");
    for (const char* contact : {"desk", "@example.org", "desk@example", "http://example.org", "javascript:alert(1)",
                                "desk@example.org\nExpires: never"}) {
        CAPTURE(contact);
        CHECK_FALSE(read({"--index", "i", "--contact", contact}, exit_code));
        CHECK(exit_code == 2);
    }
}

TEST_CASE("a search on the terminal is asked for instead of a server") {
    int exit_code = -1;
    CHECK_FALSE(read({"--index", "i"}, exit_code)->search);
    const auto plain = read({"search", "språkcafé", "--index", "i"}, exit_code);
    REQUIRE(plain);
    REQUIRE(plain->search);
    CHECK(plain->search->text == "språkcafé");
    CHECK(plain->search->index == "i");
    CHECK(plain->search->language == "en");
    CHECK(plain->search->limit == 10);
    CHECK_FALSE(plain->search->explain);
    CHECK(plain->search->translations);
    const auto full =
        read({"search", "--index", "i", "--lang", "fi", "--limit", "3", "--explain", "--no-translations", "--", "-a b"},
             exit_code);
    REQUIRE(full);
    CHECK(full->search->text == "-a b");
    CHECK(full->search->language == "fi");
    CHECK(full->search->limit == 3);
    CHECK(full->search->explain);
    CHECK_FALSE(full->search->translations);
}
