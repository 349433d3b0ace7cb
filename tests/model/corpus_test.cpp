#include <doctest/doctest.h>

#include <filesystem>
#include <string>

#include "tests/fuzz/content_promises.h"
#include "tests/model/samples.h"

namespace clearinghouse::model {
namespace {

TEST_CASE("every file that the fuzzer was given keeps the promises of what is read") {
    int count = 0;
    for (const auto& entry : std::filesystem::directory_iterator{samples::root / "tests/fuzz/corpus/content"}) {
        CAPTURE(entry.path().filename().string());
        CHECK(broken_promise(samples::read_file(entry.path())) == "");
        ++count;
    }
    CHECK(count >= 25);
}

TEST_CASE("every document and vocabulary of the content keeps them too") {
    for (const std::string ending : {".xml", ".rdf"}) {
        for (const auto& file : samples::files_below(samples::root / "content", ending)) {
            CAPTURE(file.string());
            CHECK(broken_promise(samples::read_file(file)) == "");
        }
    }
}

TEST_CASE("a file that is cut off anywhere keeps them too") {
    const auto whole = samples::read_file(samples::root / "tests/fuzz/corpus/content/learning-example.xml");
    for (std::size_t length = 0; length < whole.size(); length += 7) {
        CAPTURE(length);
        CHECK(broken_promise(std::string_view{whole}.substr(0, length)) == "");
    }
}

}  // namespace
}  // namespace clearinghouse::model
