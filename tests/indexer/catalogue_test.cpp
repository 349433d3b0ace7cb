#include "indexer/catalogue.h"

#include <doctest/doctest.h>

#include "indexer/skeleton.h"
#include "tests/indexer/content_tree.h"

using namespace clearinghouse;
using tests::ContentTree;

namespace {

const std::string good = std::string{tests::good_files[0]};
const std::string statistic = "statistics/nordic-statistics-labour-market-perspective-2024";

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

TEST_CASE("a scheme that is missing or broken is told once, not at each reference to it") {
    ContentTree tree;
    tree.remove("vocabularies/themes.rdf");
    CHECK(codes_of(tree.read().problems) == "no-vocabulary ");
    tree.write("vocabularies/themes.rdf", "<rdf");
    const auto catalogue = tree.read();
    CHECK_FALSE(catalogue.vocabulary_is_whole);
    for (const auto& each : catalogue.problems)
        CHECK(each.file == (tree.folder() / "vocabularies/themes.rdf").string());
}

TEST_CASE("a draft may be unfinished and stand there before what it leads to; published it may not") {
    ContentTree tree;
    const auto draft = indexer::skeleton("collection", "2026-something");
    REQUIRE(draft);
    tree.write("collections/2026-something.xml", *draft);
    const auto drafted = tree.read();
    CHECK(codes_of(drafted.problems) == "summary-length dead-link ");
    CHECK_FALSE(model::has_error(drafted.problems));
    CHECK(drafted.refused.empty());

    auto published = *draft;
    const std::string status = "status=\"draft\"";
    published.replace(published.find(status), status.size(), "status=\"published\" published=\"2026-11-01\"");
    tree.write("collections/2026-something.xml", published);
    const auto catalogue = tree.read();
    std::string unfilled;
    for (const auto& each : catalogue.problems) {
        if (each.code == "not-filled-in") unfilled += each.what.substr(0, each.what.find(' ')) + " ";
        CHECK((each.code == "summary-length") == (each.severity == model::Severity::warning));
    }
    CHECK(unfilled == "<publisher> <source> <title> <summary> <sentence> ");
    CHECK(codes_of(catalogue.problems).find("dead-link") != std::string::npos);
    CHECK(catalogue.refused == std::vector<std::string>{"2026-something"});
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
