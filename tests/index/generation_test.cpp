#include "engine/index/generation.h"

#include <doctest/doctest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <functional>
#include <random>

#include "engine/index/disk.h"
#include "engine/index/manifest.h"
#include "tests/index/sample.h"
#include "tests/index/temporary_folder.h"

using namespace clearinghouse;
using namespace clearinghouse::index;
using testing::TemporaryFolder;
namespace fs = std::filesystem;

namespace {

std::vector<Record> sample_records() {
    model::Document other;
    other.id = "other-one";
    other.type = "news";
    other.aliases = {"yalla-trappan", "old-name"};  // an alias never hides an id
    return {{testing::full_document(), {}}, {other, {{"evaluates", "yalla-trappan"}}}};
}

std::vector<fs::path> files_of(const fs::path& directory) {
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator{directory}) {
        if (entry.is_regular_file()) files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    return files;
}

std::vector<std::string> leftovers(const fs::path& index) {
    std::vector<std::string> found;
    for (const auto& entry : fs::recursive_directory_iterator{index}) {
        const std::string name = entry.path().filename().string();
        if (name.starts_with(".building")) found.push_back(name);
    }
    return found;
}

/// Runs work in a process of its own and returns the message of the exception that ended it.
std::string what_a_child_catches(const std::function<void()>& work) {
    std::array<int, 2> pipe{};
    REQUIRE(::pipe(pipe.data()) == 0);
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        std::string what = "nothing";
        try {
            work();
        } catch (const std::exception& error) {
            what = error.what();
        }
        ::_exit(::write(pipe[1], what.data(), what.size()) < 0 ? 1 : 0);
    }
    ::close(pipe[1]);
    std::array<char, 1000> said{};
    const ssize_t size = ::read(pipe[0], said.data(), said.size());
    ::close(pipe[0]);
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    return {said.data(), static_cast<std::size_t>(std::max<ssize_t>(size, 0))};
}

}  // namespace

TEST_CASE("what was published is found by id and alias") {
    const TemporaryFolder index;
    const std::string name = testing::publish_sample(index.path(), sample_records());
    const auto generation = Generation::open(index.path());
    REQUIRE(generation);
    CHECK((*generation)->manifest().generation == name);
    CHECK((*generation)->manifest().documents == 2);
    CHECK((*generation)->manifest().sources.at("other-one") == "sum of other-one");
    CHECK((*generation)->manifest().layout == layout_version);
    CHECK((*generation)->columns().size() == 2);
    CHECK((*generation)->vocabulary().find("themes", "women") != nullptr);
    CHECK((*generation)->database().filename() == "xapian");

    CHECK((*generation)->find("yalla-trappan") == 1U);
    CHECK((*generation)->find("yalla") == 1U);
    CHECK((*generation)->find("old-name") == 2U);
    CHECK_FALSE((*generation)->find("nothing"));
    CHECK((*generation)->record(2)->backlinks.at(0).document == "yalla-trappan");
    CHECK_FALSE((*generation)->record(0));
    CHECK_FALSE((*generation)->record(3));
}

TEST_CASE("a gap among the records has no record and keeps the numbers of the others") {
    const TemporaryFolder folder;
    write_records(folder.path() / "records.bin", {"", to_json(sample_records()[1]), ""});
    CHECK(fs::file_size(folder.path() / "records.bin") > 0);
    CHECK_THROWS_AS(write_records(folder.path() / "bad.bin", {R"({"type":"news"})"}), std::invalid_argument);
    CHECK_THROWS_AS(write_records(folder.path() / "twice.bin", {R"({"id":"a"})", R"({"id":"a"})"}),
                    std::invalid_argument);
}

TEST_CASE("an attachment is given only by a name that the manifest lists") {
    const TemporaryFolder index;
    testing::publish_sample(index.path(), sample_records());
    const auto generation = Generation::open(index.path());
    REQUIRE(generation);
    const auto file = (*generation)->attachment("yalla-trappan", "report.pdf");
    REQUIRE(file);
    CHECK(testing::read_text(*file) == "%PDF-1.7 report");
    struct Case {
        std::string id, file;
    };
    const Case cases[] = {{"yalla-trappan", "other.pdf"},
                          {"other-one", "report.pdf"},
                          {"yalla-trappan", "../../manifest.json"},
                          {"..", "manifest.json"},
                          {".", "yalla-trappan/report.pdf"},
                          {"yalla-trappan/report.pdf", ""},
                          {"", "yalla-trappan/report.pdf"},
                          {"yalla-trappan", std::string{"report.pdf\0.html", 16}},
                          {"yalla-trappan", "."}};
    for (const auto& c : cases) {
        CAPTURE(c.id);
        CAPTURE(c.file);
        CHECK_FALSE((*generation)->attachment(c.id, c.file));
    }
}

TEST_CASE("generations get names in the order in which they are published, and the last ones are kept") {
    const TemporaryFolder index;
    std::vector<std::string> names;
    for (int i = 0; i < 12; ++i) names.push_back(testing::publish_sample(index.path(), sample_records()));
    CHECK(generation_names(index.path()) == std::vector<std::string>(names.end() - 3, names.end()));
    CHECK(current_generation(index.path()) == names.back());
    for (const std::string& name : generation_names(index.path())) {
        CHECK(Generation::open(index.path(), Verify::sums, name));
    }
    testing::publish_sample(index.path(), sample_records(), 1);
    CHECK(generation_names(index.path()).size() == 1);
    CHECK(leftovers(index.path()).empty());
}

TEST_CASE("a new generation sorts behind one from the future") {
    const TemporaryFolder index;
    auto building = Building::start(index.path(), "29991231T000000Z-9");
    REQUIRE(building);
    (*building)->publish({}, 3);
    building->reset();
    CHECK(testing::publish_sample(index.path(), sample_records()) == "29991231T000000Z-10");
    CHECK(current_generation(index.path()) == "29991231T000000Z-10");
}

TEST_CASE("a generation that is not published leaves nothing behind") {
    const TemporaryFolder index;
    const std::string name = testing::publish_sample(index.path(), sample_records());
    {
        auto building = Building::start(index.path());
        REQUIRE(building);
        testing::write_text((*building)->directory() / "xapian" / "file", "half");
    }
    CHECK(leftovers(index.path()).empty());
    CHECK(generation_names(index.path()) == std::vector<std::string>{name});
}

TEST_CASE("only one run at a time writes an index") {
    const TemporaryFolder index;
    auto first = Building::start(index.path());
    REQUIRE(first);
    const auto second = Building::start(index.path());
    REQUIRE_FALSE(second);
    CHECK(second.error().code == "index-locked");
    first->reset();
    CHECK(Building::start(index.path()));
}

TEST_CASE("what an interrupted run left is removed by the next") {
    const TemporaryFolder index;
    const std::string name = testing::publish_sample(index.path(), sample_records());
    const fs::path generations = index.path() / "generations";
    testing::write_text(generations / ".building-20990101T000000Z-1" / "xapian" / "half", "half");
    testing::write_text(generations / ".building-removed-20000101T000000Z-1" / "manifest.json", "{}");
    fs::create_symlink("generations/20990101T000000Z-1", index.path() / ".building-current");
    fs::copy(generations / name, generations / "29990101T000000Z-1", fs::copy_options::recursive);
    REQUIRE(Building::start(index.path()));
    CHECK(leftovers(index.path()).empty());
    CHECK(generation_names(index.path()) == std::vector<std::string>{name});
    CHECK(Generation::open(index.path()));
}

TEST_CASE("an index that is missing is refused with the command that builds it") {
    const TemporaryFolder index;
    const auto generation = Generation::open(index.path() / "none");
    REQUIRE_FALSE(generation);
    CHECK(generation.error().code == "index-missing");
    CHECK(generation.error().hint.find("clearinghouse-indexer content/ --index " + (index.path() / "none").string()) !=
          std::string::npos);
    CHECK_FALSE(current_generation(index.path() / "none"));
    for (const std::string target : {"../elsewhere", "generations/../x", "/etc", "generations/.building-1"}) {
        fs::remove(index.path() / "current");
        fs::create_symlink(target, index.path() / "current");
        CHECK_FALSE(current_generation(index.path()));
    }
}

TEST_CASE("a manifest is read as it was written, whatever its files are called") {
    Manifest manifest;
    manifest.generation = "20261101T080000Z-1";
    manifest.analysis = "plain words";
    manifest.documents = 2;
    manifest.documents_by_type = {{"news", 2}};
    manifest.files = {{"columns.bin", {.bytes = 7, .sha256 = "ab"}},
                      {"attachments/2019/skýrsla \"1\".pdf", {.bytes = 0, .sha256 = ""}}};
    manifest.sources = {{"2019", "4:ab"}, {"yalla-trappan", "4:cd"}};
    const auto read = read_manifest(manifest_text(manifest));
    REQUIRE(read);
    CHECK(manifest_text(*read) == manifest_text(manifest));
    CHECK(read->files.at("attachments/2019/skýrsla \"1\".pdf").bytes == 0);
    CHECK(read->files.at("columns.bin").sha256 == "ab");
    CHECK(read->sources == manifest.sources);
    CHECK(read->documents_by_type == manifest.documents_by_type);
}

TEST_CASE("a generation of another layout is refused") {
    Manifest manifest;
    manifest.layout = layout_version + 1;
    const auto read = read_manifest(manifest_text(manifest));
    REQUIRE_FALSE(read);
    CHECK(read.error().code == "index-unknown-layout");
}

TEST_CASE("each of 600 random damages to a generation is refused and names the file") {
    const TemporaryFolder index;
    const std::string name = testing::publish_sample(index.path(), sample_records());
    const auto files = files_of(index.path() / "generations" / name);
    REQUIRE(files.size() == 9);
    std::mt19937 random{20261122};
    for (int i = 0; i < 600; ++i) {
        const fs::path& file = files[random() % files.size()];
        const std::string whole = testing::read_text(file);
        const std::size_t place = random() % whole.size();
        std::string damaged = whole;
        const int kind = i % 5;
        if (kind == 0) damaged[place] = static_cast<char>(damaged[place] ^ (1 << (random() % 8)));
        if (kind == 1) damaged.resize(place);
        if (kind == 2) damaged.insert(place, 1, ' ');
        if (kind == 3) damaged.replace(place, 16, std::string(16, '\0'));
        CAPTURE(file.string());
        CAPTURE(kind);
        CAPTURE(place);
        if (kind == 4) {
            fs::remove(file);
        } else if (damaged == whole) {
            continue;
        } else {
            testing::write_text(file, damaged);
        }
        const auto generation = Generation::open(index.path());
        REQUIRE_FALSE(generation);
        CHECK(generation.error().file == file.string());
        CHECK_FALSE(generation.error().hint.empty());
        testing::write_text(file, whole);
    }
    CHECK(Generation::open(index.path()));
}

TEST_CASE("sizes alone are verified quickly and miss only what keeps them") {
    const TemporaryFolder index;
    const std::string name = testing::publish_sample(index.path(), sample_records());
    const fs::path file = index.path() / "generations" / name / "attachments" / "yalla-trappan" / "report.pdf";
    testing::write_text(file, "%PDF-1.7 repord");
    CHECK(Generation::open(index.path(), Verify::sizes));
    CHECK_FALSE(Generation::open(index.path(), Verify::sums));
    testing::write_text(file, "%PDF");
    CHECK_FALSE(Generation::open(index.path(), Verify::sizes));
}

TEST_CASE("a disk that takes no more bytes leaves the published generation as it was") {
    const TemporaryFolder index;
    const std::string name = testing::publish_sample(index.path(), sample_records());
    const std::string said = what_a_child_catches([&] {
        std::signal(SIGXFSZ, SIG_IGN);
        const rlimit limit{100, 100};
        ::setrlimit(RLIMIT_FSIZE, &limit);
        testing::publish_sample(index.path(), sample_records());
    });
    CHECK(said.find("cannot write") != std::string::npos);
    CHECK(current_generation(index.path()) == name);
    CHECK(Generation::open(index.path()));
    CHECK(leftovers(index.path()).empty());
}

TEST_CASE("a read-only directory leaves the published generation as it was") {
    const TemporaryFolder index;
    const std::string name = testing::publish_sample(index.path(), sample_records());
    for (const fs::path& path : {index.path() / "lock", index.path() / "generations", index.path()}) {
        fs::permissions(path, fs::perms{path.filename() == "lock" ? 0444U : 0555U});
    }
    const std::string said = what_a_child_catches([&] {
        if (::geteuid() == 0) REQUIRE(::seteuid(65534) == 0);  // rights do not bind the superuser
        testing::publish_sample(index.path(), sample_records());
    });
    fs::permissions(index.path(), fs::perms{0755U});
    fs::permissions(index.path() / "generations", fs::perms{0755U});
    CHECK(said.find("cannot be written") != std::string::npos);
    CHECK(current_generation(index.path()) == name);
    CHECK(Generation::open(index.path()));
}

TEST_CASE("an index that cannot be written is a Problem") {
    const TemporaryFolder folder;
    testing::write_text(folder.path() / "file", "not a directory");
    const auto building = Building::start(folder.path() / "file" / "index");
    REQUIRE_FALSE(building);
    CHECK(building.error().code == "index-unwritable");
}
