#include "engine/index/passages.h"

#include <doctest/doctest.h>

#include <utility>

using namespace clearinghouse::index;

namespace {

using Seen = std::vector<std::pair<PassageKind, std::vector<std::uint32_t>>>;

Seen read(std::string_view bytes) {
    Seen seen;
    read_passages(bytes, [&](PassageKind kind, std::span<const std::uint32_t> terms) {
        seen.emplace_back(kind, std::vector<std::uint32_t>{terms.begin(), terms.end()});
    });
    return seen;
}

const std::vector<Passage> some_passages{
    {PassageKind::head, {3, 7, 4'294'967'295U}},
    {PassageKind::question, {0}},
    {PassageKind::summary, {}},
    {PassageKind::running, {term_number("XWsv:arbet"), term_number("XC:themes/women")}},
    {PassageKind::page, {5}},
};

Seen first(std::size_t count) {
    Seen seen;
    for (std::size_t i = 0; i < count; ++i) seen.emplace_back(some_passages[i].kind, some_passages[i].terms);
    return seen;
}

}  // namespace

// The vectors that the authors of FNV publish with it: http://www.isthe.com/chongo/src/fnv/test_fnv.c
TEST_CASE("the number of a term is its FNV-1a in 32 bits") {
    CHECK(term_number("") == 0x811c9dc5U);
    CHECK(term_number("a") == 0xe40c292cU);
    CHECK(term_number("foobar") == 0xbf9cf968U);
    CHECK(term_number("XWsv:språk") != term_number("XWsv:sprak"));
}

TEST_CASE("passages are read as they were written, each with its kind") {
    CHECK(read(write_passages(some_passages)) == first(some_passages.size()));
    CHECK(write_passages({}).empty());
    CHECK(read("").empty());
}

TEST_CASE("a passage of more terms than a count can say is cut there, and the next is read whole") {
    std::vector<Passage> passages{{PassageKind::page, {}}, {PassageKind::question, {1, 2}}};
    for (std::uint32_t i = 0; i < 70'000; ++i) passages[0].terms.push_back(i);
    const auto seen = read(write_passages(passages));
    REQUIRE(seen.size() == 2);
    CHECK(seen[0].second.size() == 65'535);
    CHECK(seen[0].second.back() == 65'534);
    CHECK(seen[1].second == std::vector<std::uint32_t>{1, 2});
}

TEST_CASE("of bytes that end too soon the whole passages are read, and nothing behind them") {
    const auto bytes = write_passages(some_passages);
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        CAPTURE(size);
        // A copy of just that size, so that a read beyond it is a read beyond what is allocated.
        const std::vector<char> cut(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(size));
        const auto seen = read({cut.data(), cut.size()});
        REQUIRE(seen.size() < some_passages.size());
        CHECK(seen == first(seen.size()));
    }
}

TEST_CASE("a kind that is none and a count beyond the end stop the reading") {
    const auto whole = write_passages(some_passages);
    const auto second = write_passages({some_passages[0]}).size();
    auto damaged = whole;
    damaged[second] = static_cast<char>(passage_kinds);
    CHECK(read(damaged) == first(1));
    damaged = whole;
    damaged[second + 2] = static_cast<char>(0xff);  // the high byte of the count
    CHECK(read(damaged) == first(1));
    CHECK(read(std::string(1000, '\xff')).empty());
}
