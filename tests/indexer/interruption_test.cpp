#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <random>

#include "engine/index/generation.h"
#include "tests/index/temporary_folder.h"
#include "tests/indexer/program.h"
#include "tests/indexer/small_content.h"

using namespace clearinghouse;
using testing::Ended;
using testing::run_indexer;
namespace fs = std::filesystem;

namespace {

constexpr int kills_wanted = 100;

std::vector<fs::path> leftovers(const fs::path& index) {
    std::vector<fs::path> found;
    for (const auto& entry : fs::recursive_directory_iterator{index}) {
        if (entry.path().filename().string().starts_with(".building")) found.push_back(entry.path());
    }
    return found;
}

/// A copy of real content and an index of it, whose document "marker" says which edit it was made from. It is a part
/// of the content, so that hundreds of runs take no hour.
class Site {
public:
    Site() {
        for (const std::string folder : {"vocabularies", "statistics", "news"}) {
            fs::create_directories(content());
            fs::copy(fs::path{CLEARINGHOUSE_SOURCE_DIR} / "content" / folder, content() / folder,
                     fs::copy_options::recursive);
        }
        edit(0);
        REQUIRE(run().code <= 1);  // links into the rest of the content lead nowhere here
    }

    fs::path content() const { return folder_.path() / "content"; }
    fs::path index() const { return folder_.path() / "index"; }

    void edit(int number) const {
        testing::write_example(content(), {.id = "marker", .title = fmt::format("Edit {}", number)});
    }

    Ended run(const testing::Limits& limits = {}, const std::string& option = "--quiet") const {
        return run_indexer({content().string(), "--index", index().string(), "--language-data", "/nonexistent", option},
                           limits);
    }

    /// The edit that the current generation was made from, verified.
    int published() const {
        const auto generation = index::Generation::open(index());
        if (!generation) FAIL(model::to_line(generation.error()));
        const auto record = (*generation)->record((*generation)->find("marker").value());
        return std::stoi(record->document.original().title.substr(5));
    }

private:
    testing::TemporaryFolder folder_;
};

std::chrono::microseconds duration_of_run(const Site& site) {
    const auto begin = std::chrono::steady_clock::now();
    REQUIRE(site.run({}, "--rebuild").code <= 1);
    return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - begin);
}

}  // namespace

TEST_CASE("a run that is killed at any moment leaves the old generation or the new one, and the next one cleans up") {
    const Site site;
    const auto duration = duration_of_run(site).count();
    std::mt19937 random{1};
    std::uniform_int_distribution<std::int64_t> moment{0, duration};
    int kills = 0;
    int old_ones = 0;
    for (int edit = 1; kills < kills_wanted && edit <= 6 * kills_wanted; ++edit) {
        const int before = site.published();
        site.edit(edit);
        const std::chrono::microseconds after{moment(random)};
        const Ended ended = site.run({.kill_after = after, .file_bytes = {}}, edit % 3 == 0 ? "--rebuild" : "--quiet");
        kills += ended.killed ? 1 : 0;
        CAPTURE(edit);
        CAPTURE(after.count());
        const int now = site.published();
        CHECK((now == before || now == edit));
        old_ones += now == before ? 1 : 0;
        if (edit % 10 != 0) continue;
        REQUIRE(site.run().code <= 1);
        CHECK(site.published() == edit);
        CHECK(leftovers(site.index()).empty());
        CHECK(index::generation_names(site.index()).size() <= 3);
        CHECK(run_indexer({"--verify", "--index", site.index().string()}).code == 0);
    }
    MESSAGE("killed " << kills << " times, of which " << old_ones << " runs had not published yet");
    CHECK(kills == kills_wanted);
    CHECK(old_ones > 0);
}

TEST_CASE("a disk that is full at any point leaves the old generation and says so") {
    const Site site;
    int refused = 0;
    int edit = 1000;
    for (unsigned long bytes = 64; bytes < 4'000'000; bytes *= 2) {
        CAPTURE(bytes);
        const int before = site.published();
        site.edit(++edit);
        const Ended ended = site.run({.kill_after = {}, .file_bytes = bytes}, "--rebuild");
        CHECK_FALSE(ended.killed);
        if (ended.code <= 1) break;  // so much is enough
        ++refused;
        CHECK(ended.code == 3);
        CHECK(site.published() == before);
        CHECK(leftovers(site.index()).empty());
        // What it writes to the error file is limited too.
        if (bytes >= 1024) CHECK(ended.errors.find("cannot") != std::string::npos);
    }
    CHECK(refused > 5);
    CHECK(site.run().code <= 1);
    CHECK(site.published() == edit);
}

TEST_CASE("an index in a place that cannot be written is refused with exit code 3 and a message") {
    const testing::TemporaryFolder folder;
    testing::write_small_content(folder.path() / "content");
    testing::write_text(folder.path() / "file", "no directory");
    const Ended ended = run_indexer({(folder.path() / "content").string(), "--index", (folder.path() / "file").string(),
                                     "--language-data", "/none"});
    CHECK(ended.code == 3);
    CHECK(ended.errors.find("cannot be written") != std::string::npos);
}
