#include "engine/translation/table.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "tests/index/temporary_folder.h"

namespace clearinghouse::translation {
namespace {

namespace fs = std::filesystem;

class Folder {
public:
    fs::path file() const { return folder_.path() / "translations.bin"; }

private:
    testing::TemporaryFolder folder_;
};

/// Icelandic reaches Danish by way of Swedish only; "rymling" is one of two meanings.
std::shared_ptr<const Table> small_table(const Folder& folder) {
    TableBuilder builder;
    builder.add("is", "flóttamaður", "sv", {"flykting"});
    builder.add("sv", "flykting", "da", {"flygtning"});
    builder.add("sv", "flykting", "en", {"refugee", "displaced person"});
    builder.add("da", "flygtning", "nb", {"flyktning", "rømling"});
    builder.write(folder.file(), [](std::string_view word, std::string_view language) {
        const auto space = word.find(' ');
        if (space == std::string_view::npos) return std::vector{std::string{language}.append("-").append(word)};
        return std::vector{std::string{word.substr(0, space)}, std::string{word.substr(space + 1)}};
    });
    auto table = Table::open(folder.file());
    REQUIRE(table);
    return *table;
}

const Translation* find(const std::vector<Translation>& all, const std::string& language, const std::string& word) {
    const auto found = std::ranges::find_if(
        all, [&](const Translation& each) { return each.language == language && each.word == word; });
    return found == all.end() ? nullptr : &*found;
}

TEST_CASE("a word leads to other languages in one step, both ways, and surer where a dictionary gives one word") {
    const Folder folder;
    const auto table = small_table(folder);
    const auto all = table->translate("sv", {"flykting"});
    const auto* danish = find(all, "da", "flygtning");
    const auto* english = find(all, "en", "refugee");
    REQUIRE(danish != nullptr);
    REQUIRE(english != nullptr);
    CHECK(danish->confidence == doctest::Approx(0.9).epsilon(0.01));
    CHECK(english->confidence == doctest::Approx(0.72).epsilon(0.01));
    CHECK(danish->stems == std::vector<std::string>{"da-flygtning"});
    CHECK(find(all, "is", "flóttamaður") != nullptr);
}

TEST_CASE("a second step reaches what no dictionary joins, and is worth less") {
    const Folder folder;
    const auto table = small_table(folder);
    const auto two = table->translate("is", {"flóttamaður"});
    const auto* danish = find(two, "da", "flygtning");
    REQUIRE(danish != nullptr);
    CHECK(danish->confidence == doctest::Approx(0.9 * 0.9 * 0.6).epsilon(0.02));
    CHECK(find(table->translate("is", {"flóttamaður"}, {.steps = 1}), "da", "flygtning") == nullptr);
}

TEST_CASE("a phrase has a stem for each of its words") {
    const Folder folder;
    const auto all = small_table(folder)->translate("sv", {"flykting"});
    const auto* phrase = find(all, "en", "displaced person");
    REQUIRE(phrase != nullptr);
    CHECK(phrase->stems == std::vector<std::string>{"displaced", "person"});
}

TEST_CASE("words of the own language come back only on request, and unknown words lead nowhere") {
    const Folder folder;
    const auto table = small_table(folder);
    const auto all = table->translate("nb", {"flyktning"}, {.steps = 2, .same_language = true});
    CHECK(find(all, "nb", "rømling") != nullptr);
    CHECK(find(table->translate("nb", {"flyktning"}), "nb", "rømling") == nullptr);
    CHECK(table->translate("sv", {"okänd"}).empty());
    CHECK(table->translate("xx", {"flykting"}).empty());
    CHECK(table->translate("sv", {}).empty());
}

TEST_CASE("an empty table is a table") {
    const Folder folder;
    TableBuilder{}.write(folder.file(), [](std::string_view, std::string_view) { return std::vector<std::string>{}; });
    const auto table = Table::open(folder.file());
    REQUIRE(table);
    CHECK((*table)->words() == 0);
    CHECK((*table)->translate("sv", {"flykting"}).empty());
}

TEST_CASE("a table that was cut short or changed is refused or read within its bounds") {
    const Folder folder;
    small_table(folder);
    const std::string whole = testing::read_text(folder.file());
    REQUIRE(whole.size() > 64);
    for (std::size_t size = 0; size < whole.size(); size += 7) {
        testing::write_text(folder.file(), whole.substr(0, size));
        CAPTURE(size);
        CHECK_FALSE(Table::open(folder.file()));
    }
    for (std::size_t place = 0; place < whole.size(); ++place) {
        auto changed = whole;
        changed[place] = static_cast<char>(changed[place] ^ 0x55);
        testing::write_text(folder.file(), changed);
        if (const auto table = Table::open(folder.file())) (*table)->translate("sv", {"flykting"});
    }
    fs::remove(folder.file());
    const auto missing = Table::open(folder.file());
    REQUIRE_FALSE(missing);
    CHECK(missing.error().file.find("translations.bin") != std::string::npos);
}

}  // namespace
}  // namespace clearinghouse::translation
