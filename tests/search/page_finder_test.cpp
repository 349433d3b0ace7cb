#include "engine/search/page_finder.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "indexer/pdf_pages.h"
#include "indexer/pipeline.h"
#include "tests/indexer/content_tree.h"
#include "tests/search/support.h"

namespace clearinghouse::search {
namespace {

constexpr auto id = "the-segregated-city";
constexpr auto file = "the-segregated-city.pdf";

/// A few real documents, one of them with its PDF edition.
class Library {
public:
    Library() {
        const auto folder = std::filesystem::path{"knowledge-syntheses"} / id;
        if (!exists(content_.folder() / folder)) content_.add(tests::real_content() / folder, folder);
        pages_ = indexer::read_pages(content_.folder() / folder / file).value();
        const auto silent = [](std::string_view, std::size_t, std::size_t) {};
        const auto done =
            indexer::publish({.content = content_.folder(), .index = index_.path()}, *testing::analyser(), silent);
        REQUIRE(done);
        searcher_ = Searcher::open(index_.path(), testing::analyser()).value();
    }

    /// The number of the first page that has the text.
    std::uint32_t page_with(const std::string& text) const {
        const auto found = std::ranges::find_if(pages_, [&](const auto& page) { return page.find(text) != page.npos; });
        REQUIRE(found != pages_.end());
        return static_cast<std::uint32_t>(found - pages_.begin()) + 1;
    }

    /// The hits on the document.
    std::vector<Hit> hits(const std::string& text, const std::string& language = "en") const {
        auto answer = searcher_->search({.text = text, .language = language, .filters = {}});
        REQUIRE(answer);
        std::erase_if(answer->hits, [](const Hit& hit) { return hit.record.document.id != id; });
        return answer->hits;
    }

private:
    tests::ContentTree content_;
    testing::IndexFolder index_;
    std::vector<std::string> pages_;
    std::shared_ptr<const Searcher> searcher_;
};

std::string plain(const Hit& hit) {
    std::string text;
    for (const auto& fragment : hit.snippet) text += fragment.text;
    return text;
}

}  // namespace

TEST_CASE("words that stand only on a late page find the document once, with the page and its words") {
    const Library library;
    const auto page = library.page_with("kommunekvoter");
    REQUIRE(page > 1);
    const auto hits = library.hits("kommunekvoter");
    REQUIRE(hits.size() == 1);
    REQUIRE(hits[0].page);
    CHECK(*hits[0].page == PageFound{file, page});
    CHECK(hits[0].snippet_language == "en");
    CHECK(plain(hits[0]).find("kommunekvoter") != std::string::npos);
    CHECK(std::ranges::count(hits[0].why, "kommunekvoter") == 1);
}

TEST_CASE("the page on which most words of the query stand is the one that is shown") {
    const Library library;
    const auto hits = library.hits("områdesatsing kommunekvoter Scotland homelessness");
    REQUIRE(hits.size() == 1);
    REQUIRE(hits[0].page);
    CHECK((hits[0].page->number == library.page_with("kommunekvoter") ||
           hits[0].page->number == library.page_with("Scotland")));
    const auto scotland = library.hits("Scotland homelessness");
    REQUIRE(scotland.size() == 1);
    CHECK(scotland[0].page->number == library.page_with("Scotland"));
}

TEST_CASE("a page is shown only when it met more of the query than the document's own texts") {
    const Library library;
    for (const auto* text : {"segregation", "housing policy", "", "title:segregated"}) {
        CAPTURE(text);
        const auto hits = library.hits(text);
        REQUIRE(hits.size() == 1);
        CHECK_FALSE(hits[0].page);
    }
}

TEST_CASE("a word without its diacritics leads to its page too") {
    const Library library;
    const auto hits = library.hits("omradesatsing");
    REQUIRE(hits.size() == 1);
    REQUIRE(hits[0].page);
    CHECK(hits[0].page->number == library.page_with("områdesatsing"));
}

}  // namespace clearinghouse::search
