#include "engine/index/words.h"

#include <doctest/doctest.h>

#include "tests/index/temporary_folder.h"

using namespace clearinghouse;
using namespace clearinghouse::index;

namespace {

const std::vector<WordCount> some_words{{"arbete", 40}, {"skola", 9}, {"ябвгд", 1}};

std::vector<WordCount> read(const WordFile& words) {
    std::vector<WordCount> found;
    for (const auto& entry : words.entries()) found.push_back({std::string{words.word(entry)}, entry.documents});
    return found;
}

}  // namespace

TEST_CASE("words are read as they were written, with what is looked at first") {
    const testing::TemporaryFolder folder;
    const auto file = folder.path() / "words.bin";
    write_words(file, some_words);
    const auto words = WordFile::open(file);
    REQUIRE(words);
    CHECK(read(*words) == some_words);
    CHECK(words->entries()[1].length == 5);
    CHECK(words->entries()[1].letters == letters_of(U"skola"));
    CHECK(words->entries()[2].length == 5);
    CHECK(words->entries()[2].bytes == 10);
    CHECK(letters_of(U"alks") == (letters_of(U"slak") | letters_of(U"la")));
}

TEST_CASE("words that can be taken for no other are left out") {
    const testing::TemporaryFolder folder;
    const auto file = folder.path() / "words.bin";
    const std::string longest(longest_listed, 'x');
    write_words(file, {{"a", 3}, {"ab", 2}, {"covid19", 7}, {longest, 1}, {longest + "x", 1}});
    CHECK(read(WordFile::open(file).value()) == std::vector<WordCount>{{"ab", 2}, {longest, 1}});
    CHECK(read(WordFile{}).empty());
}

TEST_CASE("a file of words that is cut or points out of itself is refused") {
    const testing::TemporaryFolder folder;
    const auto file = folder.path() / "words.bin";
    CHECK_FALSE(WordFile::open(file));
    write_words(file, some_words);
    const std::string whole = testing::read_text(file);
    for (std::size_t size = 0; size < whole.size(); ++size) {
        CAPTURE(size);
        testing::write_text(file, whole.substr(0, size));
        CHECK_FALSE(WordFile::open(file));
    }
    for (std::size_t place = 0; place < whole.size(); ++place) {
        CAPTURE(place);
        std::string damaged = whole;
        damaged[place] = static_cast<char>(damaged[place] + 64);
        testing::write_text(file, damaged);
        if (const auto words = WordFile::open(file)) CHECK(read(*words).size() == some_words.size());
    }
}
