#include <doctest/doctest.h>

#include "indexer/checks.h"

using namespace clearinghouse;

namespace {

std::string lines_of(const std::string& csv) {
    std::string lines;
    for (const auto& problem : indexer::check_csv(csv, "a.csv")) lines += model::to_line(problem) + "\n";
    return lines;
}

}  // namespace

TEST_CASE("a table of values is good with quotes, Windows' lines, gaps and no last line end") {
    for (const std::string csv :
         {"area,value\nse,1\n", "area,value\r\nse,1\r\nfi,2.5\r\n", "area,value\n\"Åland, sjö\",-3",
          "area,value\nse,\n", "area,note,value\nse,\"two\nlines and a \"\"quote\"\"\",4\n"}) {
        CAPTURE(csv);
        CHECK(lines_of(csv).empty());
    }
}

TEST_CASE("what is wrong with a table of values is told with its line") {
    struct Case {
        std::string csv, first;
    };
    const Case cases[] = {
        {"", "a.csv:1: has no last column called 'value' (start with a header such as: area,year,value)"},
        {"area,number\nse,1\n", "a.csv:1: has no last column called 'value'"},
        {"area;value\nse;1\n", "a.csv:1: is divided by semicolons"},
        {"area,area,value\nse,se,1\n", "a.csv:1: has the column 'area' twice"},
        {"area,,value\nse,se,1\n", "a.csv:1: has a column without a name"},
        {"area,value\n", "a.csv:1: has a header and no rows"},
        {"area,value\nse,1,5\n", "a.csv:2: has 3 cells where the header has 2 (put text that holds a comma"},
        {"area,value\nse\n", "a.csv:2: has 1 cell where the header has 2"},
        {"area,value\n\"a\nb\",1\nse,nan\n", "a.csv:4: has the value 'nan'"},
        {"area,value\nse,inf\n", "a.csv:2: has the value 'inf'"},
        {"area,value\nse,1 000\n", "a.csv:2: has the value '1 000'"},
        {"area,value\nse,1\n\n", "a.csv:3: is an empty line (remove it)"},
        {"area,value\n\"se,1\n", "a.csv:2: has a quote that is not closed"},
        {"\xef\xbb\xbf"
         "area,value\nse,1\n",
         "a.csv:1: starts with a byte order mark"},
        {"area,value\n\xe5,1\n", "a.csv: is not valid UTF-8 (save it as UTF-8)"},
        {"area,value\n" + std::string(11 * 1024 * 1024, '1'), "a.csv: is too large"},
    };
    for (const auto& each : cases) {
        const auto lines = lines_of(each.csv);
        CHECK_MESSAGE(lines.starts_with(each.first), lines.substr(0, 200), " instead of ", each.first);
    }
}

TEST_CASE("a table that is wrong throughout is told of twenty times") {
    std::string csv = "area,value\n";
    for (int i = 0; i < 100; ++i) csv += "se,many\n";
    CHECK(indexer::check_csv(csv, "a.csv").size() == 20);
}
