#include "indexer/rows.h"

#include <doctest/doctest.h>

#include "tests/index/sample.h"

using namespace clearinghouse;
using namespace clearinghouse::indexer;

namespace {

using Values = std::vector<std::string>;

Values facet(const index::Row& row, std::string_view name) {
    return row.values.at(index::facet_number(name));
}

model::Document published() {
    model::Document document = testing::full_document();
    document.status = model::Status::published;
    document.details.push_back({"evidence", {"", {{"level", "followed-up"}}, 0}});
    return document;
}

}  // namespace

TEST_CASE("a row has the facets of the layout") {
    const index::Row row = row_of(published(), testing::small_vocabulary());
    CHECK(facet(row, "type") == Values{"learning-example"});
    CHECK(facet(row, "theme") == Values{"groups", "women"});
    CHECK(facet(row, "country") == Values{"se"});
    CHECK(facet(row, "year") == Values{"2019"});
    CHECK(facet(row, "language") == Values{"sv"});
    CHECK(facet(row, "target-group") == Values{"job-seekers"});
    CHECK(facet(row, "perspective") == Values{"gender-equality"});
    CHECK(facet(row, "goal") == Values{"7", "12"});
    CHECK(facet(row, "evidence") == Values{"followed-up"});
    CHECK(facet(row, "aspect") == Values{"results"});
    CHECK(row.date == 20190500);
}

TEST_CASE("a document is in the languages of its whole texts and of its attachments, not in those of a mere summary") {
    model::Document document = published();
    CHECK(facet(row_of(document, {}), "language") == Values{"sv"});
    document.attachments.push_back({"rapport.pdf", "da", "Rapport", 0});
    CHECK(facet(row_of(document, {}), "language") == Values{"sv", "da"});
    document.texts.at(1).sections = document.texts.at(0).sections;
    REQUIRE_FALSE(document.texts.at(1).sections.empty());
    CHECK(facet(row_of(document, {}), "language") == Values{"sv", "en", "da"});
}

TEST_CASE("a document is visible from the moment it says, a draft at once and a withdrawn one never") {
    model::Document document = published();
    CHECK(row_of(document, {}).visible_from == document.published->time_since_epoch().count());
    document.status = model::Status::draft;
    CHECK(row_of(document, {}).visible_from == 0);
    document.status = model::Status::withdrawn;
    const index::Row row = row_of(document, {});
    CHECK(row.visible_from == index::never);
    CHECK(facet(row, "type").empty());
}

TEST_CASE("rows are ordered by date, newest first, and then by id; gaps have no place") {
    std::vector<index::Row> rows(4);
    rows[0].date = 20180000;
    rows[1].date = 20190524;
    rows[3].date = 20190524;
    set_order(rows, {"c", "b", "", "a"});
    CHECK(rows[3].order == 1);
    CHECK(rows[1].order == 2);
    CHECK(rows[0].order == 3);
    CHECK(rows[2].order == 0);
}

namespace {

model::Text titled(std::string language, std::string title, std::string translation_of = "") {
    model::Text text;
    text.language = std::move(language);
    text.title = std::move(title);
    text.translation_of = std::move(translation_of);
    return text;
}

}  // namespace

TEST_CASE("rows are ordered by the title that a reader is shown, then by id; what has none has no place") {
    model::Document swedish = published();
    swedish.id = "b";
    swedish.texts = {titled("sv", "Öppet hus")};
    model::Document both = published();
    both.id = "c";
    both.texts = {titled("sv", "Zoner"), titled("en", "Zones", "sv")};
    model::Document same = swedish;
    same.id = "a";
    model::Document nameless;
    std::vector<index::Row> rows(5);
    set_title_order(rows, {&swedish, &both, &same, nullptr, &nameless});
    const auto place = [&](std::string_view language, std::size_t row) {
        return rows[row].title_order[index::title_language(language)];
    };
    CHECK(place("sv", 1) == 1);  // Zoner, before Ö
    CHECK(place("sv", 2) == 2);
    CHECK(place("sv", 0) == 3);
    CHECK(place("en", 2) == 1);  // Ö is an O
    CHECK(place("en", 0) == 2);
    CHECK(place("en", 1) == 3);
    CHECK(place("sv", 3) == 0);
    CHECK(place("sv", 4) == 0);
}
