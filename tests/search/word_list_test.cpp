#include "engine/search/word_list.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "engine/language/text.h"
#include "tests/index/temporary_folder.h"

namespace clearinghouse::search {
namespace {

using language::code_points;

TEST_CASE("the distance of two spellings counts letters, and neighbours that changed places once") {
    struct Row {
        const char* one;
        const char* other;
        unsigned distance;
    };
    const std::vector<Row> rows{
        {"labour", "labour", 0},
        {"labuor", "labour", 1},               // swapped
        {"inflytjendur", "innflytjendur", 1},  // missing
        {"introduksjosprogram", "introduksjonsprogram", 1},
        {"segragation", "segregation", 1},  // another letter
        {"arbetsgivre", "arbetsgivare", 1},
        {"minderarige", "mindrearige", 1},
        {"ябвгде", "ябвгд", 1},  // letters, not bytes
        {"kontrol", "control", 1},
        {"abcdef", "badcef", 2},
        {"abcdef", "badcfe", 3},
        {"skola", "arbete", 3},
        {"ca", "abc", 3},  // no letter is changed twice
    };
    for (const auto& row : rows) {
        CAPTURE(row.one);
        CAPTURE(row.other);
        CHECK(spelling_distance(code_points(row.one), code_points(row.other), 2) == std::min(row.distance, 3U));
        CHECK(spelling_distance(code_points(row.other), code_points(row.one), 2) == std::min(row.distance, 3U));
    }
}

TEST_CASE("near words come nearest first, then by how many documents have them") {
    const testing::TemporaryFolder folder;
    index::write_words(folder.path() / "words.bin", {{"arbeite", 5},
                                                     {"arbete", 40},
                                                     {"arbeten", 3},
                                                     {"arbetet", 12},
                                                     {"covid19", 7},
                                                     {"skola", 9},
                                                     {"skolan", 2},
                                                     {"skole", 30},
                                                     {"tid", 4}});
    const auto file = index::WordFile::open(folder.path() / "words.bin").value();
    const WordList words{file};
    const auto near = [&](std::string_view word) {
        std::vector<std::string> found;
        for (const auto& each : words.near(word, 3)) found.emplace_back(each.word);
        return found;
    };
    using Words = std::vector<std::string>;
    CHECK(near("arbte") == Words{"arbete"});  // of five letters: one mistake
    CHECK(near("arbett") == Words{"arbete", "arbetet", "arbeite"});
    CHECK(near("skolar") == Words{"skola", "skolan", "skole"});
    CHECK(near("skol") == Words{"skole", "skola"});
    CHECK(near("tad") == Words{});      // three letters may be anything
    CHECK(near("covid18") == Words{});  // figures are meant as they stand
    CHECK(near("hundvalp") == Words{});
    CHECK(words.documents("arbetet") == 12);
    CHECK(words.documents("arbe") == 0);
    CHECK(words.documents("zz") == 0);
}

}  // namespace
}  // namespace clearinghouse::search
