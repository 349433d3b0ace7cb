#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>

#include "indexer/catalogue.h"
#include "tests/indexer/content_tree.h"

using namespace clearinghouse;
namespace fs = std::filesystem;
using tests::ContentTree;

namespace {

const fs::path broken = fs::path{CLEARINGHOUSE_SOURCE_DIR} / "tests/indexer/broken";

/// A row of broken/expected.txt.
struct Expected {
    std::string file;
    int line = 0;
    std::string code;
    std::string part;
    model::Severity severity = model::Severity::error;
};

std::vector<std::string> cells_of(const std::string& row) {
    std::vector<std::string> cells;
    for (std::size_t at = 0; at <= row.size();) {
        const auto end = std::min(row.find(" | ", at), row.size());
        cells.push_back(row.substr(at, end - at));
        at = end + 3;
    }
    return cells;
}

/// The rows of the table, by the name that all files of one case share.
std::map<std::string, std::vector<Expected>> read_table() {
    std::map<std::string, std::vector<Expected>> cases;
    std::ifstream table{broken / "expected.txt"};
    for (std::string row; std::getline(table, row);) {
        if (row.empty() || row.starts_with('#')) continue;
        const auto cells = cells_of(row);
        REQUIRE_MESSAGE(cells.size() == 5, row);
        const fs::path file = cells[0];
        const auto parts = std::distance(file.begin(), file.end());
        const auto name = parts == 3 ? *std::next(file.begin()) : file.stem();
        cases[name.string()].push_back({cells[0], std::stoi(cells[1]), cells[2], cells[3],
                                        cells[4] == "warning" ? model::Severity::warning : model::Severity::error});
    }
    return cases;
}

/// Everything in broken/ whose name, without its ending, is `name`; relative to broken/.
std::vector<fs::path> files_of(const std::string& name) {
    std::vector<fs::path> files;
    for (auto each = fs::recursive_directory_iterator{broken}; each != fs::recursive_directory_iterator{}; ++each) {
        if (each->path().stem() != name) continue;
        files.push_back(fs::relative(each->path(), broken));
        if (each->is_directory()) each.disable_recursion_pending();
    }
    return files;
}

bool is_found(const Expected& expected, const model::Problems& problems, const fs::path& content) {
    return std::ranges::any_of(problems, [&](const model::Problem& each) {
        return each.file == (content / expected.file).string() && each.line == expected.line &&
               each.code == expected.code && model::to_line(each).find(expected.part) != std::string::npos &&
               each.severity == expected.severity;
    });
}

/// What an editor should never have to read.
void check_words(const model::Problem& problem) {
    CAPTURE(model::to_line(problem));
    CHECK_FALSE(problem.hint.empty());
    REQUIRE_FALSE(problem.what.empty());
    CHECK_FALSE(std::isupper(static_cast<unsigned char>(problem.what.front())));
    for (const std::string& text : {problem.what, problem.hint}) {
        CHECK((text.ends_with("...") || !text.ends_with('.')));
        for (const std::string word : {"{urn", "facet", "atomic type", "union type", "xmlParse", "  ", "\n", "()"}) {
            CHECK(text.find(word) == std::string::npos);
        }
    }
}

}  // namespace

TEST_CASE("every broken file is refused with what is wrong, where, and what to do, and hurts no other") {
    ContentTree tree;
    tree.add(broken / "learning-examples/withdrawn-example.xml", "learning-examples/withdrawn-example.xml");
    const auto good = tree.read();
    REQUIRE(good.problems.empty());
    REQUIRE(good.sources.size() >= 6);

    const auto cases = read_table();
    REQUIRE(cases.size() >= 45);
    for (const auto& [name, rows] : cases) {
        CAPTURE(name);
        const auto files = files_of(name);
        REQUIRE_FALSE(files.empty());
        for (const auto& file : files) tree.add(broken / file, file);
        const auto catalogue = tree.read();
        for (const auto& file : files) tree.remove(file);

        std::string found;
        for (const auto& problem : catalogue.problems) {
            found += problem.code + " | " + model::to_line(problem) + "\n";
            check_words(problem);
        }
        INFO(found);
        bool is_error = false;
        for (const auto& row : rows) {
            is_error = is_error || row.severity == model::Severity::error;
            CHECK_MESSAGE(is_found(row, catalogue.problems, tree.folder()),
                          fmt::format("not found: {} | {} | {} | {}", row.file, row.line, row.code, row.part));
        }
        CHECK(catalogue.problems.size() == rows.size());

        CHECK((std::ranges::count(catalogue.refused, name) > 0) == is_error);
        std::set<std::string> published;
        for (const auto& source : catalogue.sources) published.insert(source.document.id);
        for (const auto& source : good.sources) CHECK(published.contains(source.document.id));
        CHECK_FALSE((is_error && published.contains(name)));
    }
}

TEST_CASE("every file of the collection of broken files stands in its table") {
    const auto cases = read_table();
    for (const auto& each : fs::recursive_directory_iterator{broken}) {
        if (!each.is_regular_file()) continue;
        const auto file = fs::relative(each.path(), broken);
        if (file == "expected.txt" || file.stem() == "withdrawn-example") continue;
        const bool is_beside = std::distance(file.begin(), file.end()) == 3;
        const auto name = is_beside ? std::next(file.begin())->string() : file.stem().string();
        CHECK_MESSAGE(cases.contains(name), file.string());
    }
}

TEST_CASE("what no editor could store among the broken files is refused as well") {
    ContentTree tree;
    const auto good = tree.read().sources.size();
    const auto only_problem = [&](const std::string& code) {
        const auto catalogue = tree.read();
        CHECK(catalogue.sources.size() == good);
        CHECK(catalogue.refused == std::vector<std::string>{"broken"});
        REQUIRE(catalogue.problems.size() == 1);
        check_words(catalogue.problems[0]);
        CHECK(catalogue.problems[0].code == code);
        CHECK(catalogue.problems[0].file == (tree.folder() / "news/broken.xml").string());
    };
    SUBCASE("a file of more than 2 MB") {
        tree.write("news/broken.xml", "<news>" + std::string(2 * 1024 * 1024, ' ') + "</news>");
        only_problem("too-large");
    }
    SUBCASE("a link instead of a file") {
        fs::create_symlink(tree.folder() / tests::good_files[0], tree.folder() / "news/broken.xml");
        only_problem("not-a-file");
    }
    SUBCASE("a link that leads nowhere") {
        fs::create_symlink("/nowhere/at/all.xml", tree.folder() / "news/broken.xml");
        only_problem("not-a-file");
    }
    SUBCASE("a folder with the name of a document") {
        fs::create_directory(tree.folder() / "news/broken.xml");
        only_problem("not-a-file");
    }
}
