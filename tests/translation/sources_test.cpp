#include "engine/translation/sources.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "engine/translation/table.h"
#include "tests/index/temporary_folder.h"

namespace clearinghouse::translation {
namespace {

TEST_CASE("each dictionary says which package brings it, and whether it is here") {
    const auto here = layers();
    CHECK(here.size() == 21);
    for (const auto& layer : layers("/nonexistent")) {
        CAPTURE(layer.name);
        CHECK_FALSE(layer.present);
        CHECK(layer.hint.find("install the Debian package") != std::string::npos);
    }
}

TEST_CASE("a dictionary is here when its file has bytes") {
    const testing::TemporaryFolder data;
    const auto is_here = [&] {
        const auto all = layers(data.path().string());
        return std::ranges::find(all, "da-en", &language::Layer::language)->present;
    };
    testing::write_text(data.path() / "dictd" / "freedict-dan-eng.dict.dz", "");
    CHECK_FALSE(is_here());
    testing::write_text(data.path() / "dictd" / "freedict-dan-eng.dict.dz", "any");
    CHECK(is_here());
}

TEST_CASE("the fingerprint changes with the dictionaries") {
    const auto analyser = language::Analyser::without_data();
    CHECK(fingerprint(*analyser, "/nonexistent") == fingerprint(*analyser, "/nowhere"));
    const auto here = layers();
    if (std::ranges::any_of(here, &language::Layer::present)) {
        CHECK(fingerprint(*analyser) != fingerprint(*analyser, "/nonexistent"));
    }
}

TEST_CASE("without dictionaries the table is empty and all the same a table") {
    const testing::TemporaryFolder folder;
    const auto file = folder.path() / "translations.bin";
    build_table(file, *language::Analyser::without_data(), "/nonexistent");
    const auto table = Table::open(file);
    REQUIRE(table);
    CHECK((*table)->words() == 0);
}

}  // namespace
}  // namespace clearinghouse::translation
