#include "tests/content/figures.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace clearinghouse::tests;

namespace {

Passage passage(const std::string& words, const std::string& language = "nb", const std::string& field = "findings") {
    return {"a.xml", 8, language, field, words, words};
}

}  // namespace

TEST_CASE("numbers are read in the way of their language") {
    struct Row {
        std::string language, words;
        double number;
    };
    const Row rows[] = {
        {"nb", "Det var 45 000 i år", 45000},
        {"nb", "Det var 45\u00a0000 i år", 45000},
        {"da", "Det var 45.000 i år", 45000},
        {"en", "There were 45,000 of them", 45000},
        {"en", "a share of 10.8 per cent", 10.8},
        {"is", "hlutfallið er 10,8 prósent", 10.8},
        {"sv", "3 600 000 invandrare", 3600000},
        {"nb", "27,2 millioner", 27200000},
        {"sv", "2,9 miljoner", 2900000},
        {"nb", "sju prosentpoeng", 7},
        {"da", "tolv uger", 12},
        {"is", "fjögur ár", 4},
        {"fi", "kaksitoista viikkoa", 12},
        {"en", "In 2015 200 came", 200},
        {"en", "In 2015 200 came", 2015},
        {"da", "den 7. maj", 7},
    };
    for (const auto& row : rows) {
        CAPTURE(row.words);
        const auto numbers = numbers_in(row.words, row.language);
        CHECK(std::ranges::find(numbers, row.number) != numbers.end());
    }
    const auto wrong = numbers_in("45,000 og 10.8", "nb");
    CHECK(std::ranges::find(wrong, 45000) == wrong.end());
    CHECK(std::ranges::find(wrong, 10.8) == wrong.end());
}

TEST_CASE("percentages are those with a sign or word, and the ranges and lists that end in one") {
    using Percentages = std::vector<Percentage>;
    CHECK(percentages_in("Av 35 kommuner har 30–40 prosent over 12,5 %.", "nb") == Percentages{{30}, {40}, {12.5}});
    CHECK(percentages_in("12 og 17 prosentpoeng, 2016 til 2019", "nb") == Percentages{{12, true}, {17, true}});
    CHECK(percentages_in("7 per cent in 2016, 3 percentage points", "en") == Percentages{{7}, {3, true}});
    CHECK(percentages_in("I 2016 var det 7 hus", "nb").empty());
}

TEST_CASE("a data file gives its values, also when a cell holds a comma") {
    CHECK(read_data_file("area,value\n\"Oslo, Bergen\",3.5\nno,\nse,4\n", "a.csv").values ==
          std::vector<std::string>{"3.5", "4"});
}

TEST_CASE("a value that the text does not name is found") {
    const std::vector<DataFile> files{{"a.csv", {"45000", "7.0", "3"}}};
    CHECK(values_missing_in_text(files, {passage("Det var 45 000, som er 7 prosent."), passage("Tre land.")}).empty());
    CHECK(values_missing_in_text(files, {passage("Det var 46 000, som er 7 prosent i tre land.")}) ==
          Findings{"a.csv:0: nb: the text does not name the value ('45000')"});
}

TEST_CASE("a percentage that no data file has is found in findings alone") {
    const std::vector<DataFile> files{{"a.csv", {"7.0", "12"}}};
    const auto missing = [&](const Passage& each) { return percentages_missing_in_data(files, {each}, {}); };
    CHECK(missing(passage("Andelen er 7 prosent, og 12 %.")).empty());
    CHECK(missing(passage("Andelen er 8 prosent.")) ==
          Findings{"a.xml:8: nb: no data file has 8 per cent ('Andelen er 8 prosent.')"});
    CHECK(missing(passage("Andelen er 8 prosent.", "nb", "body")).empty());
    CHECK(percentages_missing_in_data({}, {passage("Andelen er 8 prosent.")}, {}).empty());
}

TEST_CASE("percentage points may be a distance, and a number may come from the document that is linked to") {
    const std::vector<DataFile> files{{"a.csv", {"7.0", "12"}}};
    CHECK(percentages_missing_in_data(files, {passage("Avstanden er 5 prosentpoeng.")}, {}).empty());
    CHECK(percentages_missing_in_data(files, {passage("Avstanden er 6 prosentpoeng.")}, {}).size() == 1);
    CHECK(percentages_missing_in_data(files, {passage("Andelen er 5 prosent.")}, {}).size() == 1);

    auto citing = passage("Målet er 70 prosent, ifølge studien.");
    citing.cited = {"study"};
    auto cited = passage("Målet er 70 prosent.", "nb", "body");
    cited.file = "content/research-summaries/study.xml";
    CHECK(percentages_missing_in_data(files, {citing}, {cited}).empty());
    cited.words = "Målet er 60 prosent.";
    CHECK(percentages_missing_in_data(files, {citing}, {cited}).size() == 1);
    cited.file = "content/research-summaries/another.xml";
    cited.words = "Målet er 70 prosent.";
    CHECK(percentages_missing_in_data(files, {citing}, {cited}).size() == 1);
}
