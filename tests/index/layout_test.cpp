#include "engine/index/layout.h"

#include <doctest/doctest.h>

using namespace clearinghouse::index;

TEST_CASE("terms carry the prefixes that the layout promises") {
    struct Case {
        std::string term, expected;
    };
    const Case cases[] = {
        {word_term("no", "arbeid"), "XWno:arbeid"},
        {field_term(text_fields[0], "no", "arbeid"), "XTno:arbeid"},
        {field_term(text_fields[1], "sv", "praktik"), "XKsv:praktik"},
        {field_term(text_fields[2], "sv", "praktik"), "XSsv:praktik"},
        {copied_term(text_fields[2], word_term("sv", "praktik")), field_term(text_fields[2], "sv", "praktik")},
        {copied_term(text_fields[3], word_term("sv", "praktik")), ""},  // running text has no copy
        {copied_term(text_fields[0], concept_term("themes", "labour-market")), ""},
        {folded_term("naerpes"), "XF:naerpes"},
        {concept_term("themes", "labour-market"), "XC:themes/labour-market"},
        {id_term("yalla-trappan"), "Qyalla-trappan"},
        {word_term("en", std::string_view{"a\0b\nc", 5}), "XWen:abc"},
    };
    for (const auto& c : cases) CHECK(c.term == c.expected);
}

TEST_CASE("a term longer than 200 bytes is cut between letters") {
    const std::string term = word_term("sv", std::string(194, 'x') + "åå");
    CHECK(term == "XWsv:" + std::string(194, 'x'));
    CHECK(word_term("sv", std::string(195, 'x')).size() == 200);
    CHECK(id_term(std::string(300, 'i')).size() == 200);
}

TEST_CASE("a facet has the number of its place, an unknown one the number behind the last") {
    for (std::size_t i = 0; i < facets.size(); ++i) CHECK(facet_number(facets[i].name) == i);
    CHECK(facet_number("colour") == facets.size());
}

TEST_CASE("titles are ordered for readers of each language of the table, and else as for English") {
    for (std::size_t i = 0; i < title_languages.size(); ++i) CHECK(title_language(title_languages[i]) == i);
    CHECK(title_language("fo") == title_language("en"));
}
