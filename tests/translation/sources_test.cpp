#include "engine/translation/sources.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>

#include "engine/translation/table.h"

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

TEST_CASE("the fingerprint changes with the dictionaries") {
    const auto analyser = language::Analyser::without_data();
    CHECK(fingerprint(*analyser, "/nonexistent") == fingerprint(*analyser, "/nowhere"));
    const auto here = layers();
    if (std::ranges::any_of(here, &language::Layer::present)) {
        CHECK(fingerprint(*analyser) != fingerprint(*analyser, "/nonexistent"));
    }
}

TEST_CASE("without dictionaries the table is empty and all the same a table") {
    std::string name = (std::filesystem::temp_directory_path() / "clearinghouse-sources-XXXXXX").string();
    REQUIRE(::mkdtemp(name.data()) != nullptr);
    const auto file = std::filesystem::path{name} / "translations.bin";
    build_table(file, *language::Analyser::without_data(), "/nonexistent");
    const auto table = Table::open(file);
    std::filesystem::remove_all(name);
    REQUIRE(table);
    CHECK((*table)->words() == 0);
}

}  // namespace
}  // namespace clearinghouse::translation
