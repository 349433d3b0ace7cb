#include "indexer/report.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <sstream>

using namespace clearinghouse;
using namespace clearinghouse::indexer;

namespace {

const model::Problems two{
    {"unknown-concept", "a.xml", 4, "theme 'watr' is unknown", "did you mean 'water'?", model::Severity::error},
    {"short-summary", "b.xml", 9, "the summary has 3 words", "", model::Severity::warning}};

}  // namespace

TEST_CASE("the closing line counts files, errors and warnings") {
    CHECK(count_line(3, two) == "3 files: 1 error, 1 warning");
    CHECK(count_line(1, {}) == "1 file: 0 errors, 0 warnings");
}

TEST_CASE("problems are printed one a line, as editors jump to them") {
    std::ostringstream out;
    print_problems(two, out);
    CHECK(out.str() ==
          "a.xml:4: theme 'watr' is unknown (did you mean 'water'?)\nb.xml:9: warning: the summary has 3 words\n");
}

TEST_CASE("the JSON report has what programs need, also when a file's name is no UTF-8") {
    auto problems = two;
    problems[0].file = "a\xff.xml";
    const auto json = nlohmann::json::parse(check_json(2, problems, {}));
    CHECK(json["files"] == 2);
    CHECK(json["errors"] == 1);
    CHECK(json["warnings"] == 1);
    CHECK(json["problems"][0]["code"] == "unknown-concept");
    CHECK(json["problems"][0]["line"] == 4);
    CHECK(json["problems"][1]["severity"] == "warning");
}

TEST_CASE("the outcome says what was published, kept and left out") {
    Outcome outcome;
    outcome.published = true;
    outcome.generation = "20261101T080000Z-1";
    outcome.documents = 20;
    outcome.changed = 1;
    outcome.kept = {"yalla-trappan"};
    outcome.lost = {"new-one"};
    std::ostringstream out;
    print_outcome(outcome, out);
    for (const std::string part : {"20261101T080000Z-1", "20 documents", "1 changed",
                                   "kept as published: yalla-trappan", "not published: new-one"}) {
        CAPTURE(part);
        CHECK(out.str().find(part) != std::string::npos);
    }
}

TEST_CASE("nothing is drawn where there is no terminal") {
    std::ostringstream out;
    terminal_progress(-1, out)("reading", 1, 2);
    CHECK(out.str().empty());
}
