#include "indexer/writer.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>

#include "engine/index/layout.h"
#include "engine/index/passages.h"
#include "tests/index/sample.h"

using namespace clearinghouse;
using namespace clearinghouse::indexer;

namespace {

struct Posting {
    Xapian::termcount wdf = 0;
    std::vector<Xapian::termpos> positions;
};

using Postings = std::map<std::string, Posting>;

Postings postings_of(const Xapian::Document& document) {
    Postings postings;
    for (auto term = document.termlist_begin(); term != document.termlist_end(); ++term) {
        Posting& posting = postings[*term];
        posting.wdf = term.get_wdf();
        for (auto place = term.positionlist_begin(); place != term.positionlist_end(); ++place) {
            posting.positions.push_back(*place);
        }
    }
    return postings;
}

model::Document two_languages() {
    model::Document document = testing::full_document();
    document.status = model::Status::published;
    return document;
}

Xapian::Document write(const model::Document& document, const std::vector<index::PageText>& pages = {}) {
    const auto analyser = language::Analyser::without_data();
    const auto vocabulary = testing::small_vocabulary();
    const concepts::Labels labels{vocabulary, *analyser};
    return Writer{*analyser, vocabulary, labels}.write(document, pages);
}

Postings written(const model::Document& document, const std::vector<index::PageText>& pages = {}) {
    return postings_of(write(document, pages));
}

/// The kinds of the passages that a document keeps, a letter for each, in their order.
std::string kinds_of(const model::Document& document, const std::vector<index::PageText>& pages = {}) {
    std::string kinds;
    index::read_passages(write(document, pages).get_data(), [&](index::PassageKind kind, auto) {
        kinds += std::string_view{"hqsrp"}[static_cast<std::size_t>(kind)];
    });
    return kinds;
}

/// The kinds of those that have a term.
std::string kinds_with(const std::string& term, const Xapian::Document& document) {
    std::string kinds;
    index::read_passages(document.get_data(), [&](index::PassageKind kind, std::span<const std::uint32_t> terms) {
        CHECK(std::ranges::adjacent_find(terms, std::ranges::greater_equal{}) == terms.end());
        if (!std::ranges::binary_search(terms, index::term_number(term))) return;
        kinds += std::string_view{"hqsrp"}[static_cast<std::size_t>(kind)];
    });
    return kinds;
}

}  // namespace

TEST_CASE("a word counts by the weight of its field, in the common term and in the field's copy") {
    const auto postings = written(two_languages());
    CHECK(postings.at("XTen:yalla").wdf == 5);
    CHECK(postings.at("XTsv:yall").wdf == 5);
    CHECK(postings.at("XKsv:praktik").wdf == 3);
    CHECK(postings.at("XWsv:praktik").wdf == 3);
    CHECK(postings.at("XSen:women").wdf == 2);
    CHECK(postings.at("XTen:yalla").positions.empty());
    CHECK(postings.at("XF:yalla").positions.empty());
    CHECK(postings.at("XF:yalla").wdf == 10);
}

TEST_CASE("fields lie at least 100 positions apart and texts 1000") {
    const auto postings = written(two_languages());
    const auto first = [&](const std::string& term) { return postings.at(term).positions.at(0); };
    CHECK(first("XWsv:yall") == 1);
    CHECK(first("XWsv:trappan") == 2);
    CHECK(first("XWsv:praktik") > first("XWsv:kvinnokooperativ") + 100);
    CHECK(first("XWen:yalla") > first("XWsv:praktik") + 1000);
}

TEST_CASE("names of people, organisations and places are words of the original") {
    const auto postings = written(two_languages());
    CHECK(postings.contains("XWsv:malmö"));
    CHECK(postings.contains("XF:author"));
    CHECK_FALSE(postings.contains("XWen:malmö"));
}

TEST_CASE("a document is found by a word that stands only in a question, in a language that it has no text in too") {
    const auto postings = written(two_languages());
    REQUIRE(postings.contains("XWfi:työtä"));
    CHECK(postings.at("XWfi:työtä").wdf == 2);
    CHECK(postings.at("XF:tyota").wdf == 2);
    CHECK(postings.at("XWsv:kost").wdf == 2);
    CHECK(postings.at("XWsv:kost").positions.at(0) > postings.at("XWen:yalla").positions.at(0) + 1000);
    for (const auto& field : index::text_fields) {
        if (field.prefix.empty()) continue;
        CAPTURE(std::string{field.name});
        CHECK_FALSE(postings.contains(index::field_term(field, "sv", "kost")));
    }
    auto without = two_languages();
    without.questions.clear();
    CHECK_FALSE(written(without).contains("XWfi:työtä"));
    CHECK(text_bytes(two_languages(), {}) == text_bytes(without, {}) + 63);
}

TEST_CASE("the passages that a document keeps are its heads, sentences and questions, with the terms of their words") {
    auto document = two_languages();
    document.texts[0].summary = "Kvinnor lär sig genom att arbeta. Kommunen betalar deras första månader där.";
    const std::vector<index::PageText> pages{{"rapport.pdf", "sv", 1, "Anvisning"}};
    // Each section of a text, each name (author, publisher, place, status) and each sentence on a part is one or more.
    const auto kinds = kinds_of(document, pages);
    CHECK(kinds.starts_with("hss"));
    CHECK(std::ranges::count(kinds, 'h') == 2);
    CHECK(kinds.ends_with("qqqp"));
    const auto kept = write(document, pages);
    CHECK(kinds_with("XWsv:yall", kept) == "h");
    CHECK(kinds_with("XWsv:praktik", kept) == "h");
    CHECK(kinds_with("XWsv:kommun", kept) == "s");
    CHECK(kinds_with("XWsv:kost", kept) == "q");
    CHECK(kinds_with("XWfi:työtä", kept) == "q");
    CHECK(kinds_with("XWsv:malmö", kept) == "r");
    CHECK(kinds_with("XWsv:anvisning", kept) == "p");
    CHECK(kinds_with("XC:themes/women", kept).starts_with("hs"));
    CHECK(kinds_with("XWsv:finns-inte", kept).empty());
    CHECK(write(testing::full_document()).get_data().empty());  // withdrawn
}

TEST_CASE("tagged concepts are terms, broader themes count less, and their labels are no words") {
    auto document = two_languages();
    for (model::Text& text : document.texts) {
        model::Text other;
        other.language = text.language;
        other.title = "Yalla Trappan";
        text = std::move(other);
    }
    const auto postings = written(document);
    CHECK(postings.at("XC:themes/women").wdf == 3);
    CHECK(postings.at("XC:themes/groups").wdf == 1);
    for (const std::string term : {"XC:target-groups/job-seekers", "XC:perspectives/gender-equality", "XC:goals/7",
                                   "XC:goals/12", "XC:countries/se"}) {
        CAPTURE(term);
        CHECK(postings.contains(term));
    }
    CHECK_FALSE(postings.contains("XWen:group"));
    CHECK(postings.at("Qyalla-trappan").wdf == 0);
}

TEST_CASE("a withdrawn document is found by its id alone") {
    const auto postings = written(testing::full_document());
    REQUIRE(postings.size() == 1);
    CHECK(postings.contains("Qyalla-trappan"));
}

TEST_CASE("a concept that a text names is written in, as often as the field counts") {
    auto document = two_languages();
    document.themes.clear();
    document.texts.front().title = "Kvinnornas portar";
    document.texts.front().summary = "";
    const auto postings = written(document);
    REQUIRE(postings.contains("XC:themes/women"));
    CHECK(postings.at("XC:themes/women").wdf >= 5);
}

TEST_CASE("the words of pages stand where the layout says, by page") {
    const std::vector<index::PageText> pages{{"rapport.pdf", "sv", 1, "Kommunala kvoter"},
                                             {"rapport.pdf", "sv", 9, "Anvisning"}};
    const auto postings = written(two_languages(), pages);
    CHECK(postings.at("XWsv:kommunal").positions == std::vector<Xapian::termpos>{index::first_page + 1});
    CHECK(postings.at("XWsv:kvot").positions == std::vector<Xapian::termpos>{index::first_page + 2});
    CHECK(postings.at("XWsv:anvisning").positions ==
          std::vector<Xapian::termpos>{index::first_page + index::positions_of_page + 1});
    CHECK(postings.at("XF:anvisning").wdf == 1);
}

TEST_CASE("a page counts for what the document does not say itself, and once") {
    const auto alone = written(two_languages());
    const std::vector<index::PageText> pages{
        {"rapport.pdf", "sv", 1, "Yalla Trappan. Praktik och anvisning. Kvinnornas anvisning"},
        {"rapport.pdf", "sv", 2, "Yalla Trappan. Anvisning för kvinnor"}};
    const auto postings = written(two_languages(), pages);
    for (const std::string term : {"XWsv:yall", "XF:yalla", "XWsv:praktik", "XTsv:yall", "XC:themes/women"}) {
        CAPTURE(term);
        CHECK(postings.at(term).wdf == alone.at(term).wdf);
    }
    CHECK(postings.at("XWsv:anvisning").wdf == 1);
    CHECK(postings.at("XWsv:anvisning").positions.size() == 3);
    CHECK(postings.at("XWsv:yall").positions.size() == alone.at("XWsv:yall").positions.size() + 2);
}

TEST_CASE("a withdrawn document has no words of its pages") {
    const std::vector<index::PageText> pages{{"rapport.pdf", "sv", 1, "Anvisning"}};
    CHECK(written(testing::full_document(), pages).size() == 1);
}

TEST_CASE("broader concepts are found up to the top, also in a circle") {
    model::Concept one;
    one.id = "one";
    one.broader = {"two"};
    model::Concept two;
    two.id = "two";
    two.broader = {"one", "three"};
    model::Scheme scheme;
    scheme.id = "themes";
    scheme.concepts = {one, two};
    const model::Vocabulary vocabulary{{scheme}};
    CHECK(with_broader(vocabulary, "themes", {"one"}) == std::vector<std::string>{"one", "three", "two"});
    CHECK(with_broader(vocabulary, "themes", {"unknown"}) == std::vector<std::string>{"unknown"});
    CHECK(with_broader(vocabulary, "themes", {}).empty());
}
