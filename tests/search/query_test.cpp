#include "engine/search/query.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace clearinghouse::search {
namespace {

using Notices = std::vector<std::string>;

struct Case {
    std::string typed;
    std::string understood;
    Notices notices = {};
};

void check(const std::vector<Case>& cases) {
    for (const auto& c : cases) {
        CAPTURE(c.typed);
        const auto query = parse_query(c.typed);
        CHECK(to_string(query) == c.understood);
        CHECK(query.notices == c.notices);
    }
}

std::string repeat(const std::string& text, std::size_t times) {
    std::string result;
    result.reserve(text.size() * times);
    for (std::size_t i = 0; i < times; ++i) result += text;
    return result;
}

TEST_CASE("a query reads as the operators and brackets say") {
    check({
        {"", ""},
        {"   ", ""},
        {"water", "water"},
        {"clean water", "(clean water)"},
        {"\"clean water\" -title:well", "(\"clean water\" AND NOT title:well)"},
        {"water AND wells", "(water AND wells)"},
        {"water OR wells", "(water OR wells)"},
        {"water NOT wells", "(water AND NOT wells)"},
        {"water AND NOT wells", "(water AND NOT wells)"},
        {"NOT wells", "(NOT wells)"},
        {"-wells", "(NOT wells)"},
        {"a b OR c AND d", "((a b) OR (c AND d))"},
        {"(a OR b) AND (c OR d)", "((a OR b) AND (c OR d))"},
        {"a OR b OR c", "(a OR b OR c)"},
        {"((a))", "a"},
        {"work -(women OR men)", "(work AND NOT (women OR men))"},
        {"work -women -men", "(work AND NOT (women OR men))"},
        {"and or not", "(and or not)"},
        {"\"AND\"", "\"AND\""},
        {"well-being", "well-being"},
        {"subject:skola summary:\"två ord\"", "(subject:skola summary:\"två ord\")"},
        {"title:(water wells)", "(title:water title:wells)"},
        {"integr*", "integr*"},
        {"title:integr*", "title:integr*"},
    });
}

TEST_CASE("facets that the whole query must meet become filters") {
    check({
        {"theme:labour-market", "theme:labour-market"},
        {"water theme:health country:SE", "water AND country:se AND theme:health"},
        {"water theme:health theme:education", "water AND theme:health,education"},
        {"water theme:health,education", "water AND theme:health,education"},
        {"water lang:sv", "water AND language:sv"},
        {"theme:\"Labour market\"", "theme:\"labour market\""},
        {"water AND (theme:health AND wells)", "(water AND wells) AND theme:health"},
        {"-water type:news", "(NOT water) AND type:news"},
        {"theme:health AND theme:education", "theme:health AND theme:education"},
    });
    const auto query = parse_query("water year:2018 Target-Group:women type:news,event");
    CHECK(query.filters.any_of.at("year") == Notices{"2018"});
    CHECK(query.filters.any_of.at("target-group") == Notices{"women"});
    CHECK(query.filters.any_of.at("type") == Notices{"news", "event"});
    CHECK_FALSE(query.empty);
    CHECK(query.root.text == "water");
    CHECK(parse_query("theme:health").empty);
}

TEST_CASE("a stretch of years is a filter, whichever way it is written") {
    struct YearCase {
        std::string typed;
        std::optional<int> from;
        std::optional<int> to;
    };
    const YearCase cases[] = {
        {"year:2018..2021", 2018, 2021},      {"year:2018-2021", 2018, 2021}, {"year:2018–2021", 2018, 2021},
        {"year:2021..2018", 2018, 2021},      {"year:2018..", 2018, {}},      {"year:..2021", {}, 2021},
        {"year:2018..2021, work", 2018, 2021}};
    for (const auto& c : cases) {
        CAPTURE(c.typed);
        const auto query = parse_query(c.typed);
        CHECK(query.filters.year_from == c.from);
        CHECK(query.filters.year_to == c.to);
        CHECK(query.notices.empty());
    }
}

TEST_CASE("facets under OR and NOT stay in the tree") {
    check({
        {"water OR theme:health", "(water OR theme:health)"},
        {"water -theme:health", "(water AND NOT theme:health)"},
        {"water -year:2018..2020", "(water AND NOT year:2018..2020)"},
        {"(water country:se) OR wells", "((water AND country:se) OR wells)"},
        {"theme:(health OR education)", "(theme:health OR theme:education)"},
    });
    CHECK(parse_query("water -theme:health").filters.any_of.empty());
}

TEST_CASE("what is broken is mended and said") {
    check({
        {"\"clean water", "(clean water)", {"unbalanced-quote"}},
        {"water\"", "water", {"unbalanced-quote"}},
        {"(water", "water", {"unbalanced-bracket"}},
        {"water)", "water", {"unbalanced-bracket"}},
        {")(", "", {"unbalanced-bracket"}},
        {"AND water", "water", {"dangling-operator"}},
        {"water OR", "water", {"dangling-operator"}},
        {"water AND OR wells", "(water OR wells)", {"dangling-operator"}},
        {"AND", "", {"dangling-operator"}},
        {"NOT", "", {"dangling-operator"}},
        {"OR OR OR", "", {"dangling-operator"}},
        {"()", ""},
        {"author:Larsson", "(author Larsson)", {"unknown-field"}},
        {"wa*", "wa", {"wildcard-too-short"}},
        {"*", ""},
        {"i*n", "in", {"wildcard-too-short"}},
        {"year:soon", "soon", {"unknown-value"}},
        {"((((((((((water))))))))))", "water", {"too-deep"}},
    });
}

TEST_CASE("what looks like an operator and is none is left alone") {
    check({
        {"https://example.org/a:b", "https://example.org/a:b"},
        {"12:30", "12:30"},
        {"title: water", "(title water)"},
        {"Integration: a study", "(Integration a study)"},
        {"a - b", "(a b)"},
        {"--", ""},
        {"!!! ... ???", ""},
        {"don’t", "don't"},
        {"C++", "C"},
    });
}

TEST_CASE("pasted typography means what it looks like") {
    check({
        {"“clean water”", "\"clean water\""},
        {"„sauberes Wasser“", "\"sauberes Wasser\""},
        {"»rent vann«", "\"rent vann\""},
        {"«rent vann»", "\"rent vann\""},
        {"”rent vatten”", "\"rent vatten\""},
        {"clean\u00A0water", "(clean water)"},
        {"water \u2212wells", "(water AND NOT wells)"},
        {"water \uFF0Dwells", "(water AND NOT wells)"},
        {"\uFF08water\uFF09", "water"},
        {"flykt\u00ADning", "flyktning"},
        {"\uFEFFwater", "water"},
        {"water \u2013 wells", "(water wells)"},
    });
}

TEST_CASE("letters of any script are words") {
    check({
        {"ääkköset þjóð", "(ääkköset þjóð)"},
        {"миграция", "миграция"},
        {"الاندماج", "الاندماج"},
        {"𐍈𐍈", "𐍈𐍈"},
    });
}

TEST_CASE("bytes that are no text are left out") {
    check({
        {std::string{"wa\0ter", 6}, "(wa ter)"},
        {"wa\xFFter", "(wa ter)"},
        {"\xED\xA0\x80water", "water"},
        {"\xC0\xAFwater", "water"},
        {"water\xE2\x82", "water"},
        {"\xF5\x80\x80\x80", ""},
        {"a\tb\r\nc", "(a b c)"},
    });
}

TEST_CASE("a query over the limits is cut, and says so") {
    const auto many = parse_query(repeat("word ", 40));
    CHECK(many.root.children.size() == 32);
    CHECK(many.notices == Notices{"too-many-terms"});

    const auto phrase = parse_query('"' + repeat("ord ", 40) + '"');
    CHECK(phrase.root.text.size() == 32 * 4 - 1);
    CHECK(phrase.notices == Notices{"too-many-terms"});

    const auto text = parse_query("a" + repeat("å", 400));
    CHECK(text.root.text.size() == 511);
    CHECK(text.notices == Notices{"too-long"});

    const auto wild = parse_query("integr*", Limits{.wildcard_letters = 7});
    CHECK(wild.notices == Notices{"wildcard-too-short"});
}

TEST_CASE("hostile text of any size ends in a small tree") {
    Limits wide;
    wide.text_bytes = 2'000'000;
    CHECK(parse_query(repeat("(", 10'000'000)).empty);
    const std::string attacks[] = {
        repeat("(", 100'000),
        repeat("(a ", 100'000),
        repeat("(", 100'000) + "a" + repeat(")", 100'000),
        repeat(")", 100'000),
        repeat("\"", 100'001),
        repeat("-", 100'000) + "a",
        repeat("NOT ", 100'000) + "a",
        repeat("AND ", 100'000) + "a",
        repeat("a AND (", 100'000),
        repeat("-(", 100'000) + "a",
        repeat("title:", 100'000),
        repeat("title:(", 100'000),
        repeat("x:", 100'000),
        repeat("***", 100'000),
        std::string(100'000, '\0'),
        repeat("\x80", 100'000),
        repeat("year:2018..2019,", 10'000),
        std::string(1'000'000, 'a'),
    };
    for (const auto& attack : attacks) {
        CAPTURE(attack.substr(0, 16));
        for (const auto& limits : {Limits{}, wide}) {
            const auto query = parse_query(attack, limits);
            CHECK(to_string(query).size() <= attack.size() + 32 * 16);
        }
    }
}

TEST_CASE("words that may stand apart are a phrase with a distance") {
    struct Apart {
        std::string typed;
        std::size_t between;
        std::string written;
    };
    const Apart cases[] = {
        {"\"språk jobb\"", 0, "\"språk jobb\""},
        {"\"språk jobb\"~5", 5, "\"språk jobb\"~5"},
        {"title:\"språk jobb\"~3", 3, "title:\"språk jobb\"~3"},
        {"\"språk jobb\"~99999999999999999999999999", 50, "\"språk jobb\"~50"},
    };
    for (const auto& c : cases) {
        CAPTURE(c.typed);
        const auto query = parse_query(c.typed);
        CHECK(query.root.kind == Node::Kind::phrase);
        CHECK(query.root.between == c.between);
        CHECK(to_string(query) == c.written);
        CHECK(query.notices.empty());
    }
    CHECK(parse_query("\"språk jobb\" ~").root.between == 0);
}

}  // namespace
}  // namespace clearinghouse::search
