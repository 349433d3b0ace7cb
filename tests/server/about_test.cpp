#include <doctest/doctest.h>

#include <regex>
#include <string>

#include "server/compression.h"
#include "server/options.h"
#include "tests/server/site_fixture.h"

using namespace clearinghouse;
using namespace clearinghouse::server;
using namespace clearinghouse::server::tests;

namespace {

bool has(const std::string& page, std::string_view text) {
    return page.find(text) != std::string::npos;
}

/// The small site as an operator with a contact runs it.
Site site_with_contact(const std::string& contact) {
    auto site = make_site({.base_url = "https://example.org", .contact = contact},
                          [searcher = small_site().current_searcher()] { return searcher; });
    site.clock = small_site().clock;
    return site;
}

std::string line_of(const std::string& text, std::string_view name) {
    const auto at = text.find(std::string{name} + ": ");
    REQUIRE(at != std::string::npos);
    const auto begin = at + name.size() + 2;
    return text.substr(begin, text.find('\n', begin) - begin);
}

}  // namespace

TEST_CASE("the statement on accessibility is reached from every page and under the address that Danish law names") {
    for (const auto& language : small_site().texts.languages()) {
        CAPTURE(language);
        const auto address = "/" + language + "/about/accessibility";
        CHECK(has(get(small_site(), "/" + language + "/").body, "href=\"" + address + "\""));
        CHECK(has(get(small_site(), "/" + language + "/search?q=language").body, "href=\"" + address + "\""));
        const auto page = get(small_site(), address).body;
        CHECK(has(page, "EN 301 549"));
        for (const auto* authority :
             {"digst.dk", "uutilsynet.no", "digg.se/tdosanmalan", "saavutettavuusvaatimukset.fi", "island.is"}) {
            CHECK(has(page, authority));
        }
    }
    const auto led = get(small_site(), "/was", "da");
    CHECK(led.status == 302);
    CHECK(header(led, "Location") == "/da/about/accessibility");
}

TEST_CASE("readers are told where to write, or that nobody has said so") {
    const auto without = get(small_site(), "/en/about/accessibility").body;
    CHECK(has(without, "No address for messages has been set"));
    CHECK_FALSE(has(without, "mailto:"));
    const auto site = site_with_contact("mailto:desk@example.org");
    for (const auto* target : {"/sv/about/accessibility", "/sv/about/privacy"}) {
        CHECK(has(get(site, target).body, "<a href=\"mailto:desk@example.org\">desk@example.org</a>"));
    }
    CHECK(has(get(site, "/sv/").body, "<a href=\"mailto:desk@example.org\">Kontakt</a>"));
}

TEST_CASE("the levels of evidence are explained in the words of the vocabulary, the best known results first") {
    const auto page = get(small_site(), "/fi/about").body;
    const auto best = page.find("Vaikutus osoitettu useissa tutkimuksissa");
    const auto least = page.find("Kuvattu");
    REQUIRE(best != std::string::npos);
    REQUIRE(least != std::string::npos);
    CHECK(best < least);
}

TEST_CASE("security.txt says where to write, and expires within a year after the index was made (RFC 9116)") {
    CHECK(get(small_site(), "/.well-known/security.txt").status == 404);
    const auto site = site_with_contact("https://example.org/contact");
    const auto answer = get(site, "/.well-known/security.txt");
    CHECK(answer.status == 200);
    CHECK(answer.media_type == "text/plain; charset=utf-8");
    CHECK(line_of(answer.body, "Contact") == "https://example.org/contact");
    CHECK(line_of(answer.body, "Canonical") == "https://example.org/.well-known/security.txt");
    const auto expires = model::parse_moment(line_of(answer.body, "Expires"));
    const auto made = model::parse_moment(small_site().current_searcher()->facts().created);
    REQUIRE(expires);
    REQUIRE(made);
    CHECK(*expires > *made + std::chrono::hours{24 * 300});
    CHECK(*expires < *made + std::chrono::hours{24 * 365});
}

TEST_CASE("search engines may follow a search by one thing and no combinations (RFC 9309)") {
    const auto robots = get(small_site(), "/robots.txt").body;
    for (const auto& language : small_site().texts.languages()) {
        CHECK(has(robots, "\nDisallow: /" + language + "/search?*&\n"));
    }
    CHECK(has(robots, "\nDisallow: /api/v1/search?\n"));
    CHECK_FALSE(has(robots, "\nDisallow: /api/\n"));
    CHECK(has(get(small_site(), "/en/search?q=language").body, "<meta name=\"description\""));
}

TEST_CASE("the style sheet takes less than 15 kB on its way") {
    const auto page = get(small_site(), "/en/").body;
    const auto end = page.find("/site.css");
    REQUIRE(end != std::string::npos);
    const auto begin = page.rfind('"', end) + 1;
    const auto style = get(small_site(), page.substr(begin, end + 9 - begin));
    REQUIRE(style.status == 200);
    CHECK(gzip(style.body).size() < 15'000);
}

TEST_CASE("what the help shows can be tried: each example finds documents, in the reader's language") {
    for (const auto& language : real_site().texts.languages()) {
        const auto page = get(real_site(), "/" + language + "/about/search").body;
        const std::regex link{"<a href=\"(/[a-z]+/search\\?q=[^\"]+)\"><code>"};
        std::size_t examples = 0;
        for (std::sregex_iterator each{page.begin(), page.end(), link}, end; each != end; ++each, ++examples) {
            const auto target = (*each)[1].str();
            CAPTURE(target);
            const auto found = get(real_site(), target);
            CHECK(found.status == 200);
            CHECK(has(found.body, "class=\"hit\""));
            CHECK_FALSE(has(found.body, "class=\"notice\""));
        }
        CHECK(examples == 6);
    }
}
