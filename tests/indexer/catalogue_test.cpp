#include "indexer/catalogue.h"

#include <doctest/doctest.h>

#include "tests/indexer/content_tree.h"

using namespace clearinghouse;
using tests::ContentTree;

namespace {

const std::string good = std::string{tests::good_files[0]};
const std::string statistic = std::string{tests::good_files[5]};

std::string sum_of(const indexer::Catalogue& catalogue, const std::string& id) {
    for (const auto& source : catalogue.sources) {
        if (source.document.id == id) return source.sha256;
    }
    return "none";
}

std::string codes_of(const model::Problems& problems) {
    std::string codes;
    for (const auto& each : problems) codes += each.code + " ";
    return codes;
}

}  // namespace

TEST_CASE("a folder that is none, or has no vocabularies, is no content") {
    CHECK_THROWS_AS(indexer::read_catalogue("/nowhere/at/all"), std::runtime_error);
    ContentTree tree;
    tree.remove("vocabularies");
    CHECK_THROWS_AS(tree.read(), std::runtime_error);
}

TEST_CASE("the sum of a document changes with its file and its attachments, and with nothing else") {
    ContentTree tree;
    const std::string id = "nordic-statistics-labour-market-perspective-2024";
    const auto before = sum_of(tree.read(), id);
    CHECK(before.size() == 64);
    tree.add(tests::real_content() / good, "learning-examples/another.xml");
    CHECK(sum_of(tree.read(), id) == before);
    tree.write(statistic + "/employment-gap.csv", "area,value\nse,1\n");
    const auto after = sum_of(tree.read(), id);
    CHECK(after != before);
    tree.write(statistic + ".xml", tests::text_of(tests::real_content() / (statistic + ".xml")) + "\n");
    CHECK(sum_of(tree.read(), id) != after);
}

TEST_CASE("a file that cannot be read keeps its id from being taken over") {
    ContentTree tree;
    tree.write("news/mirjam-guidance-newly-arrived-women.xml", "<news");
    const auto catalogue = tree.read();
    CHECK(sum_of(catalogue, "mirjam-guidance-newly-arrived-women") == "none");
    CHECK(codes_of(catalogue.problems) == "id-twice id-twice not-well-formed ");
}

TEST_CASE("progress tells of every document, and ends with all") {
    const ContentTree tree;
    std::vector<std::size_t> done;
    indexer::read_catalogue(tree.folder(), [&](std::size_t now, std::size_t all) {
        CHECK(all == 5);
        done.push_back(now);
    });
    CHECK(done == std::vector<std::size_t>{1, 2, 3, 4, 5});
}

TEST_CASE("single files are checked in their place, elsewhere against the schema alone") {
    ContentTree tree;
    tree.write(statistic + "/employment-gap.csv", "area,value\nse,many\n");
    tree.write("draft.xml", "<news/>");
    const auto check = [&](const std::string& file) {
        return codes_of(indexer::check_files(tree.folder(), {tree.folder() / file}));
    };
    CHECK(check(good).empty());
    CHECK(check("vocabularies/themes.rdf").empty());
    CHECK(check(statistic + ".xml") == "bad-data ");
    CHECK(check(statistic + "/employment-gap.csv") == "bad-data ");
    CHECK(check("draft.xml") == "unknown-type ");
    CHECK(check("news/not-there.xml") == "no-such-file ");
}
