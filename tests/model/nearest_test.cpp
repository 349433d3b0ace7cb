#include "engine/model/nearest.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace clearinghouse::model {
namespace {

TEST_CASE("a misspelt word finds the one that was meant, and a strange one finds nothing") {
    const std::vector<std::string> concepts{"housing", "health", "labour-market", "language-training",
                                            "dk",      "fi",     "sport"};
    struct Case {
        std::string word, meant;
    };
    const Case cases[] = {
        {"housing", "housing"},
        {"houseing", "housing"},
        {"hosing", "housing"},
        {"haelth", "health"},
        {"labor-market", "labour-market"},
        {"language-trainning", "language-training"},
        {"labourmarket", "labour-market"},
        {"dl", "dk"},
        {"xx", ""},
        {"x", ""},
        {"", ""},
        {"spørt", "sport"},
        {"quantum-physics", ""},
        {"spor", "sport"},
        {"labour", "labour-market"},
        {"lab", ""},
        {std::string(65, 'h'), ""},
    };
    for (const auto& c : cases) {
        CAPTURE(c.word);
        CHECK(nearest(c.word, concepts) == c.meant);
    }
}

TEST_CASE("of equally near candidates the first is given, and none of no candidates") {
    CHECK(nearest("cat", std::vector<std::string>{"bat", "hat"}) == "bat");
    CHECK(nearest("cat", std::vector<std::string>{"hat", "bat"}) == "hat");
    CHECK(nearest("cat", std::vector<std::string>{}).empty());
    CHECK(nearest("cat", std::vector<std::string>{"", std::string(100'000, 'c')}).empty());
}

}  // namespace
}  // namespace clearinghouse::model
