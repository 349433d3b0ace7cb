#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "engine/search/query.h"

namespace clearinghouse::search {
namespace {

std::string read(const std::filesystem::path& file) {
    std::ifstream stream{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{stream}, {}};
}

TEST_CASE("every query that the fuzzer was given reads the same when it is written out and read again") {
    const std::filesystem::path corpus = CLEARINGHOUSE_SOURCE_DIR "/tests/fuzz/corpus/query";
    std::size_t count = 0;
    for (const auto& entry : std::filesystem::directory_iterator{corpus}) {
        CAPTURE(entry.path().filename().string());
        Limits wide;
        wide.text_bytes = 100'000;
        const auto once = to_string(parse_query(read(entry.path())));
        CHECK(to_string(parse_query(once, wide)) == once);
        ++count;
    }
    CHECK(count >= 30);
}

}  // namespace
}  // namespace clearinghouse::search
