#include "indexer/options.h"

#include <doctest/doctest.h>

#include <sstream>

#include "tests/index/temporary_folder.h"

using namespace clearinghouse::indexer;
using clearinghouse::testing::TemporaryFolder;

namespace {

struct Read {
    tl::expected<Options, int> options;
    std::string out;
    std::string errors;
};

Read read(std::vector<std::string> words) {
    words.insert(words.begin(), "clearinghouse-indexer");
    std::vector<const char*> arguments;
    for (const std::string& word : words) arguments.push_back(word.c_str());
    std::ostringstream out;
    std::ostringstream errors;
    auto options = read_options(static_cast<int>(arguments.size()), arguments.data(), out, errors);
    return {std::move(options), out.str(), errors.str()};
}

}  // namespace

TEST_CASE("the folder, the index and how much to keep are read") {
    const auto read_options = read({"docs", "--index", "out", "--keep", "5", "--rebuild", "--preview", "--quiet"});
    REQUIRE(read_options.options);
    const Options& options = *read_options.options;
    CHECK(options.action == Action::publish);
    CHECK(options.content == "docs");
    CHECK(options.index == "out");
    CHECK(options.keep == 5);
    CHECK(options.rebuild);
    CHECK(options.preview);
    CHECK(options.quiet);
}

TEST_CASE("what is left out has the defaults that --help tells") {
    const auto options = read({"--index", "out"}).options;
    REQUIRE(options);
    CHECK(options->content == "content");
    CHECK(options->keep == 3);
    CHECK_FALSE(options->rebuild);
    CHECK_FALSE(options->preview);
}

TEST_CASE("--check takes a folder, or files and the content folder that they lie in") {
    const TemporaryFolder folder;
    std::filesystem::create_directories(folder.path() / "vocabularies");
    const auto file = folder.path() / "news" / "a.xml";
    clearinghouse::testing::write_text(file, "<news/>");

    const auto whole = read({"--check", folder.path().string(), "--format", "json"}).options;
    REQUIRE(whole);
    CHECK(whole->action == Action::check);
    CHECK(whole->content == folder.path());
    CHECK(whole->files.empty());
    CHECK(whole->format == Format::json);

    const auto single = read({"--check", file.string(), (folder.path() / "news" / "none.xml").string()}).options;
    REQUIRE(single);
    CHECK(single->content == folder.path());
    CHECK(single->files.size() == 2);

    const auto nothing = read({"--check"}).options;
    REQUIRE(nothing);
    CHECK(nothing->content == "content");
}

TEST_CASE("new takes a type and an id") {
    const auto options = read({"new", "learning-example", "my-example", "--content", "docs"}).options;
    REQUIRE(options);
    CHECK(options->action == Action::create);
    CHECK(options->type == "learning-example");
    CHECK(options->id == "my-example");
    CHECK(options->content == "docs");
}

TEST_CASE("--verify and --version are actions of their own") {
    CHECK(read({"--verify", "--index", "out"}).options->action == Action::verify);
    CHECK(read({"--version"}).options->action == Action::version);
}

TEST_CASE("--help shows examples and exit codes and is no error") {
    const auto help = read({"--help"});
    REQUIRE_FALSE(help.options);
    CHECK(help.options.error() == exit_code::well);
    CHECK(help.out.find("Examples:") != std::string::npos);
    CHECK(help.out.find("Exit codes:") != std::string::npos);
    CHECK(help.out.find("--keep N=3 ") != std::string::npos);
    CHECK(help.out.find("--format TEXT=text ") != std::string::npos);
    CHECK(help.errors.empty());
}

TEST_CASE("wrong use is told with exit code 2") {
    const std::vector<std::vector<std::string>> cases{{},
                                                      {"content"},
                                                      {"--verify"},
                                                      {"a", "b", "--index", "out"},
                                                      {"--index", "out", "--keep", "0"},
                                                      {"--index", "out", "--keep", "many"},
                                                      {"--check", "--verify", "--index", "out"},
                                                      {"--check", "--format", "yaml"},
                                                      {"--colour"},
                                                      {"new", "news"},
                                                      {"new"}};
    for (const auto& words : cases) {
        std::string line;
        for (const std::string& word : words) line += word + " ";
        CAPTURE(line);
        const auto wrong = read(words);
        REQUIRE_FALSE(wrong.options);
        CHECK(wrong.options.error() == exit_code::wrong_use);
        CHECK_FALSE(wrong.errors.empty());
    }
}
