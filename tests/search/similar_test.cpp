#include "engine/search/similar.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "tests/search/support.h"

namespace clearinghouse::search {
namespace {

std::vector<std::string> similar(const std::string& id, std::size_t most = 5,
                                 model::Moment now = testing::in_summer()) {
    std::vector<std::string> found;
    for (const auto& record : testing::corpus_searcher()->similar(id, most, now)) found.push_back(record.document.id);
    return found;
}

bool has(const std::vector<std::string>& ids, const std::string& id) {
    return std::ranges::find(ids, id) != ids.end();
}

TEST_CASE("documents about the same are similar across languages") {
    // Danish women who visit women, Finnish for women in a library, and what is known of women without work.
    CHECK(similar("bydelsmodre", 2) == std::vector<std::string>{"women-outside-work", "kielikahvila"});
    CHECK(similar("kielikahvila", 1) == std::vector<std::string>{"bydelsmodre"});
    CHECK(has(similar("arbeidstreff", 2), "greenhouse-swedish"));  // employers
    CHECK_FALSE(has(similar("modurmal", 5), "arbeidstreff"));      // children at school, and jobs
}

TEST_CASE("no document is similar to itself, and none is told twice or before its time") {
    for (const auto& document : testing::corpus()) {
        CAPTURE(document.id);
        auto found = similar(document.id, 100);
        CHECK_FALSE(has(found, document.id));
        for (const std::string hidden : {"coming-soon", "taken-back", "unfinished"}) CHECK_FALSE(has(found, hidden));
        std::ranges::sort(found);
        CHECK(std::ranges::adjacent_find(found) == found.end());
    }
}

TEST_CASE("only what can be seen has similar documents, and as many as were asked for at most") {
    CHECK(similar("nowhere").empty());
    CHECK(similar("taken-back").empty());
    CHECK(similar("coming-soon").empty());
    CHECK_FALSE(similar("coming-soon", 5, *model::parse_moment("2027-04-01")).empty());
    CHECK(similar("bokkafe", 1).size() == 1);
    CHECK(similar("bokkafe", 0).empty());
}

}  // namespace
}  // namespace clearinghouse::search
