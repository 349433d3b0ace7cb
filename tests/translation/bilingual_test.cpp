#include "engine/translation/bilingual.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>

namespace clearinghouse::translation {
namespace {

TEST_CASE("the pairs of a compiled dictionary are read: lemmas of common words, in small letters") {
    struct Case {
        std::string file, from, to, kind;
    };
    const Case cases[] = {
        {"apertium-dan-nor/dan-nob", "flygtning", "flyktning", "n"},
        {"apertium-swe-dan/swe-dan", "flykting", "flygtning", "n"},
        {"apertium-swe-nor/swe-nno", "arbetsmarknad", "arbeidsmarknad", "n"},
        {"apertium-isl-eng/isl-eng", "barn", "child", "n"},
        {"apertium-isl-swe/isl-swe", "innflytjandi", "invandrare", "n"},
    };
    for (const auto& c : cases) {
        const auto path = "/usr/share/apertium/" + c.file + ".autobil.bin";
        CAPTURE(path);
        if (!std::filesystem::exists(path)) continue;  // a missing dictionary is no error
        const auto pairs = read_bilingual(path);
        CHECK(std::ranges::find(pairs, Pair{c.from, c.to, c.kind}) != pairs.end());
        CHECK(pairs.size() > 3000);
        CHECK(std::ranges::none_of(pairs, [](const Pair& pair) {
            return pair.from.empty() || pair.to.empty() || pair.from.find('<') != std::string::npos;
        }));
    }
}

TEST_CASE("what is no dictionary has no pairs") {
    CHECK(read_bilingual("/nonexistent").empty());
    CHECK(read_bilingual(CLEARINGHOUSE_SOURCE_DIR "/README.md").empty());
}

}  // namespace
}  // namespace clearinghouse::translation
