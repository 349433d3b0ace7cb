#include "engine/index/pages.h"

#include <doctest/doctest.h>

#include <stdexcept>

#include "tests/index/temporary_folder.h"

using namespace clearinghouse;
using namespace clearinghouse::index;

namespace {

const std::vector<std::vector<PageText>> some_pages{
    {},
    {{"rapport.pdf", "sv", 1, "Arbete för kvinnor"}, {"rapport.pdf", "sv", 7, "Språk"}, {"report.pdf", "en", 1, ""}},
    {},
    {{"skýrsla.pdf", "is", 2000, "Tungumál"}},
};

}  // namespace

TEST_CASE("pages are read as they were written, by document and place") {
    const testing::TemporaryFolder folder;
    const auto file = folder.path() / "pages.bin";
    write_pages(file, some_pages);
    const auto pages = PageFile::open(file);
    REQUIRE(pages);
    for (std::size_t i = 0; i < some_pages.size(); ++i) {
        CAPTURE(i);
        const auto number = static_cast<DocumentNumber>(i + 1);
        REQUIRE(pages->count(number) == some_pages[i].size());
        for (std::size_t place = 0; place < some_pages[i].size(); ++place) {
            CHECK(pages->page(number, place) == some_pages[i][place]);
        }
    }
    CHECK(pages->count(0) == 0);
    CHECK(pages->count(5) == 0);
    CHECK_THROWS_AS((void)pages->page(4, 1), std::out_of_range);
}

TEST_CASE("where no file of pages was made there are none") {
    CHECK(PageFile{}.count(1) == 0);
}

TEST_CASE("a file of pages that is cut or changed in its offsets is refused") {
    const testing::TemporaryFolder folder;
    const auto file = folder.path() / "pages.bin";
    write_pages(file, some_pages);
    const std::string whole = testing::read_text(file);
    for (std::size_t size = 0; size < whole.size(); ++size) {
        CAPTURE(size);
        testing::write_text(file, whole.substr(0, size));
        CHECK_FALSE(PageFile::open(file));
    }
    constexpr std::size_t offsets = 32;  // behind the head
    constexpr std::size_t offsets_end = offsets + 5 * 8;
    for (std::size_t place = offsets; place < offsets_end; ++place) {
        CAPTURE(place);
        std::string damaged = whole;
        damaged[place] = static_cast<char>(damaged[place] + 64);
        testing::write_text(file, damaged);
        CHECK_FALSE(PageFile::open(file));
    }
}
