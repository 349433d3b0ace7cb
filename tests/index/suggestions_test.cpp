#include "engine/index/suggestions.h"

#include <doctest/doctest.h>

#include "tests/index/temporary_folder.h"

using namespace clearinghouse;
using namespace clearinghouse::index;

namespace {

const std::vector<Suggested> some_suggestions{
    {"themes", "labour-market", {2, 5}, {{"labour market", "en"}, {"arbetsmarknad", "sv"}, {"jobb", "sv", false}}},
    {"", "", {5}, {{"Växthus och marknad", "sv"}}},
};

std::vector<std::string> beginning_with(const SuggestionFile& file, std::string_view folded, std::size_t most = 100) {
    std::vector<std::string> found;
    for (const auto& [number, at] : file.beginning_with(folded, most)) {
        found.push_back(std::string{file.text(number).text} + " at " + std::to_string(at));
    }
    return found;
}

}  // namespace

TEST_CASE("texts are found by the beginnings of their words, as neighbours spell them") {
    const testing::TemporaryFolder folder;
    const auto path = folder.path() / "suggestions.bin";
    write_suggestions(path, some_suggestions);
    const auto file = SuggestionFile::open(path);
    REQUIRE(file);
    using Texts = std::vector<std::string>;
    CHECK(beginning_with(*file, "mark") == Texts{"labour market at 7", "Växthus och marknad at 12"});
    CHECK(beginning_with(*file, "mark", 1) == Texts{"labour market at 7"});
    CHECK(beginning_with(*file, "labour m") == Texts{"labour market at 0"});
    CHECK(beginning_with(*file, fold_words("väx").text.substr(0, 3)) == Texts{"Växthus och marknad at 0"});
    CHECK(beginning_with(*file, "zz").empty());
    CHECK(beginning_with(*file, "").size() == 7);
    CHECK(beginning_with(SuggestionFile{}, "").empty());

    const auto job = file->text(file->beginning_with("jobb", 1).front().text);
    CHECK(job.language == "sv");
    CHECK_FALSE(job.is_preferred);
    const auto work = file->subject(job.subject);
    CHECK(work.scheme == "themes");
    CHECK(work.id == "labour-market");
    CHECK(std::vector<DocumentNumber>{work.documents.begin(), work.documents.end()} ==
          std::vector<DocumentNumber>{2, 5});
    const auto title = file->text(file->beginning_with("och", 1).front().text);
    CHECK(title.is_preferred);
    CHECK(file->subject(title.subject).scheme == "");
    CHECK(file->subject(title.subject).documents.front() == 5);
}

TEST_CASE("words are folded with a space behind each, up to some two hundred bytes") {
    const auto folded = fold_words("Språk-café, på 2 håll!");
    CHECK(folded.text == "sprak cafe pa 2 hall ");
    CHECK(folded.places == std::vector<std::uint32_t>{0, 6, 11, 14, 16});
    std::string endless;
    for (int i = 0; i < 500; ++i) endless += "ord ";
    CHECK(fold_words(endless).text.size() < 250);
    CHECK(fold_words("\xFF\xFE").text == "");
}

TEST_CASE("a file of suggestions that is cut or points out of itself is refused") {
    const testing::TemporaryFolder folder;
    const auto path = folder.path() / "suggestions.bin";
    CHECK_FALSE(SuggestionFile::open(path));
    write_suggestions(path, some_suggestions);
    const std::string whole = testing::read_text(path);
    for (std::size_t size = 0; size < whole.size(); ++size) {
        CAPTURE(size);
        testing::write_text(path, whole.substr(0, size));
        CHECK_FALSE(SuggestionFile::open(path));
    }
    for (std::size_t place = 0; place < whole.size(); ++place) {
        CAPTURE(place);
        std::string damaged = whole;
        damaged[place] = static_cast<char>(damaged[place] + 64);
        testing::write_text(path, damaged);
        const auto file = SuggestionFile::open(path);
        if (!file) continue;
        for (const auto& [number, at] : file->beginning_with("", 100)) {
            CHECK_FALSE(file->subject(file->text(number).subject).documents.empty());
        }
    }
}
