#include "server/csv.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using clearinghouse::server::csv_row;
using clearinghouse::server::read_csv;
using Row = std::vector<std::string>;

TEST_CASE("CSV is read as RFC 4180 has it") {
    const auto table = read_csv(
        "\xEF\xBB\xBF"
        "area,value\r\n\"Oslo, \"\"byen\"\"\",\"1\n2\"\r\nshort\r\n\r\na,b,dropped");
    CHECK(table.header == Row{"area", "value"});
    REQUIRE(table.rows.size() == 3);
    CHECK(table.rows[0] == Row{"Oslo, \"byen\"", "1\n2"});
    CHECK(table.rows[1] == Row{"short", ""});
    CHECK(table.rows[2] == Row{"a", "b"});
}

TEST_CASE("a long table is cut and says by how much") {
    std::string csv = "n\n";
    for (int n = 0; n < 510; ++n) csv += "1\n";
    const auto table = read_csv(csv, 500);
    CHECK(table.rows.size() == 500);
    CHECK(table.left_out == 10);
}

TEST_CASE("no text is an empty table") {
    CHECK(read_csv("").header.empty());
    CHECK(read_csv("\"never closed").header == Row{"never closed"});
}

TEST_CASE("a row is written so that it is read again as it was") {
    const Row cells{"plain", "with, comma", "with \"quotes\"", "two\nlines", "", " kept "};
    CHECK(csv_row(cells) == "plain,\"with, comma\",\"with \"\"quotes\"\"\",\"two\nlines\",,\" kept \"\r\n");
    CHECK(read_csv(csv_row(cells)).header == cells);
}
