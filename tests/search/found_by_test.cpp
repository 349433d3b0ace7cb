#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "tests/search/support.h"

namespace clearinghouse::search {
namespace {

using Kind = Meaning::Kind;
using Fields = std::vector<std::string>;

/// By what a document is found when everything is out.
std::vector<FoundBy> found_by_of(const std::string& text, const std::string& language, const std::string& document) {
    Request request;
    request.text = text;
    request.language = language;
    request.limit = 100;
    request.with_found_by = true;
    const auto answer = testing::corpus_searcher()->search(request, *model::parse_moment("2027-04-01"));
    REQUIRE(answer);
    for (const auto& hit : answer->hits) {
        if (hit.record.document.id == document) return hit.found_by;
    }
    FAIL("'" << text << "' does not find " << document);
    return {};
}

const FoundBy* of_kind(const std::vector<FoundBy>& found, Kind kind) {
    const auto at = std::ranges::find_if(found, [&](const FoundBy& each) { return each.meaning.kind == kind; });
    return at == found.end() ? nullptr : &*at;
}

TEST_CASE("a hit in another language says by which translation it was found, and where that stands") {
    const auto found = found_by_of("bibliotek", "sv", "kielikahvila");
    const auto* translation = of_kind(found, Kind::translation);
    REQUIRE(translation);
    CHECK(translation->word == "bibliotek");
    CHECK(translation->meaning.text == "kirjasto");
    CHECK(translation->meaning.language == "fi");
    CHECK_FALSE(translation->fields.empty());
    CHECK_FALSE(of_kind(found, Kind::form));
}

TEST_CASE("a hit of a concept's word says which concepts it has") {
    const auto found = found_by_of("arbetsmarknad", "sv", "coming-soon");
    const auto mentoring =
        std::ranges::find(found, "themes/mentoring", [](const auto& each) { return each.meaning.text; });
    REQUIRE(mentoring != found.end());
    CHECK(mentoring->meaning.kind == Kind::narrower_subject);
    CHECK(mentoring->fields.empty());
    CHECK(mentoring->meaning.weight < 1);
}

TEST_CASE("fields are told apart: the title, the keywords, the summary and the rest") {
    for (const auto& document : testing::corpus()) {
        if (document.id != "kielikahvila") continue;
        const auto& original = document.original();
        const auto found = found_by_of(original.title, original.language, document.id);
        const auto* form = of_kind(found, Kind::form);
        REQUIRE(form);
        CHECK(std::ranges::find(form->fields, "title") != form->fields.end());
    }
}

TEST_CASE("what a document does not have is not told, and nothing is told unasked") {
    for (const auto& each : found_by_of("bibliotek växthus", "sv", "kielikahvila")) CHECK(each.word == "bibliotek");
    Request request;
    request.text = "bibliotek";
    request.language = "sv";
    const auto answer = testing::corpus_searcher()->search(request, testing::in_summer());
    REQUIRE(answer);
    REQUIRE_FALSE(answer->hits.empty());
    CHECK(std::ranges::all_of(answer->hits, [](const Hit& hit) { return hit.found_by.empty(); }));
}

}  // namespace
}  // namespace clearinghouse::search
