#include "engine/model/problem.h"

#include <doctest/doctest.h>

#include <string>

#include "engine/language/analyser.h"

namespace clearinghouse::model {
namespace {

TEST_CASE("a problem is one line that an editor can jump to") {
    struct Case {
        Problem problem;
        std::string line;
    };
    const Case cases[] = {
        {{"x", "news/a.xml", 4, "has the theme 'watr'", "did you mean 'water'?"},
         "news/a.xml:4: has the theme 'watr' (did you mean 'water'?)"},
        {{"x", "news/a.xml", 0, "is empty", ""}, "news/a.xml: is empty"},
        {{"x", "news/a.xml", 7, "has no keyword", "add some", Severity::warning},
         "news/a.xml:7: warning: has no keyword (add some)"},
        {{"x", "", 0, "no index", ""}, "no index"},
        {{"x", "a\nb.xml", 1, "has\r\nthe id 'c\nd'", ""}, "a b.xml:1: has  the id 'c d'"},
    };
    for (const auto& c : cases) {
        CAPTURE(c.line);
        CHECK(to_line(c.problem) == c.line);
    }
}

TEST_CASE("warnings alone are no error") {
    const Problem error{"x", "", 0, "", ""};
    const Problem warning{"x", "", 0, "", "", Severity::warning};
    CHECK_FALSE(has_error({}));
    CHECK_FALSE(has_error({warning, warning}));
    CHECK(has_error({warning, error}));
}

TEST_CASE("what a message quotes is one short line of whole characters") {
    CHECK(quotable("Vågar") == "Vågar");
    CHECK(quotable("") == "");
    CHECK(quotable("a\nb\x1b[31m\x7f") == "a b [31m ");
    CHECK(quotable(std::string(200, 'a')) == std::string(200, 'a'));
    CHECK(quotable(std::string(201, 'a')) == std::string(200, 'a') + "...");
    for (const std::string padding : {"", "a", "aa", "aaa"}) {
        std::string long_text = padding;
        for (int i = 0; i < 1000; ++i) long_text += "\U0001F3E0";
        CAPTURE(padding);
        CHECK(quotable(long_text).size() <= 203);
        CHECK(language::is_utf8(quotable(long_text)));
    }
}

}  // namespace
}  // namespace clearinghouse::model
