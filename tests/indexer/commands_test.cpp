#include "indexer/commands.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "engine/index/generation.h"
#include "tests/index/temporary_folder.h"
#include "tests/indexer/small_content.h"

using namespace clearinghouse;
using namespace clearinghouse::indexer;
namespace fs = std::filesystem;

namespace {

struct Answer {
    int code = 0;
    std::string out;
    std::string errors;
};

Answer answer(const Options& options) {
    std::ostringstream out;
    std::ostringstream errors;
    const int code = run(options, out, errors);
    return {code, out.str(), errors.str()};
}

class Site {
public:
    Site() {
        testing::write_small_content(content());
        options.content = content();
        options.index = folder_.path() / "index";
        options.language_data = "/nonexistent";
    }
    fs::path content() const { return folder_.path() / "content"; }
    Options options;

private:
    testing::TemporaryFolder folder_;
};

}  // namespace

TEST_CASE("publishing says what was done, and with --quiet nothing") {
    Site site;
    const Answer told = answer(site.options);
    CHECK(told.code == exit_code::well);
    CHECK(told.out.find("published ") != std::string::npos);
    CHECK(told.out.find("21 documents") != std::string::npos);
    CHECK(told.out.find("is-sv: translations (apertium-isl-swe) missing (install") != std::string::npos);
    CHECK(answer(site.options).out.find("nothing has changed") != std::string::npos);
    site.options.quiet = true;
    site.options.rebuild = true;
    const Answer quiet = answer(site.options);
    CHECK(quiet.out == "");
}

TEST_CASE("problems in the content are told one a line, with exit code 1, and the rest is published") {
    Site site;
    testing::write_text(site.content() / "learning-examples" / "plain-3.xml", "<broken");
    const Answer told = answer(site.options);
    CHECK(told.code == exit_code::problems);
    CHECK(told.errors.find("plain-3.xml:") != std::string::npos);
    CHECK(told.out.find("20 documents") != std::string::npos);
}

TEST_CASE("--check reports and writes nothing") {
    Site site;
    site.options.action = Action::check;
    CHECK(answer(site.options).code == exit_code::well);
    testing::write_text(site.content() / "learning-examples" / "plain-3.xml", "<broken");
    const Answer whole = answer(site.options);
    CHECK(whole.code == exit_code::problems);
    CHECK(whole.out.find("error") != std::string::npos);

    site.options.files = {site.content() / "learning-examples" / "plain-3.xml"};
    site.options.format = Format::json;
    const Answer single = answer(site.options);
    CHECK(single.code == exit_code::problems);
    const auto json = nlohmann::json::parse(single.out);
    CHECK(json["files"] == 1);
    CHECK(json["errors"] >= 1);
    CHECK_FALSE(fs::exists(site.options.index));
}

TEST_CASE("--verify opens all generations that are kept, and fails when the current one is damaged") {
    Site site;
    answer(site.options);
    site.options.rebuild = true;
    answer(site.options);
    site.options.action = Action::verify;
    const auto names = index::generation_names(site.options.index);
    REQUIRE(names.size() == 2);
    const auto current = index::current_generation(site.options.index);
    REQUIRE(current);
    const auto older = names.front() == *current ? names.back() : names.front();
    const Answer whole = answer(site.options);
    CHECK(whole.code == exit_code::well);
    CHECK(whole.out.find("current is whole") != std::string::npos);
    CHECK(whole.out.find(older + " is whole") != std::string::npos);
    CHECK(whole.errors == "");

    fs::resize_file(site.options.index / "generations" / older / "records.bin", 50);
    const Answer warned = answer(site.options);
    CHECK(warned.code == exit_code::well);
    CHECK(warned.errors.starts_with("warning: "));
    CHECK(warned.errors.find("records.bin") != std::string::npos);
    CHECK(warned.errors.ends_with("remove generations/" + older + ", or publish until it is dropped\n"));

    fs::resize_file(site.options.index / "generations" / *current / "records.bin", 50);
    const Answer damaged = answer(site.options);
    CHECK(damaged.code == exit_code::no_disk);
    CHECK(damaged.errors.find(*current) != std::string::npos);
    CHECK(damaged.errors.find("records.bin") != std::string::npos);
}

TEST_CASE("new writes a skeleton once and refuses to overwrite it") {
    Site site;
    site.options.action = Action::create;
    site.options.type = "news";
    site.options.id = "first-news";
    const Answer first = answer(site.options);
    CHECK(first.code == exit_code::well);
    const fs::path file = site.content() / "news" / "first-news.xml";
    const std::string text = testing::read_text(file);
    CHECK(text.find("<news") != std::string::npos);
    const Answer second = answer(site.options);
    CHECK(second.code == exit_code::wrong_use);
    CHECK(second.errors.find("there already") != std::string::npos);
    CHECK(testing::read_text(file) == text);

    site.options.type = "newz";
    CHECK(answer(site.options).code == exit_code::wrong_use);
    site.options.type = "news";
    site.options.id = "../outside";
    CHECK(answer(site.options).code == exit_code::wrong_use);
}

TEST_CASE("--version tells the layout and the layers of the languages") {
    Options options;
    options.action = Action::version;
    options.language_data = "/nonexistent";
    const Answer told = answer(options);
    CHECK(told.code == exit_code::well);
    CHECK(told.out.find("layout version") != std::string::npos);
    CHECK(told.out.find("  da: lemmas (apertium-dan-nor) missing (install") != std::string::npos);
    CHECK(told.out.find("  da-en: translations (dict-freedict-dan-eng) missing (install") != std::string::npos);
}

TEST_CASE("a content folder that is not there is wrong use, and no index is begun") {
    Site site;
    site.options.content = site.content() / "none";
    for (const Action action : {Action::publish, Action::check, Action::create}) {
        site.options.action = action;
        const Answer told = answer(site.options);
        CHECK(told.code == exit_code::wrong_use);
        CHECK(told.errors.find("none: is no folder") != std::string::npos);
    }
    CHECK_FALSE(fs::exists(site.options.index));
}
