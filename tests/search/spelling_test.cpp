#include "engine/search/spelling.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "tests/search/support.h"

namespace clearinghouse::search {
namespace {

Answer answer_to(const std::string& text, const std::string& language, bool as_typed = false,
                 model::Moment now = testing::in_summer()) {
    Request request{.text = text, .language = language, .filters = {}};
    request.layers.spelling = !as_typed;
    return testing::corpus_searcher()->search(request, now).value();
}

bool searched_instead(const Answer& answer) {
    return std::ranges::find(answer.query.notices, "searched-instead") != answer.query.notices.end();
}

TEST_CASE("a slip is found by what was meant, in the spelling of the documents, and the answer says so") {
    struct Row {
        std::string language;
        std::string typed;
        std::string meant;
    };
    const std::vector<Row> rows{
        {"en", "grenhouses", "greenhouses"},
        {"en", "refuges", "refugees"},
        {"en", "lagnuage", "language"},
        {"en", "\"in the grenhouse\"", "\"in the greenhouse\""},
        {"en", "grenhouses AND newcommers", "greenhouses AND newcomers"},
        {"en", "grenhouses -mothers", "greenhouses -mothers"},
        {"en", "swedish in the grenhouses", "swedish in the greenhouses"},
        {"en", "title:grenhouse", "title:greenhouse"},
        {"en", "theme:helth", "theme:health"},  // no value, so it was read as a word
        {"sv", "bostadssegregatonen", "bostadssegregationen"},
        {"da", "bydelsmodre", "bydelsmødre"},
        {"is", "modurmali", "móðurmáli"},
        {"en", "bydelsmodre", "bydelsmødre"},
        {"fi", "kielikahvla", "kielikahvila"},
        {"en", "refugeeswork", "refugees work"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.typed);
        const auto answer = answer_to(row.typed, row.language);
        CHECK(answer.query.suggestion == row.meant);
        CHECK(searched_instead(answer));
        CHECK(answer.total > 0);
        CHECK(testing::ids(answer) == testing::ids(answer_to(row.meant, row.language)));
    }
}

TEST_CASE("who insists gets what was typed, and the offer") {
    const auto answer = answer_to("grenhouses", "en", true);
    CHECK(answer.total == 0);
    CHECK_FALSE(searched_instead(answer));
    CHECK(answer.query.suggestion == "greenhouses");
}

TEST_CASE("words that documents have are left alone, and so are those that nothing is near to") {
    for (const std::string text : {"greenhouses", "Lessons", "kvinnor", "zzzzzzzz", "xyz", "2024", "covid18", "",
                                   "-grenhouses", "greenhouses -grenhuoses", "the", "grenh*"}) {
        CAPTURE(text);
        const auto answer = answer_to(text, "en");
        CHECK(answer.query.suggestion == "");
        CHECK_FALSE(searched_instead(answer));
    }
}

TEST_CASE("words of a document to come are not told before its time") {
    CHECK(answer_to("recieve", "en").query.suggestion == "");
    const auto out = *model::parse_moment("2027-04-01");
    CHECK(answer_to("recieve", "en", false, out).query.suggestion == "receive");
}

TEST_CASE("whatever is typed, respelling it fails never") {
    for (const std::string text :
         {"\xFF\xFE grenhouses", "((((grenhouses", "\"grenhouses", "grenhouses:grenhouses",
          "title:\"grenhouses swedsh\"", "a-b-c-grenhouses", "ﬀﬁ grenhouses İİİ", "grenhouses\xC2\xADs"}) {
        CAPTURE(text);
        const auto answer = answer_to(text, "en");
        CHECK(answer.query.suggestion.find("grenh") == std::string::npos);
    }
    std::string long_text;
    for (int i = 0; i < 60; ++i) long_text += "grenhouses";
    CHECK(answer_to(long_text, "en").total == 0);
}

}  // namespace
}  // namespace clearinghouse::search
