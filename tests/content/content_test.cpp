#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <set>

#include "engine/model/fields.h"
#include "indexer/catalogue.h"
#include "tests/content/concepts.h"
#include "tests/content/figures.h"
#include "tests/content/languages.h"
#include "tests/content/passages.h"
#include "tests/content/texts.h"

/// Holds everything in content/ against what docs/publishing.md promises. What the checks find in made-up words is in
/// the other tests of this folder.
using namespace clearinghouse;

namespace {

const std::filesystem::path& folder() {
    static const auto path = std::filesystem::path{CLEARINGHOUSE_SOURCE_DIR} / "content";
    return path;
}

const indexer::Catalogue& content() {
    static const auto catalogue = indexer::read_catalogue(folder());
    return catalogue;
}

const std::vector<tests::Passage>& passages() {
    static const auto all = tests::read_content(folder());
    return all;
}

/// Withdrawn ones have no readers but of the reason.
std::vector<model::Document> documents() {
    std::vector<model::Document> all;
    for (const auto& source : content().sources) {
        if (source.document.status == model::Status::withdrawn) continue;
        all.push_back(source.document);
        all.back().file = source.document.file.substr(folder().parent_path().string().size() + 1);
    }
    return all;
}

void check_none(const tests::Findings& findings) {
    for (const auto& finding : findings) CHECK_MESSAGE(false, finding);
}

}  // namespace

TEST_CASE("the published content has neither errors nor warnings") {
    for (const auto& problem : content().problems) {
        CHECK_MESSAGE(false, model::to_line(problem));
    }
    CHECK(content().refused.empty());
    CHECK(content().files_read == content().sources.size() + content().vocabulary.schemes().size());
}

TEST_CASE("every document lies in the folder of its type and can be read in its own language") {
    REQUIRE(content().sources.size() >= 40);
    for (const auto& [document, folder, sha256] : content().sources) {
        CAPTURE(document.file);
        CHECK(folder.parent_path().filename() == model::type(document.type)->folder);
        CHECK(folder.filename() == document.id);
        CHECK(sha256.size() == 64);
        CHECK_FALSE(document.original().title.empty());
        CHECK_FALSE(document.original().summary.empty());
        CHECK(document.text_in(document.original().language) == &document.original());
    }
    CHECK(std::ranges::is_sorted(content().sources, {}, [](const auto& each) { return each.document.id; }));
}

TEST_CASE("the content has documents of every type, and originals in each language of the region") {
    std::map<std::string, int, std::less<>> types;
    std::set<std::string> languages;
    for (const auto& source : content().sources) {
        ++types[source.document.type];
        languages.insert(source.document.original().language);
    }
    for (const auto& type : model::types()) {
        CHECK_MESSAGE(types.contains(type.name), std::string{type.name});
    }
    for (const std::string language : {"da", "sv", "nb", "nn", "fi", "is", "en", "fo"}) {
        CHECK_MESSAGE(languages.contains(language), language);
    }
}

TEST_CASE("a text is in the language it claims, and so is each of its sentences") {
    REQUIRE(passages().size() > content().sources.size());
    check_none(tests::texts_in_another_language(passages()));
    check_none(tests::sentences_in_another_language(passages()));
}

TEST_CASE("a summary is as long as a reader in another country needs") {
    check_none(tests::wrong_summary_lengths(passages()));
}

TEST_CASE("a document can be read in English and, if it is English, in a Scandinavian language") {
    check_none(tests::missing_translations(documents()));
}

TEST_CASE("a document says in each language of its readers which questions it answers, in all as many") {
    check_none(tests::missing_questions(documents()));
}

TEST_CASE("questions are in the language they claim, and none stands twice anywhere") {
    const auto questions = tests::questions_in(documents());
    REQUIRE(questions.size() > 30 * documents().size() / 2);
    check_none(tests::lists_in_another_language(questions));
    check_none(tests::sentences_in_another_language(questions));
    constexpr std::size_t any = 1;
    check_none(tests::repeated_sentences(questions, any));
}

TEST_CASE("no sentence of the content stands twice") {
    check_none(tests::repeated_sentences(passages()));
}

TEST_CASE("the concepts have one label of their own in every language of the site") {
    REQUIRE(content().vocabulary.schemes().size() >= 8);
    for (const auto& scheme : content().vocabulary.schemes()) {
        check_none(tests::missing_labels(scheme));
        check_none(tests::shared_labels(scheme));
    }
}

TEST_CASE("every theme leads by broader ones to one of the top") {
    const auto* themes = content().vocabulary.scheme("themes");
    REQUIRE(themes != nullptr);
    // Who people are and where they live is no theme: readers choose those by target group and country. The words are
    // here for search to know them, under two roots that are not offered as themes.
    const std::set<std::string> no_themes{"population-groups", "places"};
    for (const auto& root : no_themes) {
        REQUIRE_MESSAGE(themes->find(root) != nullptr, root);
        CHECK_FALSE(themes->find(root)->is_top);
        CHECK(themes->find(root)->broader.empty());
    }
    check_none(tests::concepts_without_top(*themes, no_themes));
}

TEST_CASE("what a data file says the text says too, and the percentages of a statistic are in its data") {
    for (const auto& source : content().sources) {
        const auto& document = source.document;
        const std::string file = document.file.substr(folder().parent_path().string().size() + 1);
        const auto data = tests::data_files_in(source.folder, file.substr(0, file.rfind('.')));
        std::vector<tests::Passage> all;
        std::vector<tests::Passage> original;
        for (const auto& passage : passages()) {
            if (passage.file != file) continue;
            all.push_back(passage);
            if (passage.language == document.original().language) original.push_back(passage);
        }
        REQUIRE_FALSE(original.empty());
        check_none(tests::values_missing_in_text(data, original));
        if (document.type == "statistic") check_none(tests::percentages_missing_in_data(data, all, passages()));
    }
}
