#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <set>

#include "engine/model/fields.h"
#include "indexer/catalogue.h"
#include "tests/indexer/content_tree.h"

using namespace clearinghouse;

namespace {

const indexer::Catalogue& content() {
    static const auto catalogue = indexer::read_catalogue(tests::real_content());
    return catalogue;
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
