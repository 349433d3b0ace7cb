#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <fstream>
#include <thread>

#include "engine/search/searcher.h"
#include "tests/search/support.h"

namespace clearinghouse::search {
namespace {

namespace fs = std::filesystem;

/// The corpus with every title set to `title`: tells which generation an answer is from.
std::vector<model::Document> titled(const std::string& title) {
    auto documents = testing::corpus();
    for (auto& document : documents) {
        for (auto& text : document.texts) text.title = title;
    }
    return documents;
}

void damage(const fs::path& index, const std::string& generation) {
    const auto file = index / "generations" / generation / "columns.bin";
    fs::permissions(file, fs::perms::owner_write, fs::perm_options::add);
    std::fstream stream{file, std::ios::in | std::ios::out | std::ios::binary};
    stream.seekp(-1, std::ios::end);
    stream.put('\x7F');
}

TEST_CASE("an index that is not there is a problem that says what to do") {
    const testing::IndexFolder folder;
    const auto searcher = CurrentSearcher::open(folder.path() / "nowhere", testing::analyser());
    REQUIRE_FALSE(searcher);
    CHECK_FALSE(searcher.error().what.empty());
    CHECK_FALSE(searcher.error().hint.empty());
}

TEST_CASE("a new generation takes over, and requests keep the one they began with") {
    const testing::IndexFolder folder;
    const auto first = testing::publish(folder.path(), titled("first"), testing::corpus_vocabulary());
    const auto current = CurrentSearcher::open(folder.path(), testing::analyser()).value();
    const auto begun = current->get();
    CHECK(begun->facts().generation == first);
    CHECK(begun->facts().same_analysis);
    CHECK_FALSE(current->refresh().value());

    const auto second = testing::publish(folder.path(), titled("second"), testing::corpus_vocabulary());
    CHECK(current->refresh().value());
    CHECK(current->get()->facts().generation == second);
    CHECK(begun->search({.text = "first", .filters = {}}, testing::in_summer())->total == 11);
    CHECK(begun->search({.text = "second", .filters = {}}, testing::in_summer())->total == 0);
    CHECK(current->get()->search({.text = "second", .filters = {}}, testing::in_summer())->total == 11);
}

TEST_CASE("a damaged generation is refused once, and the old one goes on") {
    const testing::IndexFolder folder;
    const auto first = testing::publish(folder.path(), titled("first"), testing::corpus_vocabulary());
    const auto current = CurrentSearcher::open(folder.path(), testing::analyser()).value();
    damage(folder.path(), testing::publish(folder.path(), titled("second"), testing::corpus_vocabulary()));

    const auto refused = current->refresh();
    REQUIRE_FALSE(refused);
    CHECK_FALSE(refused.error().hint.empty());
    CHECK_FALSE(current->refresh().value());
    CHECK(current->get()->facts().generation == first);
    CHECK(current->get()->search({.text = "first", .filters = {}}, testing::in_summer())->total == 11);

    testing::publish(folder.path(), titled("third"), testing::corpus_vocabulary());
    CHECK(current->refresh().value());
}

TEST_CASE("a hundred swaps under load give no error and no mixed answer") {
    const testing::IndexFolder folder;
    // Two generations, between which the link goes back and forth.
    const std::string names[] = {testing::publish(folder.path(), titled("even"), testing::corpus_vocabulary()),
                                 testing::publish(folder.path(), titled("odd"), testing::corpus_vocabulary())};
    const auto current = CurrentSearcher::open(folder.path(), testing::analyser()).value();
    std::atomic<bool> done = false;
    std::atomic<int> wrong = 0;
    std::atomic<int> answers = 0;
    const auto ask = [&] {
        while (!done) {
            const auto searcher = current->get();
            const std::string title = searcher->facts().generation == names[0] ? "even" : "odd";
            const auto answer = searcher->search({.text = "even odd", .filters = {}}, testing::in_summer());
            const bool right =
                answer && answer->total == 11 && std::ranges::all_of(answer->hits, [&](const Hit& hit) {
                    return hit.record.document.original().title == title && hit.why == std::vector<std::string>{title};
                });
            wrong += right ? 0 : 1;
            ++answers;
        }
    };
    std::thread threads[] = {std::thread{ask}, std::thread{ask}};
    int swaps = 0;
    for (int i = 0; i < 100; ++i) {
        fs::create_directory_symlink(fs::path{"generations"} / names[i % 2], folder.path() / "next");
        fs::rename(folder.path() / "next", folder.path() / "current");
        swaps += current->refresh().value() ? 1 : 0;
    }
    done = true;
    for (auto& thread : threads) thread.join();
    CHECK(swaps == 100);
    CHECK(wrong == 0);
    CHECK(answers > 0);
}

}  // namespace
}  // namespace clearinghouse::search
