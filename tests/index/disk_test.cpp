#include "engine/index/disk.h"

#include <doctest/doctest.h>

#include <system_error>

#include "tests/index/temporary_folder.h"

using namespace clearinghouse;
using namespace clearinghouse::index;

TEST_CASE("the SHA-256 is that of FIPS 180-4") {
    CHECK(disk::sha256(std::string_view{""}) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CHECK(disk::sha256(std::string_view{"abc"}) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST_CASE("a file is read as it was written, through a mapping too") {
    const testing::TemporaryFolder folder;
    for (const std::size_t size : {std::size_t{0}, std::size_t{1}, std::size_t{3000000}}) {
        CAPTURE(size);
        const std::string content(size, 'x');
        disk::write_file(folder.path() / "file", content);
        CHECK(disk::read_file(folder.path() / "file") == content);
        const auto mapped = disk::MappedFile::open(folder.path() / "file");
        REQUIRE(mapped);
        CHECK(mapped->bytes().size() == size);
    }
}

TEST_CASE("what the disk refuses is thrown with the name of the file") {
    const testing::TemporaryFolder folder;
    const std::string name = (folder.path() / "no" / "file").string();
    CHECK_THROWS_WITH_AS(disk::write_file(name, "x"), doctest::Contains(name.c_str()), std::system_error);
    CHECK_THROWS_WITH_AS(disk::read_file(name), doctest::Contains(name.c_str()), std::system_error);
    CHECK_THROWS_WITH_AS(disk::flush(name), doctest::Contains(name.c_str()), std::system_error);
}
