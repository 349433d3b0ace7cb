#include "indexer/dump.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "engine/index/disk.h"
#include "indexer/archive.h"
#include "indexer/catalogue.h"
#include "indexer/datestamps.h"
#include "tests/index/temporary_folder.h"
#include "tests/indexer/small_content.h"

using namespace clearinghouse;
using namespace clearinghouse::indexer;
using Json = nlohmann::ordered_json;
namespace fs = std::filesystem;

namespace {

std::vector<Json> lines_of(const fs::path& file) {
    std::istringstream text{testing::read_text(file)};
    std::vector<Json> lines;
    for (std::string line; std::getline(text, line);) lines.push_back(Json::parse(line));
    return lines;
}

/// A small content folder and its dump.
struct Dumped {
    explicit Dumped(const char* moment = "2026-12-01") {
        const auto content = folder.path() / "content";
        testing::write_small_content(content);
        testing::write_example(content, {.id = "early",
                                         .attributes = R"(status="published" published="2998-01-01")",
                                         .metadata = R"(<link document="plain-3" relation="evaluates"/>)"});
        const auto catalogue = read_catalogue(content);
        const auto plan = make_plan(catalogue, nullptr, nullptr, {.analysis = "", .translations = ""});
        const auto now = *model::parse_moment(moment);
        const auto records = records_of(plan);
        const auto datestamps = datestamps_of(plan, records, catalogue.vocabulary, {}, now);
        write_dump(plan, records, datestamps, catalogue.vocabulary, folder.path() / "attachments", {"name-1", now},
                   dump());
    }
    fs::path dump() const { return folder.path() / "dump"; }

    testing::TemporaryFolder folder;
};

}  // namespace

TEST_CASE("a dump holds what is published, and nothing that is a draft, withdrawn or yet to come") {
    const Dumped dumped;
    std::set<std::string> ids;
    for (const auto& line : lines_of(dumped.dump() / "documents.jsonl")) {
        ids.insert(line["id"].get<std::string>());
        CHECK(line["status"] == "published");
        CHECK(line["datestamp"] == "2026-11-01T00:00:00Z");
        if (line["id"] == "plain-1") CHECK(line["backlinks"].size() == 2);
        if (line["id"] == "plain-3") CHECK(line["backlinks"].empty());  // not even a link tells of it
        if (line["id"] == "plain-1") CHECK(line["target_groups"] == Json::array({"job-seekers"}));
    }
    CHECK(ids.size() == 19);
    for (const std::string id : {"draft", "withdrawn", "scheduled", "early"}) CHECK_FALSE(ids.contains(id));

    const auto deleted = lines_of(dumped.dump() / "deleted.jsonl");
    REQUIRE(deleted.size() == 1);
    CHECK(deleted[0]["id"] == "withdrawn");
    CHECK(deleted[0]["reasons"]["sv"] == "Föråldrad.");
}

TEST_CASE("the sums of a dump are those of its files") {
    const Dumped dumped;
    const auto manifest = Json::parse(testing::read_text(dumped.dump() / "manifest.json"));
    CHECK(manifest["generation"] == "name-1");
    CHECK(manifest["documents"] == 19);
    const auto sums = testing::read_text(dumped.dump() / "SHA256SUMS");
    for (const auto& file : manifest["files"]) {
        const auto name = file["name"].get<std::string>();
        const auto text = testing::read_text(dumped.dump() / name);
        CHECK(file["bytes"] == text.size());
        CHECK(file["sha256"] == index::disk::sha256(text));
        CHECK(sums.find(file["sha256"].get<std::string>() + "  " + name + "\n") != std::string::npos);
    }
    CHECK(manifest["files"].size() == 3);
}

TEST_CASE("equal content gives an equal archive") {
    const Dumped one;
    const Dumped two;
    const auto bytes = testing::read_text(one.dump() / "clearinghouse.tar.gz");
    CHECK(bytes.size() > 1000);
    CHECK(bytes == testing::read_text(two.dump() / "clearinghouse.tar.gz"));
}
