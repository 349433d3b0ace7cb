#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "tests/search/support.h"

namespace clearinghouse::search {
namespace {

using Ids = std::vector<std::string>;

/// What a search finds when everything is out, without some of its layers.
Ids found(const std::string& text, const std::string& language, const Layers& layers = {}) {
    Request request;
    request.text = text;
    request.language = language;
    request.limit = 100;
    request.layers = layers;
    request.layers.spelling = false;
    auto answer = testing::corpus_searcher()->search(request, *model::parse_moment("2027-04-01"));
    REQUIRE(answer);
    return testing::ids(*answer);
}

bool contains(const Ids& list, const std::string& id) {
    return std::ranges::find(list, id) != list.end();
}

TEST_CASE("a word finds documents that have its translation, by one dictionary or two") {
    struct Case {
        std::string language, typed, document;
    };
    const Case cases[] = {
        {"sv", "bibliotek", "kielikahvila"},        {"sv", "biblioteken", "kielikahvila"},
        {"sv", "stadsbiblioteket", "kielikahvila"},  // a part of a compound
        {"is", "gróðurhús", "greenhouse-swedish"},  {"is", "gróðurhúsum", "greenhouse-swedish"},
    };
    for (const auto& c : cases) {
        CAPTURE(c.typed);
        CHECK(contains(found(c.typed, c.language), c.document));
        CHECK_FALSE(contains(found(c.typed, c.language, {.translations = false}), c.document));
    }
}

TEST_CASE("what must not be there is not translated") {
    CHECK(contains(found("kielikahvila -bibliotek", "sv"), "kielikahvila"));
}

TEST_CASE("a concept's word finds what names a narrower one") {
    // Tagged with neither; its text names mentoring, which is narrower than the labour market.
    const std::string document = "coming-soon";
    for (const std::string typed : {"arbetsmarknad", "arbetsmarknaden"}) {
        CAPTURE(typed);
        CHECK(contains(found(typed, "sv"), document));
        CHECK_FALSE(contains(found(typed, "sv", {.concepts = false}), document));
    }
    CHECK_FALSE(contains(found("bostadssegregation", "sv"), document));
}

TEST_CASE("a word that names a concept is called what its labels say, and not what dictionaries guess") {
    const auto kinds_of = [](const std::string& text) {
        Request request;
        request.text = text;
        request.language = "sv";
        const auto answer = testing::corpus_searcher()->search(request, testing::in_summer());
        REQUIRE(answer);
        std::vector<Meaning::Kind> kinds;
        for (const auto& meaning : answer->query.words.at(0).meanings) kinds.push_back(meaning.kind);
        return kinds;
    };
    const auto has = [](const std::vector<Meaning::Kind>& kinds, Meaning::Kind kind) {
        return std::ranges::find(kinds, kind) != kinds.end();
    };
    CHECK(has(kinds_of("bibliotek"), Meaning::Kind::translation));
    CHECK(has(kinds_of("kvinnor"), Meaning::Kind::subject));
    CHECK_FALSE(has(kinds_of("kvinnor"), Meaning::Kind::translation));
}

}  // namespace
}  // namespace clearinghouse::search
