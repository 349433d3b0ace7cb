#include "engine/language/language.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace clearinghouse::language;

TEST_CASE("the two norms of Norwegian are one group and every other language is its own") {
    struct Case {
        std::string tag, expected;
    };
    const Case cases[] = {{"nb", "no"},    {"nn", "no"}, {"no", "no"}, {"nb-NO", "no"}, {"da", "da"},
                          {"sv-FI", "sv"}, {"SV", "sv"}, {"fo", "fo"}, {"smj", "smj"},  {"", ""}};
    for (const auto& c : cases) {
        CAPTURE(c.tag);
        CHECK(group(c.tag) == c.expected);
    }
}

TEST_CASE("a language tag has two or three small letters and subtags") {
    for (const std::string tag : {"da", "smj", "nb-NO", "zh-Hant-TW", "en-001"}) {
        CAPTURE(tag);
        CHECK(is_tag(tag));
    }
    for (const std::string tag : {"", "d", "DA", "dansk", "da-", "da--dk", "d1", "da_DK", "da-123456789", "*", "../x",
                                  "en-aaaaaaaa-aaaaaaaa-aaaaaaaa-aaaaaaaa"}) {
        CAPTURE(tag);
        CHECK_FALSE(is_tag(tag));
    }
}

TEST_CASE("the language offered is the one that the reader's browser likes best") {
    const std::vector<Tag> nordic{"da", "sv", "nb", "nn", "fi", "is", "en"};
    struct Case {
        std::string header, expected;
    };
    const Case cases[] = {
        {"da", "da"},
        {"DA", "da"},
        {"nb-NO", "nb"},
        {"nb-NO,nb;q=0.9,no;q=0.8,nn;q=0.6,en-US;q=0.5,en;q=0.4", "nb"},
        {"nn-NO,nn;q=0.9,no;q=0.8,nb;q=0.7", "nn"},
        {"no", "nb"},
        {"da;q=0.5, fi;q=0.8", "fi"},
        {"da, en-gb;q=0.8, en;q=0.7", "da"},
        {"de, fr;q=0.9, is;q=0.1", "is"},
        {"de-DE,de;q=0.9", "en"},
        {"sv-FI", "sv"},
        {"fi;q=0.5,sv;q=0.5", "fi"},
        {"fi;q=0.000,sv;q=0.001", "sv"},
        {"en;q=1.000;x=1", "en"},
        {" fi ; q=0.3 ,\tsv ; q=0.4 ", "sv"},
        {"*", "en"},
        {"de, *;q=0.1", "en"},
        {"en;q=0, *", "da"},
        {"da;q=0, sv;q=0", "en"},
        {"*;q=0", "en"},
        {"en;q=0.2, en-GB", "en"},
    };
    for (const auto& c : cases) {
        CAPTURE(c.header);
        CHECK(negotiate(c.header, nordic, "en") == c.expected);
    }
}

TEST_CASE("a neighbouring norm serves where the wanted one is not offered") {
    CHECK(negotiate("nn, en;q=0.5", {"en", "nb"}, "en") == "nb");
    CHECK(negotiate("no", {"nn", "nb"}, "en") == "nb");
    CHECK(negotiate("no", {"nn", "en"}, "en") == "nn");
    CHECK(negotiate("nn;q=0, da", {"nb", "da"}, "en") == "da");
    CHECK(negotiate("en-GB;q=0, en;q=0.5", {"en"}, "da") == "en");
    CHECK(negotiate("en", {"en-GB"}, "da") == "en-GB");
}

TEST_CASE("a broken header gets the fallback or what is whole in it") {
    const std::vector<Tag> offered{"da", "en"};
    struct Case {
        std::string header, expected;
    };
    const Case cases[] = {
        {"", "en"},
        {",,,;;;", "en"},
        {"da;q=", "en"},
        {"da;q=2", "en"},
        {"da;q=0.1234", "en"},
        {"da;q=-1", "en"},
        {"da;q=1.1", "en"},
        {"da;q=abc", "en"},
        {"d\xC3\xA6;q=1", "en"},
        {"\xFF\xFE", "en"},
        {"da;;q=0.5", "en"},
        {"xx;q=nan,da", "da"},
        {"-da", "en"},
        {"da-", "en"},
        {"da;q=0.", "en"},
        {"da;q=1.", "da"},
        {"da;q=0.9x,en", "en"},
        {"da=fi, da", "da"},
        {std::string(9, '\0'), "en"},
    };
    for (const auto& c : cases) {
        CAPTURE(c.header);
        CHECK(negotiate(c.header, offered, "en") == c.expected);
    }
    std::string endless;
    for (int i = 0; i < 100000; ++i) endless += "x,";
    CHECK(negotiate(endless + "da", offered, "en") == "en");
    CHECK(negotiate("da," + endless, offered, "en") == "da");
    CHECK(negotiate("da", {}, "en") == "en");
}
