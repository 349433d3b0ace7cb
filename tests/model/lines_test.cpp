#include "engine/model/lines.h"

#include <doctest/doctest.h>

#include <string>

namespace clearinghouse::model {
namespace {

TEST_CASE("the line of a byte counts the newlines before it") {
    struct Case {
        std::string text;
        std::ptrdiff_t offset;
        int line;
    };
    const Case cases[] = {
        {"", 0, 1},       {"", -1, 0},      {"a", 0, 1},      {"a\nb", 0, 1},   {"a\nb", 1, 1},   {"a\nb", 2, 2},
        {"a\nb", 99, 2},  {"\n\n\n", 0, 1}, {"\n\n\n", 1, 2}, {"\n\n\n", 2, 3}, {"\n\n\n", 3, 4}, {"a\r\nb", 2, 1},
        {"a\r\nb", 3, 2}, {"å\nø", 2, 1},   {"å\nø", 3, 2},   {"a\nb", -1, 0},
    };
    for (const auto& c : cases) {
        CAPTURE(c.text);
        CAPTURE(c.offset);
        CHECK(Lines{c.text}.at(c.offset) == c.line);
    }
}

}  // namespace
}  // namespace clearinghouse::model
