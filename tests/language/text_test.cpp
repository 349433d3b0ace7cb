#include "engine/language/text.h"

#include <doctest/doctest.h>

#include <string>

#include "engine/language/analyser.h"

using namespace clearinghouse::language;

TEST_CASE("words that neighbours spell differently fold to one") {
    struct Case {
        std::string one, other;
    };
    const Case cases[] = {
        {"Ærø", "Ärö"},
        {"Ærø", "aeroe"},
        {"Århus", "Aarhus"},
        {"Århus", "ÅRHUS"},
        {"Malmö", "Malmø"},
        {"Malmö", "malmo"},
        {"Göteborg", "goteborg"},
        {"Skåne", "skane"},
        {"Þórður", "Thordur"},
        {"ÞÓRÐUR", "þórður"},
        {"sámegiella", "samegiella"},
        {"lärande", "lærande"},
        {"Tromsø", "Tromsoe"},
        {"straße", "strasse"},
        {"o\u0308", "ø"},
        {"A\u030Arhus", "Århus"},
        {"Ærø", "ærø"},
    };
    for (const auto& c : cases) {
        CAPTURE(c.one);
        CAPTURE(c.other);
        CHECK(fold(c.one) == fold(c.other));
    }
}

TEST_CASE("folding is plain, repeatable, and keeps what is no mark") {
    struct Case {
        std::string word, expected;
    };
    const Case cases[] = {
        {"Ærø", "aro"},           {"Århus", "arhus"}, {"Þórður", "thordur"}, {"integration", "integration"},
        {"covid-19", "covid-19"}, {"", ""},           {"école", "ecole"},    {"арабський", "арабськии"},
        {"سَلام", "سلام"},         {"हिन्दी", "हिन्दी"}, {"한국어", "한국어"},
    };
    for (const auto& c : cases) {
        CAPTURE(c.word);
        CHECK(fold(c.word) == c.expected);
        CHECK(fold(fold(c.word)) == fold(c.word));
    }
    CHECK(fold("barn") != fold("born"));
}

TEST_CASE("small letters are composed and do not depend on the reader's country") {
    struct Case {
        std::string text, expected;
    };
    const Case cases[] = {
        {"ÆØÅ ÄÖ ÞÐ", "æøå äö þð"}, {"O\u0308L", "öl"}, {"INTEGRATION", "integration"},
        {"ISTANBUL", "istanbul"},   {"ΟΔΟΣ", "οδος"},   {"a\xFFZ", "a\uFFFDz"},
        {"\xC3", "\uFFFD"},         {"", ""},
    };
    for (const auto& c : cases) {
        CAPTURE(c.text);
        CHECK(lower(c.text) == c.expected);
    }
}

TEST_CASE("valid UTF-8 is told from what only looks like it") {
    for (const std::string text : {"", "abc", "børn", "\u20AC", "\U0001F600", "\uFFFD"}) {
        CAPTURE(text);
        CHECK(is_utf8(text));
    }
    CHECK(is_utf8(std::string(3, '\0')));
    const std::string broken[] = {
        "\x80",    "a\xC3", "\xC0\xAF", "\xE0\x80\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xF8\x88\x80\x80\x80",
        "b\xF8rn", "\xFF"};
    for (const auto& text : broken) {
        CAPTURE(text);
        CHECK_FALSE(is_utf8(text));
    }
}

TEST_CASE("the analysers see clean words only") {
    CHECK(clean_word("BØRN") == u"børn");
    CHECK(clean_word("ar\u00ADbejde") == u"arbejde");
    CHECK(clean_word("don\u2019t") == u"don't");
    CHECK(clean_word("tv\u2011avis") == u"tv-avis");
    CHECK(clean_word("o\u0308l") == u"öl");
    CHECK(clean_word(std::string(64, 'a')).has_value());
    const std::string refused[] = {"",
                                   "a b",
                                   "a\tb",
                                   std::string("a\0b", 3),
                                   "a\x7F",
                                   "\uFFFF",
                                   "\uFFFD",
                                   "b\xF8rn",
                                   "\u00AD",
                                   std::string(65, 'a'),
                                   "a\nb",
                                   "\U0001FFFE",
                                   std::string(3000, 'a')};
    for (const auto& word : refused) {
        CAPTURE(word);
        CHECK_FALSE(clean_word(word).has_value());
    }
}

TEST_CASE("broken bytes are letters of their own and harm nothing") {
    CHECK(code_points("a\xFF\xC3") == U"a\uFFFD\uFFFD");
    CHECK(code_points("\xE2\x82") == U"\uFFFD\uFFFD");
    CHECK(code_points("å€") == U"å€");
}
