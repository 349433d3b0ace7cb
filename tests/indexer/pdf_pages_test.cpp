#include "indexer/pdf_pages.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "tests/index/temporary_folder.h"
#include "tests/indexer/small_pdf.h"

using namespace clearinghouse;
using namespace clearinghouse::indexer;
namespace fs = std::filesystem;

namespace {

const fs::path syntheses = fs::path{CLEARINGHOUSE_SOURCE_DIR} / "content" / "knowledge-syntheses";
const fs::path real_pdf = syntheses / "the-segregated-city" / "the-segregated-city.pdf";

/// What is read of a file with these bytes.
model::Result<std::vector<std::string>> read_bytes(const std::string& bytes, const PdfLimits& limits = {}) {
    const testing::TemporaryFolder folder;
    testing::write_text(folder.path() / "report.pdf", bytes);
    return read_pages(folder.path() / "report.pdf", limits);
}

std::vector<std::string> texts_of(const std::vector<std::vector<std::string>>& pages, const PdfLimits& limits = {}) {
    const auto texts = read_bytes(testing::pdf_of(pages), limits);
    REQUIRE(texts);
    return *texts;
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("every PDF that is published is read, page by page") {
    std::size_t files = 0;
    for (const auto& entry : fs::recursive_directory_iterator{syntheses}) {
        if (entry.path().extension() != ".pdf") continue;
        CAPTURE(entry.path().string());
        ++files;
        const auto pages = read_pages(entry.path());
        REQUIRE(pages);
        CHECK(pages->size() >= 3);
        for (const std::string& page : *pages) CHECK(page.size() > 100);
    }
    CHECK(files > 0);
}

TEST_CASE("the pages of an edition hold its sentences over the ends of lines, and not its footer") {
    const auto pages = read_pages(real_pdf);
    REQUIRE(pages);
    CHECK(pages->front().find("The segregated city") != std::string::npos);
    CHECK(pages->front().find("Denmark, Finland, Iceland, Norway and Sweden") != std::string::npos);
    for (std::size_t i = 0; i < pages->size(); ++i) {
        CHECK(pages->at(i).find(fmt::format("{}/{}", i + 1, pages->size())) == std::string::npos);
    }
}

TEST_CASE("lines of a page become running text") {
    struct Case {
        std::vector<std::string> lines;
        std::string text;
    };
    const Case cases[] = {
        {{"Refugees and", "work"}, "Refugees and work"},
        {{"Labour market inte-", "gration of women"}, "Labour market integration of women"},
        {{"Guidance from the OECD-", "Nordic group"}, "Guidance from the OECD- Nordic group"},
        {{"Courses in work- and", "language-", "and society for all newcomers"},
         "Courses in work- and language- and society for all newcomers"},
        {{"Key findings", "Women who learn the language at work", "find their first job sooner."},
         "Key findings\nWomen who learn the language at work find their first job sooner."},
        {{"  Spaces  ", "at the ends"}, "Spaces at the ends"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.text);
        CHECK(texts_of({c.lines}) == Texts{c.text});
    }
}

TEST_CASE("what stands at the edge of most pages is left out, numbers apart") {
    CHECK(texts_of({{"Annual report", "Courses for parents", "Page 1 of 3"},
                    {"Annual report", "Mentors at work", "Page 2 of 3"},
                    {"Annual report", "Annual report", "Page 3 of 3"}}) ==
          Texts{"Courses for parents", "Mentors at work", ""});
    CHECK(texts_of({{"Annual report", "Courses"}, {"Annual report", "Mentors"}}) ==
          Texts{"Annual report Courses", "Annual report Mentors"});
}

TEST_CASE("a page that is only a picture keeps its number") {
    CHECK(texts_of({{"One"}, {}, {"Three"}}) == Texts{"One", "", "Three"});
}

TEST_CASE("pages and their text are read up to a bound") {
    CHECK(texts_of({{"One"}, {"Two"}, {"Three"}}, {.pages = 2}) == Texts{"One", "Two"});
    CHECK(texts_of({{"Language and work"}}, {.page_bytes = 8}) == Texts{"Language"});
}

TEST_CASE("a PDF that cannot be read is a warning that names it and says what to do") {
    const std::string whole = testing::read_text(real_pdf);
    struct Case {
        std::string name, bytes, code, hint;
    };
    const Case cases[] = {
        {"cut in the middle", whole.substr(0, whole.size() / 2), "pdf-damaged", "save it anew"},
        {"empty", "", "pdf-damaged", "save it anew"},
        {"another kind of file", "<html></html>", "pdf-damaged", "save it anew"},
        {"locked", testing::locked_pdf(), "pdf-locked", "without a password"},
        {"only pictures", testing::pdf_of({{}, {}}), "pdf-without-text", "text recognition"},
        {"no page", testing::pdf_of({}), "pdf-without-text", "text recognition"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.name);
        const auto read = read_bytes(c.bytes);
        REQUIRE_FALSE(read);
        CHECK(read.error().code == c.code);
        CHECK(read.error().severity == model::Severity::warning);
        CHECK(read.error().file.ends_with("report.pdf"));
        CHECK(read.error().hint.find(c.hint) != std::string::npos);
    }
    const auto large = read_bytes(testing::pdf_of({{"One"}}), {.file_bytes = 100});
    REQUIRE_FALSE(large);
    CHECK(large.error().code == "pdf-too-large");
}
