#include "server/routes.h"

#include <doctest/doctest.h>

#include <string>

#include "tests/server/site_fixture.h"

using namespace clearinghouse::server;
using namespace clearinghouse::server::tests;

TEST_CASE("a pattern fits paths of the same segments and names their placeholders") {
    struct Case {
        std::string pattern, path;
        bool fits;
    };
    const Case cases[] = {
        {"/", "/", true},
        {"/{lang}", "/en", true},
        {"/{lang}", "/en/", false},
        {"/{lang}/", "/en/", true},
        {"/{lang}/themes/{concept}", "/sv/themes/women", true},
        {"/{lang}/themes/{concept}", "/sv/themes/", false},
        {"/{lang}/themes/{concept}", "/sv/themes", false},
        {"/health", "/healthy", false},
        {"/files/{id}/{file}", "/files/a/b/c", false},
    };
    for (const auto& c : cases) {
        CAPTURE(c.pattern);
        CAPTURE(c.path);
        CHECK(match(c.pattern, c.path).has_value() == c.fits);
    }
    CHECK(match("/files/{id}/{file}", "/files/a/b.csv")->at("file") == "b.csv");
}

TEST_CASE("every address gets its status") {
    struct Case {
        std::string target;
        int status;
    };
    const Case cases[] = {
        {"/", 302},
        {"/en", 301},
        {"/en/", 200},
        {"/sv/search", 200},
        {"/en/search?q=caf%C3%A9&theme=language-learning,women&year=2018..2024&sort=newest", 200},
        {"/en/search?page=0", 400},
        {"/en/search?page=2", 400},
        {"/en/search?page=one", 400},
        {"/en/search?theme=no-such-theme", 400},
        {"/en/search?year=long-ago", 400},
        {"/en/search?sort=loudest", 400},
        {"/en/search?unknown=passed-over", 200},
        {"/en/documents/language-cafe", 200},
        {"/en/documents/language-cafe?text=sv", 200},
        {"/en/documents/cafe-by-the-harbour", 301},
        {"/en/documents/nowhere", 404},
        {"/en/documents/not-yet-ready", 404},
        {"/en/documents/taken-back", 410},
        {"/en/documents/2024", 301},
        {"/documents/language-cafe", 302},
        {"/documents/cafe-by-the-harbour", 301},
        {"/documents/taken-back", 410},
        {"/documents/nowhere", 404},
        {"/files/arrivals/arrivals.csv", 200},
        {"/files/arrivals/other.csv", 404},
        {"/files/nowhere/arrivals.csv", 404},
        {"/en/themes", 200},
        {"/en/themes/language-learning", 200},
        {"/en/themes/nothing", 404},
        {"/en/collections", 200},
        {"/en/collections/2024", 200},
        {"/en/collections/1999", 404},
        {"/en/collections/language-cafe", 301},
        {"/en/countries", 200},
        {"/en/countries/se", 200},
        {"/en/countries/xx", 404},
        {"/en/goals", 200},
        {"/en/goals/7", 200},
        {"/en/goals/99", 404},
        {"/en/about", 200},
        {"/en/nothing/here", 404},
        {"/de/", 404},
        {"/de/search", 404},
        {"/api/v1/search", 200},
        {"/api/v1/search?q=coffee&limit=100&lang=fi", 200},
        {"/api/v1/search?limit=101", 400},
        {"/api/v1/search?limit=0", 400},
        {"/api/v1/search?unknown=1", 400},
        {"/api/v1/search?cursor=0123456789abcdef-10", 400},
        {"/api/v1/search?cursor=nonsense", 400},
        {"/api/v1/search?theme=no-such-theme", 400},
        {"/api/v1/search?lang=Klingon!", 400},
        {"/api/v1/search?lang=xx", 400},
        {"/api/v1/documents/language-cafe", 200},
        {"/api/v1/documents/cafe-by-the-harbour", 301},
        {"/api/v1/documents/taken-back", 410},
        {"/api/v1/documents/nowhere", 404},
        {"/api/v1/nothing", 404},
        {"/health", 200},
        {"/version", 200},
        {"/robots.txt", 200},
        {"/static/0000000000000000/site.css", 404},
        {small_site().assets.address("site.css"), 200},
        {small_site().assets.address("icon.svg"), 200},
    };
    for (const auto& c : cases) {
        CAPTURE(c.target);
        CHECK(get(small_site(), c.target).status == c.status);
    }
}

TEST_CASE("an address without a language leads to the reader's") {
    struct Case {
        std::string target, accepts, location;
    };
    const Case cases[] = {
        {"/", "sv-SE,sv;q=0.9,en;q=0.5", "/sv/"},
        {"/", "de", "/en/"},
        {"/", "", "/en/"},
        {"/?q=a%20b", "sv", "/sv/?q=a%20b"},
        {"/documents/language-cafe", "sv", "/sv/documents/language-cafe"},
        {"/documents/2024", "en", "/en/collections/2024"},
        {"/documents/cafe-by-the-harbour", "sv", "/documents/language-cafe"},
        {"/en/documents/cafe-by-the-harbour", "sv", "/en/documents/language-cafe"},
    };
    for (const auto& c : cases) {
        CAPTURE(c.target);
        CAPTURE(c.accepts);
        const auto response = get(small_site(), c.target, c.accepts);
        CHECK(header(response, "Location") == c.location);
        const bool has_data = c.target.starts_with("/documents/");  // which programs get at the same address
        if (response.status == 302) {
            CHECK(header(response, "Vary") == (has_data ? "Accept, Accept-Language" : "Accept-Language"));
        }
    }
}

TEST_CASE("a missing page has a search box in the language of the address or of the reader") {
    struct Case {
        std::string target, accepts, language;
    };
    const Case cases[] = {
        {"/sv/documents/nowhere", "en", "sv"},
        {"/sv/nothing/here", "en", "sv"},
        {"/nothing", "sv", "sv"},
        {"/de/search", "", "en"},
    };
    for (const auto& c : cases) {
        CAPTURE(c.target);
        const auto response = get(small_site(), c.target, c.accepts);
        CHECK(response.body.find("<html lang=\"" + c.language + "\">") != std::string::npos);
        CHECK(response.body.find("type=\"search\"") != std::string::npos);
        CHECK(response.body.find("href=\"/sv/") != std::string::npos);
    }
}

TEST_CASE("files are sent as what they are") {
    const auto csv = get(small_site(), "/files/arrivals/arrivals.csv");
    CHECK(csv.media_type == "text/csv; charset=utf-8");
    CHECK(header(csv, "Content-Disposition") == "attachment; filename=\"arrivals.csv\"");
    CHECK(csv.body.starts_with("area,year"));
    const auto style = get(small_site(), small_site().assets.address("site.css"));
    CHECK(style.media_type == "text/css; charset=utf-8");
    CHECK(style.cache_control.find("immutable") != std::string::npos);
}
