#include "server/formats.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

using namespace clearinghouse;
using namespace clearinghouse::server;

TEST_CASE("dates are as exact as they are known and written as the language does") {
    struct Case {
        std::string date, language, written;
    };
    const Case cases[] = {
        {"2018", "sv", "2018"},
        {"2018-05", "en", "May 2018"},
        {"2018-05-24", "sv", "24 maj 2018"},
        {"2018-05-24", "da", "24. maj 2018"},
        {"2018-05-24", "fi", "24. toukokuuta 2018"},
        {"2018-05-24", "is", "24. maí 2018"},
        {"2018-05-24", "nb", "24. mai 2018"},
        {"2018-05-24", "nn", "24. mai 2018"},
        {"2018-05", "fi", "toukokuu 2018"},
        {"2018-05", "is", "maí 2018"},
    };
    for (const auto& c : cases) {
        CAPTURE(c.date);
        CAPTURE(c.language);
        CHECK(format_date(*model::parse_date(c.date), c.language) == c.written);
    }
}

TEST_CASE("an event's time is told by the clock of its place") {
    CHECK(format_time("2020-06-16T13:00:00+02:00", "Europe/Helsinki", "sv").find("14:00") != std::string::npos);
    CHECK(format_time("2020-06-16T13:00:00+02:00", "", "sv").find("13:00") != std::string::npos);
    CHECK(format_time("2020-06", "Europe/Oslo", "sv") == "juni 2020");
    CHECK(format_time("some day", "", "sv") == "some day");
}

TEST_CASE("numbers, money and sizes have the separators of the language") {
    CHECK(format_number(1234567.5, "en") == "1,234,567.5");
    CHECK(format_number(1234567, "sv") == "1\u00A0234\u00A0567");
    CHECK(format_money("1250000.50", "SEK", "da") == "1.250.000,50\u00A0SEK");
    CHECK(format_money("6000000", "SEK", "fi") == "6\u00A0000\u00A0000\u00A0SEK");
    CHECK(format_size(999, "en") == "999\u00A0B");
    CHECK(format_size(1'250'000, "sv") == "1,2\u00A0MB");
}

TEST_CASE("letters stand where the language's alphabet has them") {
    std::vector<std::string> names{"Öland", "Ærø", "Aland", "Zealand", "Åland"};
    std::ranges::sort(names, alphabetical("sv"));
    CHECK(names == std::vector<std::string>{"Aland", "Zealand", "Åland", "Ærø", "Öland"});
    std::ranges::sort(names, alphabetical("da"));
    CHECK(names.back() == "Åland");
    struct Case {
        std::string language;
        std::vector<std::string> in_order;
    };
    const Case cases[] = {
        {"nb", {"Arbeid", "Zero", "Ære", "Økonomi", "Ås"}},
        {"nn", {"Arbeid", "Zero", "Ære", "Økonomi", "Ås"}},
        {"fi", {"Asuminen", "Zero", "Åland", "Ääni", "Öljy"}},
        {"is", {"Atvinna", "Ábyrgð", "Börn", "Dómur", "Ðe", "Umhverfi", "Útlönd", "Zero", "Þekking", "Ævi", "Öryggi"}},
        {"en", {"Aland", "Åland", "Öland", "Zero"}},
    };
    for (const auto& c : cases) {
        CAPTURE(c.language);
        auto sorted = c.in_order;
        std::ranges::reverse(sorted);
        std::ranges::sort(sorted, alphabetical(c.language));
        CHECK(sorted == c.in_order);
    }
}
