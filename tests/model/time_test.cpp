#include "engine/model/time.h"

#include <doctest/doctest.h>

#include <string>

namespace clearinghouse::model {
namespace {

TEST_CASE("a date or a time with its offset is a moment in UTC") {
    struct Case {
        std::string text, moment;
    };
    const Case cases[] = {
        {"2026-11-01", "2026-11-01T00:00:00Z"},
        {"2026-11-01T09:00:00Z", "2026-11-01T09:00:00Z"},
        {"2026-11-01T09:00:00", "2026-11-01T09:00:00Z"},
        {"2026-11-01T09:00:00+02:00", "2026-11-01T07:00:00Z"},
        {"2026-11-01T09:00:00-02:30", "2026-11-01T11:30:00Z"},
        {"2026-01-01T00:00:00+14:00", "2025-12-31T10:00:00Z"},
        {"2026-12-31T23:59:59-14:00", "2027-01-01T13:59:59Z"},
        {"2024-02-29T00:30:00+01:00", "2024-02-28T23:30:00Z"},
        {"2000-02-29", "2000-02-29T00:00:00Z"},
        {"2038-01-19T03:14:08Z", "2038-01-19T03:14:08Z"},
        {"1969-12-31T23:59:59Z", "1969-12-31T23:59:59Z"},
        {"0001-01-01", "0001-01-01T00:00:00Z"},
        {"9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z"},
    };
    for (const auto& c : cases) {
        CAPTURE(c.text);
        const auto moment = parse_moment(c.text);
        REQUIRE(moment);
        CHECK(to_rfc3339(*moment) == c.moment);
    }
}

TEST_CASE("what is no moment is refused and not guessed at") {
    for (const std::string text : {"",
                                   " ",
                                   "2026",
                                   "2026-11",
                                   "2026-1-1",
                                   "2026-13-01",
                                   "2026-00-01",
                                   "2026-11-00",
                                   "2026-11-31",
                                   "2023-02-29",
                                   "1900-02-29",
                                   "0000-01-01",
                                   "-000-01-01",
                                   "-001-01-01",
                                   "-0001-01-01",
                                   "+026-11-01",
                                   "99999-01-01",
                                   "2026-11-01 ",
                                   " 2026-11-01",
                                   "2026-11-01T",
                                   "2026-11-01T09:00",
                                   "2026-11-01T9:00:00",
                                   "2026-11-01T24:00:00",
                                   "2026-11-01T09:60:00",
                                   "2026-11-01T09:00:60",
                                   "2026-11-01T-0:00:00",
                                   "2026-11-01T09:00:00.5Z",
                                   "2026-11-01T09:00:00+2:00",
                                   "2026-11-01T09:00:00+14:01",
                                   "2026-11-01T09:00:00+15:00",
                                   "2026-11-01T09:00:00+01:60",
                                   "2026-11-01T09:00:00z",
                                   "2026-11-01T09:00:00ZZ",
                                   "2026-11-01T09:00:00 Z",
                                   "2026-11-01 09:00:00",
                                   "2026/11/01",
                                   "1. november 2026",
                                   "18446744073709551616-01-01",
                                   "２０２６-11-01"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_moment(text));
    }
}

TEST_CASE("a date is as exact as it was written and is written as it was read") {
    struct Case {
        std::string text;
        PartialDate date;
    };
    const Case cases[] = {{"2018", {2018, 0, 0}},        {"2018-05", {2018, 5, 0}},     {"2018-05-24", {2018, 5, 24}},
                          {"2024-02-29", {2024, 2, 29}}, {"2038-01-20", {2038, 1, 20}}, {"0001", {1, 0, 0}},
                          {"9999-12-31", {9999, 12, 31}}};
    for (const auto& c : cases) {
        CAPTURE(c.text);
        const auto date = parse_date(c.text);
        REQUIRE(date);
        CHECK(*date == c.date);
        CHECK(to_string(*date) == c.text);
    }
}

TEST_CASE("what is no date is refused") {
    for (const std::string text : {"",
                                   "18",
                                   "20181",
                                   "2018-",
                                   "2018-5",
                                   "2018-00",
                                   "2018-13",
                                   "2018-05-",
                                   "2018-05-1",
                                   "2018-05-00",
                                   "2018-05-32",
                                   "2018-02-29",
                                   "2100-02-29",
                                   "2018-05-24T00:00:00",
                                   "2018-05-24Z",
                                   "0000",
                                   "-018",
                                   "-0018",
                                   "+018",
                                   "-2018",
                                   " 2018",
                                   "2018 ",
                                   "20x8",
                                   "2018/05",
                                   "99999999999999999999"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_date(text));
    }
}

TEST_CASE("dates order by their first day, the vaguer one first") {
    const std::string in_order[] = {"0001",       "2017-12-31", "2018",    "2018-05",
                                    "2018-05-01", "2018-05-24", "2018-06", "2019"};
    for (std::size_t i = 1; i < std::size(in_order); ++i) {
        CAPTURE(in_order[i]);
        CHECK(*parse_date(in_order[i - 1]) < *parse_date(in_order[i]));
    }
}

TEST_CASE("now is a moment to the second, later than this program was written") {
    CHECK(now() > *parse_moment("2024-01-01"));
    CHECK(parse_moment(to_rfc3339(now())).has_value());
}

}  // namespace
}  // namespace clearinghouse::model
