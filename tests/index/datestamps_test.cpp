#include "engine/index/datestamps.h"

#include <doctest/doctest.h>

#include "tests/index/temporary_folder.h"

using namespace clearinghouse;
using namespace clearinghouse::index;

namespace {

model::Moment at(const char* text) {
    return model::parse_moment(text).value();
}

Datestamps some() {
    return {{.id = "gone",
             .type = "news",
             .first = at("2025-01-01"),
             .changed = at("2026-01-01"),
             .later = {},
             .sum = "",
             .sets = {"type:news"},
             .is_gone = true},
            {.id = "here",
             .type = "event",
             .first = at("2025-01-01"),
             .changed = at("2026-01-01"),
             .later = {at("2026-02-01"), at("2026-03-01")},
             .sum = "abc",
             .sets = {"theme:women", "type:event"}}};
}

}  // namespace

TEST_CASE("datestamps are read as they were written") {
    const testing::TemporaryFolder folder;
    const auto file = folder.path() / "datestamps.json";
    write_datestamps(file, some());
    const auto read = read_datestamps(file);
    REQUIRE(read);
    REQUIRE(read->size() == 2);
    const auto* gone = find(*read, "gone");
    const auto* here = find(*read, "here");
    REQUIRE(gone);
    REQUIRE(here);
    CHECK(gone->is_gone);
    CHECK_FALSE(here->is_gone);
    CHECK(here->type == "event");
    CHECK(here->first == at("2025-01-01"));
    CHECK(here->changed == at("2026-01-01"));
    CHECK(here->later == some()[1].later);
    CHECK(here->sum == "abc");
    CHECK(here->sets == some()[1].sets);
    CHECK(find(*read, "other") == nullptr);
}

TEST_CASE("a document changes by itself when a time comes") {
    const auto here = some()[1];
    CHECK(here.at(at("2026-01-15")) == at("2026-01-01"));
    CHECK(here.at(at("2026-02-01")) == at("2026-02-01"));
    CHECK(here.at(at("2030-01-01")) == at("2026-03-01"));
}

TEST_CASE("a file of datestamps that is damaged is refused in words") {
    const testing::TemporaryFolder folder;
    const auto file = folder.path() / "datestamps.json";
    CHECK(read_datestamps(file).error().code == "index-missing");
    for (
        const std::string text :
        {"", "[]", R"({"datestamps":[{"id":"a"}]})", R"({"datestamps":7})",
         R"({"datestamps":[{"id":"a","first":"2025-01-01","changed":"2025-01-01","later":["never"]}]})",
         R"({"datestamps":[{"id":"b","first":"2025-01-01","changed":"2025-01-01"},{"id":"a","first":"2025-01-01","changed":"2025-01-01"}]})"}) {
        CAPTURE(text);
        testing::write_text(file, text);
        const auto read = read_datestamps(file);
        REQUIRE_FALSE(read);
        CHECK(read.error().code == "index-damaged");
    }
}
