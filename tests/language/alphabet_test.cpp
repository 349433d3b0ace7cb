#include "engine/language/alphabet.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace clearinghouse::language;

using Titles = std::vector<std::string>;

namespace {

Titles in_order(Titles titles, std::string_view language) {
    std::ranges::sort(titles, {}, title_key(language));
    return titles;
}

}  // namespace

TEST_CASE("titles stand where the alphabet of the language has them") {
    CHECK(in_order({"Öppet hus", "Zoner", "Ål", "Aldre"}, "sv") == Titles{"Aldre", "Zoner", "Ål", "Öppet hus"});
    CHECK(in_order({"Ærlig", "Åbent hus", "Øst", "Zoner"}, "da") == Titles{"Zoner", "Ærlig", "Øst", "Åbent hus"});
    CHECK(in_order({"Öland", "Oland", "Zealand"}, "en") == Titles{"Oland", "Öland", "Zealand"});
    CHECK(in_order({"Þing", "Öld", "Úti", "Afl"}, "is") == Titles{"Afl", "Úti", "Þing", "Öld"});
}

TEST_CASE("titles stand word by word") {
    CHECK(in_order({"Nyanlända", "Ny start"}, "sv") == Titles{"Ny start", "Nyanlända"});
}

TEST_CASE("quotation marks do not count in a title, and numbers go by their value") {
    CHECK(in_order({"»Zoner«", "Brobyggere 10", "«Brobyggere» 9", "Arbejde"}, "da") ==
          Titles{"Arbejde", "«Brobyggere» 9", "Brobyggere 10", "»Zoner«"});
}

TEST_CASE("a language without an alphabet of its own is put in order all the same") {
    CHECK(in_order({"b", "a", "C"}, "xx") == Titles{"a", "b", "C"});
}
