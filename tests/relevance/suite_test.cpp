#include "tests/relevance/suite.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>

namespace clearinghouse::relevance {
namespace {

namespace fs = std::filesystem;

const fs::path own_suite = fs::path{CLEARINGHOUSE_SOURCE_DIR} / "tests/relevance";

/// A document is what has a file in content/: the suite that is published here names no other.
bool has_file(std::string_view id) {
    for (const auto& folder : fs::directory_iterator{fs::path{CLEARINGHOUSE_SOURCE_DIR} / "content"}) {
        if (fs::exists(folder.path() / (std::string{id} + ".xml"))) return true;
    }
    return false;
}

void write(const fs::path& path, const std::string& text) {
    fs::create_directories(path.parent_path());
    std::ofstream{path} << text;
}

/// A copy of the suite in which one file reads otherwise; of this process alone, as tests run side by side.
struct ChangedSuite {
    fs::path folder = fs::path{CLEARINGHOUSE_BINARY_DIR} / ("relevance-suite-" + std::to_string(getpid()));

    ChangedSuite(const std::string& file, const std::string& text) {
        fs::remove_all(folder);
        for (const auto* each : {"topics/main", "topics/second"}) fs::create_directories(folder / each);
        const std::string topic = "topics/main/01-language-or-work-first.txt";
        for (const std::string& each :
             {topic, std::string{"known-items.txt"}, std::string{"variants.txt"}, std::string{"nothing.txt"}}) {
            fs::copy_file(own_suite / each, folder / each);
        }
        write(folder / file, text);
    }
    ~ChangedSuite() { fs::remove_all(folder); }
    ChangedSuite(const ChangedSuite&) = delete;
    ChangedSuite& operator=(const ChangedSuite&) = delete;
};

std::string queries_without(std::string_view left_out) {
    std::string lines;
    for (const auto language : languages) {
        if (language != left_out) lines += std::string{language} + ": integration\n";
    }
    return lines;
}

TEST_CASE("the suite of this repository is without fault, and names only documents of content/") {
    const auto reading = read_suite(own_suite, has_file);
    for (const auto& problem : reading.problems) FAIL_CHECK(model::to_line(problem));
    CHECK(reading.suite.topics.size() >= 50);
    CHECK(reading.suite.known_items.size() >= 50);
    CHECK(reading.suite.variants.size() >= 50);
    CHECK(reading.suite.strangers.size() >= 20);
    const auto& topic = reading.suite.topics.front();
    CHECK(topic.set == "main");
    CHECK(topic.name == "01-language-or-work-first");
    CHECK(topic.need.starts_with("A municipal integration coordinator"));
    CHECK(topic.queries.at("fi") == "ensin kieli vai suoraan töihin");
    CHECK(topic.grades.at("2018-labour-market") == 3);
}

TEST_CASE("what is wrong in the suite is said with file and line") {
    struct Case {
        std::string file, text, code;
        int line;
    };
    const std::string topic = "topics/main/99-new.txt";
    const std::string head = "# Someone wants to know.\n" + queries_without("");  // eight lines
    const Case cases[] = {
        {topic, head + "3 2018-labour-market\n", "", 0},
        {topic, queries_without("") + "3 2018-labour-market\n", "missing-need", 1},
        {topic, head + "3 2018-labour-market\n1 2018-labour-market\n", "doubled-judgement", 10},
        {topic, head + "3 2018-labour-markt\n", "unknown-document", 9},
        {topic, head + "4 2018-labour-market\n", "broken-line", 9},
        {topic, head + "0 2018-labour-market\n", "broken-line", 9},
        {topic, head + "2018-labour-market\n", "broken-line", 9},
        {topic, head + "3 2018-labour-market a note\n", "broken-line", 9},
        {topic, head + "\n", "missing-judgements", 0},
        {topic, "# Who\n" + queries_without("nn") + "3 2018-labour-market\n", "missing-language", 0},
        {topic, head + "da: integration\n3 2018-labour-market\n", "doubled-language", 9},
        {topic, head + "de: Integration\n3 2018-labour-market\n", "unknown-language", 9},
        {topic, "# Who\nda:\n" + queries_without("da") + "3 2018-labour-market\n", "broken-line", 2},
        {topic, head + "3 2018-labour-market\n# \xff\n", "broken-line", 10},
        {"topics/astray.txt", head + "3 2018-labour-market\n", "stray-file", 0},
        {"topics/main/notes.md", "notes", "stray-file", 0},
        {"known-items.txt", "# head\nda | fædre\n", "broken-line", 2},
        {"known-items.txt", "da | fædre | \n", "broken-line", 1},
        {"known-items.txt", "da | fædre | faedregruppen\n", "unknown-document", 1},
        {"known-items.txt", "se | fædre | 2018-labour-market\n", "unknown-language", 1},
        {"variants.txt", "da | wrong | fædre | faedre\n", "unknown-kind", 1},
        {"variants.txt", "da | plain | fædre | faedre | x\n", "broken-line", 1},
        {"nothing.txt", "da | axolotl\nda | axolotl\n", "doubled-line", 2},
    };
    for (const auto& c : cases) {
        CAPTURE(c.file);
        CAPTURE(c.text);
        const ChangedSuite changed{c.file, c.text};
        const auto reading = read_suite(changed.folder, has_file);
        std::vector<std::string> codes;
        for (const auto& problem : reading.problems) codes.push_back(problem.code);
        if (c.code.empty()) {
            CHECK(codes.empty());
            continue;
        }
        CAPTURE(codes);
        REQUIRE(std::ranges::find(codes, c.code) != codes.end());
        const auto& problem =
            reading.problems[static_cast<std::size_t>(std::ranges::find(codes, c.code) - codes.begin())];
        CHECK(problem.line == c.line);
        CHECK(problem.file == (changed.folder / c.file).string());
    }
}

TEST_CASE("a list that is not there is an error, not an empty list") {
    const ChangedSuite changed{"nothing.txt", ""};
    fs::remove(changed.folder / "nothing.txt");
    const auto reading = read_suite(changed.folder, has_file);
    REQUIRE(reading.problems.size() == 1);
    CHECK(reading.problems[0].code == "unreadable-file");
}

}  // namespace
}  // namespace clearinghouse::relevance
