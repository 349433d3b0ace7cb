#include "engine/index/columns.h"

#include <doctest/doctest.h>

#include <random>

#include "tests/index/temporary_folder.h"

using namespace clearinghouse;
using namespace clearinghouse::index;
using testing::TemporaryFolder;

namespace {

const std::size_t theme = facet_number("theme");
const std::size_t type = facet_number("type");

std::vector<Row> rows() {
    std::vector<Row> all(3);
    all[0].values[theme] = {"women", "employers", "women"};
    all[0].values[type] = {"learning-example"};
    all[0].visible_from = 1000;
    all[0].date = 20180524;
    all[0].order = 2;
    all[0].title_order[title_language("sv")] = 7;
    all[2].values[theme] = {"housing"};
    all[2].visible_from = -5;
    all[2].date = 20190000;
    all[2].order = 1;
    return all;
}

std::vector<std::string> names(const Columns& columns, std::size_t facet, DocumentNumber document) {
    std::vector<std::string> found;
    for (const ValueNumber number : columns.of(facet, document)) found.push_back(columns.values(facet).at(number));
    return found;
}

std::shared_ptr<const Columns> written(const std::filesystem::path& file, const std::vector<Row>& all) {
    Columns::write(file, all);
    auto columns = Columns::open(file);
    REQUIRE(columns);
    return *columns;
}

}  // namespace

TEST_CASE("columns give back what the rows said") {
    const TemporaryFolder folder;
    const auto columns = written(folder.path() / "columns.bin", rows());
    CHECK(columns->size() == 3);
    CHECK(columns->values(theme) == std::vector<std::string>{"employers", "housing", "women"});
    CHECK(names(*columns, theme, 1) == std::vector<std::string>{"employers", "women"});
    CHECK(names(*columns, theme, 3) == std::vector<std::string>{"housing"});
    CHECK(names(*columns, type, 1) == std::vector<std::string>{"learning-example"});
    CHECK(columns->visible_from(1) == 1000);
    CHECK(columns->visible_from(3) == -5);
    CHECK(columns->date(1) == 20180524);
    CHECK(columns->order(3) == 1);
    CHECK(columns->title_order(title_language("sv"), 1) == 7);
    CHECK(columns->title_order(title_language("da"), 1) == 0);
    CHECK(columns->values(facet_number("goal")).empty());
}

TEST_CASE("a gap and a number out of range are never visible and have no values") {
    const TemporaryFolder folder;
    const auto columns = written(folder.path() / "columns.bin", rows());
    for (const DocumentNumber document : {2U, 0U, 4U, 4294967295U}) {
        CAPTURE(document);
        CHECK(columns->of(theme, document).empty());
        CHECK(columns->visible_from(document) == never);
        CHECK(columns->date(document) == 0);
        CHECK(columns->order(document) == 0);
        CHECK(columns->title_order(title_language("sv"), document) == 0);
    }
}

TEST_CASE("the number of visible documents changes at the moment one becomes visible") {
    const TemporaryFolder folder;
    const auto columns = written(folder.path() / "columns.bin", rows());
    struct Case {
        std::int64_t moment;
        std::uint32_t count;
    };
    for (const auto& c : {Case{-6, 0}, Case{-5, 1}, Case{999, 1}, Case{1000, 2}, Case{never, 2}}) {
        CAPTURE(c.moment);
        CHECK(columns->visible_count(c.moment) == c.count);
    }
}

TEST_CASE("columns of no rows are whole") {
    const TemporaryFolder folder;
    const auto columns = written(folder.path() / "columns.bin", {});
    CHECK(columns->size() == 0);
    CHECK(columns->visible_count(0) == 0);
}

TEST_CASE("equal rows give equal bytes, however the values of a facet are ordered") {
    const TemporaryFolder folder;
    auto other = rows();
    other[0].values[theme] = {"employers", "women"};
    Columns::write(folder.path() / "one", rows());
    Columns::write(folder.path() / "two", other);
    CHECK(testing::read_text(folder.path() / "one") == testing::read_text(folder.path() / "two"));
}

TEST_CASE("more values of a facet than numbers for them are refused") {
    const TemporaryFolder folder;
    std::vector<Row> all(70000);
    for (std::size_t i = 0; i < all.size(); ++i) all[i].values[theme] = {std::to_string(i)};
    CHECK_THROWS_AS(Columns::write(folder.path() / "columns.bin", all), std::length_error);
}

TEST_CASE("a file that is not there, empty, cut or longer is a Problem that names it") {
    const TemporaryFolder folder;
    const auto file = folder.path() / "columns.bin";
    Columns::write(file, rows());
    const std::string whole = testing::read_text(file);
    std::vector<std::string> cases{"", "short", whole + "x", "x" + whole};
    for (std::size_t size = 0; size < whole.size(); size += 7) cases.push_back(whole.substr(0, size));
    for (const std::string& content : cases) {
        CAPTURE(content.size());
        testing::write_text(file, content);
        const auto columns = Columns::open(file);
        REQUIRE_FALSE(columns);
        CHECK(columns.error().file == file.string());
    }
    CHECK(Columns::open(folder.path() / "none").error().code == "index-missing");
}

TEST_CASE("no damage to single bytes leads outside the file") {
    const TemporaryFolder folder;
    const auto file = folder.path() / "columns.bin";
    Columns::write(file, rows());
    const std::string whole = testing::read_text(file);
    std::mt19937 random{7};
    int opened = 0;
    for (int i = 0; i < 2000; ++i) {
        std::string damaged = whole;
        damaged[random() % damaged.size()] = static_cast<char>(random());
        testing::write_text(file, damaged);
        const auto columns = Columns::open(file);
        if (!columns) continue;
        ++opened;
        for (std::size_t facet = 0; facet < facets.size(); ++facet) {
            for (DocumentNumber document = 0; document < 5; ++document) {
                for (const ValueNumber number : (*columns)->of(facet, document)) {
                    REQUIRE(number < (*columns)->values(facet).size());
                }
            }
        }
    }
    CHECK(opened > 0);
    CHECK(opened < 2000);
}
