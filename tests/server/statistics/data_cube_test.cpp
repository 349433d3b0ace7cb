#include "server/statistics/data_cube.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/statistics/selection.h"

namespace clearinghouse::server {
namespace {

using Words = std::vector<std::string>;

DataCube cube_of(std::string_view csv) {
    auto cube = make_cube(read_csv(csv));
    REQUIRE(cube);
    return *cube;
}

}  // namespace

TEST_CASE("a table becomes a cube by the names of its columns") {
    const auto cube = cube_of(
        "area,country,level,year,measure,unit,qualifier,value\n"
        "se,se,country,2019,immigrants,persons,about,20\n"
        "Oslo,no,municipality,2018,immigrants,per cent,,28.5\n"
        "Oslo,no,municipality,2018,immigrants,per cent,,99\n"
        "is,is,country,2018,immigrants,per cent,,\n");
    REQUIRE(cube.dimensions.size() == 3);
    REQUIRE(cube.area);
    REQUIRE(cube.time);
    CHECK(cube.dimensions[*cube.area].values == Words{"se", "Oslo", "is"});
    CHECK(cube.dimensions[*cube.area].notes == Words{"se", "no", "is"});
    CHECK(cube.dimensions[*cube.time].values == Words{"2018", "2019"});
    CHECK(cube.dimensions[cube.measure].notes == Words{"persons", "per cent"});
    CHECK(value_id(cube.dimensions[cube.measure], 1) == "immigrants (per cent)");
    CHECK(cube.repeated == 1);
    REQUIRE(cube.cells.size() == 3);
    CHECK(cube.cells[0].qualifier == "about");
    CHECK(cube.cells[1].value == 28.5);
    CHECK_FALSE(cube.cells[2].value);
}

TEST_CASE("a year with a month is one time, and a table without measures has one") {
    const auto cube = cube_of("year,month,value\n2017,3,1\n2017,11,2\n");
    REQUIRE(cube.dimensions.size() == 2);
    CHECK(cube.dimensions[*cube.time].values == Words{"2017-03", "2017-11"});
    CHECK(cube.dimensions[cube.measure].name == "measure");
}

TEST_CASE("odd tables are refused in words or read as far as they go") {
    CHECK_FALSE(make_cube(read_csv("area,number\ndk,1\n")));
    CHECK(cube_of("value\n").cells.empty());
    CHECK_FALSE(cube_of("area,value\ndk,1e999\n").cells.front().value);
    CHECK_FALSE(cube_of("area,value\ndk,12 %\n").cells.front().value);
    CHECK_FALSE(cube_of("area,value\ndk,nan\n").cells.front().value);
    const auto wide = make_cube(read_csv("a,b,c,d,e,f,g,h,i,j,k,l,m,value\n"));
    REQUIRE_FALSE(wide);
    CHECK(wide.error().hint == "at most 12");
}

TEST_CASE("a reader chooses unit and values, and is told what the data do not have") {
    const auto cube = cube_of("area,measure,unit,value\ndk,a,persons,1\nse,a,persons,2\nse,b,per cent,3\n");
    const auto asked = [](std::vector<std::pair<std::string, std::string>> parameters) {
        Request request;
        request.parameters = std::move(parameters);
        return request;
    };
    CHECK(cells_of(cube, *read_selection(asked({}), cube)).size() == 2);
    CHECK(cells_of(cube, *read_selection(asked({{"area", "dk"}}), cube)).size() == 1);
    CHECK(read_selection(asked({{"measure", "b"}}), cube)->unit == "per cent");
    CHECK(read_selection(asked({{"area", "xx"}}), cube).error().hint == "dk, se");
    CHECK(read_selection(asked({{"unit", "EUR"}}), cube).error().file == "unit");
    CHECK(read_selection(asked({{"unit", "per cent"}, {"area", "dk"}}), cube).error().code == "no-figures");
}

}  // namespace clearinghouse::server
