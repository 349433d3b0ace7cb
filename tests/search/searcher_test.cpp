#include "engine/search/searcher.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <set>
#include <string>
#include <vector>

#include "engine/language/alphabet.h"
#include "tests/search/support.h"

namespace clearinghouse::search {
namespace {

using Ids = std::vector<std::string>;

Request request(std::string text, std::string language = "en") {
    Request result;
    result.text = std::move(text);
    result.language = std::move(language);
    return result;
}

Answer search(const Request& asked) {
    auto answer = testing::corpus_searcher()->search(asked, testing::in_summer());
    REQUIRE(answer);
    return std::move(*answer);
}

Ids found(const std::string& text, const std::string& language = "en") {
    return testing::ids(search(request(text, language)));
}

bool contains(const Ids& list, const std::string& id) {
    return std::ranges::find(list, id) != list.end();
}

TEST_CASE("a word finds its other forms in its own language") {
    struct Case {
        std::string language, typed, first;
    };
    const Case cases[] = {
        {"en", "refugee", "early-language"},   {"sv", "växthus", "greenhouse-swedish"},
        {"da", "bydelsmor", "bydelsmodre"},    {"nb", "arbeidsgiver", "arbeidstreff"},
        {"nn", "flyktning", "arbeidstreff"},   {"fi", "kirjasto", "kielikahvila"},
        {"is", "kennari", "modurmal"},         {"fo", "skeið", "foroyar-integration"},
        {"sv", "skola", "bostadssegregation"}, {"en", "greenhouse", "greenhouse-swedish"},
    };
    for (const auto& c : cases) {
        CAPTURE(c.language);
        CAPTURE(c.typed);
        const auto list = found(c.typed, c.language);
        REQUIRE_FALSE(list.empty());
        CHECK(list.front() == c.first);
    }
}

TEST_CASE("a part of a compound finds the compound") {
    CHECK(contains(found("flygtning", "da"), "bydelsmodre"));
    CHECK(contains(found("segregation", "sv"), "bostadssegregation"));
}

TEST_CASE("a compound typed apart finds what it finds in one word, first") {
    const auto whole = found("bostadssegregation", "sv");
    REQUIRE_FALSE(whole.empty());
    CHECK(found("bostads segregation", "sv").front() == whole.front());
}

TEST_CASE("a compound that no document has is read as its parts") {
    const auto answer = search(request("segregationskvinnor", "sv"));
    REQUIRE(answer.query.words.size() == 2);
    CHECK(answer.query.words[0].text == "segregation");
    CHECK(contains(testing::ids(answer), "bostadssegregation"));
}

TEST_CASE("the label of a theme finds what is tagged with it, in whatever language") {
    const auto swedish = found("arbetsmarknad", "sv");
    CHECK(contains(swedish, "arbeidstreff"));
    CHECK(contains(swedish, "early-language"));
    const auto english = found("labour market", "en");
    CHECK(contains(english, "arbeidstreff"));
    CHECK(contains(english, "foroyar-integration"));
    CHECK(contains(found("housing segregation", "en"), "bostadssegregation"));
}

TEST_CASE("one and many find the same documents of a theme") {
    const auto tagged = found("theme:women");
    REQUIRE_FALSE(tagged.empty());
    for (const auto& [language, typed] :
         {std::pair{"sv", "kvinnornas"}, {"da", "kvinderne"}, {"en", "woman"}, {"is", "konur"}, {"fi", "naiset"}}) {
        const std::string form{typed};
        CAPTURE(form);
        const auto list = found(form, language);
        CHECK(std::ranges::all_of(tagged, [&](const auto& id) { return contains(list, id); }));
    }
}

TEST_CASE("names are found from any language and keyboard") {
    CHECK(contains(found("bydelsmødre", "en"), "bydelsmodre"));
    CHECK(contains(found("bydelsmödre", "sv"), "bydelsmodre"));
    CHECK(contains(found("modurmal", "en"), "modurmal"));
    CHECK(contains(found("\"svenska i växthuset\"", "en"), "greenhouse-swedish"));
}

TEST_CASE("documents with all the words come before those with one") {
    const auto list = found("women childcare health", "en");
    REQUIRE_FALSE(list.empty());
    CHECK(list.front() == "women-outside-work");
    CHECK(found("refugees language training", "en").front() == "early-language");
}

TEST_CASE("operators do what they say") {
    struct Case {
        std::string typed;
        Ids found;
    };
    const Case cases[] = {
        {"greenhouse AND taxes", {}},
        {"greenhouse OR taxes", {"greenhouse-swedish", "undated-note"}},
        {"\"wage subsidies\"", {"women-outside-work"}},
        {"\"subsidies wage\"", {}},
        {"title:swedish", {"greenhouse-swedish"}},
        {"title:\"swedish in the greenhouse\"", {"greenhouse-swedish"}},
        {"subject:childcare", {"women-outside-work"}},
        {"title:childcare", {}},
        {"refugees type:research-summary", {"early-language"}},
        {"refugees theme:\"language learning\" country:sweden", {"early-language"}},
        {"greenh*", {"greenhouse-swedish"}},
        {"vaxthus*", {"greenhouse-swedish"}},
        {"title:faro*", {"foroyar-integration"}},
        {"childcare -women", {}},
        {"childcare OR (greenhouse AND theme:health)", {"women-outside-work"}},
        {"childcare OR (greenhouse AND theme:rural-areas)", {"greenhouse-swedish", "women-outside-work"}},
    };
    for (const auto& c : cases) {
        CAPTURE(c.typed);
        auto list = found(c.typed);
        std::ranges::sort(list);
        CHECK(list == c.found);
    }
}

TEST_CASE("what must not be there is left out") {
    const auto all = search(request(""));
    const auto some = search(request("-theme:women -year:2013..2015"));
    CHECK(some.total < all.total);
    for (const auto& hit : some.hits) {
        const auto& document = hit.record.document;
        CAPTURE(document.id);
        CHECK_FALSE(contains(document.themes, "women"));
        CHECK((document.year() < 2013 || document.year() > 2015));
    }
}

TEST_CASE("stop words count only when there is nothing else") {
    CHECK(found("the greenhouse of") == found("greenhouse"));
    CHECK_FALSE(found("the").empty());
}

TEST_CASE("without words all documents come, newest first, and the undated last") {
    const auto answer = search(request(""));
    CHECK(answer.total == 11);
    const auto list = testing::ids(answer);
    CHECK(list.front() == "foroyar-integration");
    CHECK(answer.hits.front().score == 0);
    Request rest = request("");
    rest.offset = 10;
    CHECK(testing::ids(search(rest)) == Ids{"undated-note"});

    Request oldest = request("");
    oldest.sort = Sort::oldest;
    oldest.limit = 100;
    const auto reversed = testing::ids(search(oldest));
    CHECK(reversed.front() == "greenhouse-swedish");
    CHECK(reversed.back() == "undated-note");
}

TEST_CASE("documents come by the title that their reader is shown, in the alphabet of the reader's language") {
    for (const std::string language : {"da", "sv", "nb", "nn", "fi", "is", "en"}) {
        CAPTURE(language);
        Request asked = request("");
        asked.sort = Sort::title;
        asked.language = language;
        asked.limit = 100;
        std::vector<std::string> keys;
        const auto key = language::title_key(language);
        for (const auto& hit : search(asked).hits) keys.push_back(key(hit.record.document.text_for(language).title));
        CHECK(keys.size() == 11);
        CHECK(std::ranges::is_sorted(keys));
    }
}

TEST_CASE("text that has no words finds nothing, and says why") {
    const auto answer = search(request("\u2603"));
    CHECK(answer.total == 0);
    CHECK(answer.query.notices == Ids{"nothing-to-search"});
}

TEST_CASE("pages put together are the whole") {
    for (const auto sort : {Sort::relevance, Sort::newest, Sort::oldest, Sort::title}) {
        for (const auto* text : {"", "language", "refugees OR kvinder OR work"}) {
            CAPTURE(text);
            Request whole = request(text);
            whole.sort = sort;
            whole.limit = 100;
            const auto answer = search(whole);
            CHECK(answer.total == answer.hits.size());
            Ids pages;
            Request page = whole;
            page.limit = 2;
            for (; page.offset < answer.total; page.offset += 2) {
                const auto part = search(page);
                CHECK(part.total == answer.total);
                std::ranges::copy(testing::ids(part), std::back_inserter(pages));
            }
            CHECK(pages == testing::ids(answer));
        }
    }
}

TEST_CASE("a scheduled document appears when its time comes") {
    const auto& searcher = *testing::corpus_searcher();
    const auto asked = request("mentoring guide");
    const auto before = *model::parse_moment("2027-03-01T08:59:59+01:00");
    const auto after = *model::parse_moment("2027-03-01T09:00:00+01:00");
    CHECK_FALSE(contains(testing::ids(*searcher.search(asked, before)), "coming-soon"));
    CHECK(contains(testing::ids(*searcher.search(asked, after)), "coming-soon"));
    CHECK(searcher.find("coming-soon", before).state == Lookup::State::unknown);
    CHECK(searcher.find("coming-soon", after).state == Lookup::State::found);
    CHECK(searcher.state(before) != searcher.state(after));
    CHECK(searcher.state(before) == searcher.state(testing::in_summer()));
}

TEST_CASE("an id leads to its document, an alias on to it, a withdrawn one to its reason") {
    const auto& searcher = *testing::corpus_searcher();
    using State = Lookup::State;
    struct Case {
        std::string id;
        State state;
        std::string leads_to;
    };
    const Case cases[] = {
        {"bokkafe", State::found, "bokkafe"},
        {"vaxthus-svenska", State::moved, "greenhouse-swedish"},
        {"taken-back", State::withdrawn, "taken-back"},
        {"unfinished", State::unknown, ""},
        {"nowhere", State::unknown, ""},
        {"", State::unknown, ""},
    };
    for (const auto& c : cases) {
        CAPTURE(c.id);
        const auto lookup = searcher.find(c.id, testing::in_summer());
        CHECK(lookup.state == c.state);
        CHECK((lookup.record ? lookup.record->document.id : "") == c.leads_to);
    }
}

TEST_CASE("drafts and what was withdrawn are never found") {
    CHECK_FALSE(contains(found("gründerkurs", "nb"), "unfinished"));
    CHECK_FALSE(contains(found("flygtninges sundhed", "da"), "taken-back"));
}

TEST_CASE("a preview shows drafts and what is scheduled, but nothing withdrawn") {
    const testing::IndexFolder folder;
    testing::publish(folder.path(), testing::corpus(), testing::corpus_vocabulary(), true);
    const auto searcher = Searcher::open(folder.path(), testing::analyser()).value();
    CHECK(searcher->facts().preview);
    CHECK(searcher->search(request(""), testing::in_summer())->total == 13);
    CHECK(searcher->find("unfinished", testing::in_summer()).state == Lookup::State::found);
    CHECK(searcher->find("coming-soon", testing::in_summer()).state == Lookup::State::found);
    CHECK(searcher->find("taken-back", testing::in_summer()).state == Lookup::State::withdrawn);
}

TEST_CASE("a request over a limit or with an unknown value is told what is wrong") {
    struct Case {
        Request asked;
        std::string code, parameter, hint;
    };
    const auto with_filter = [](const std::string& facet, const std::string& value) {
        Request asked;
        asked.filters.any_of[facet] = {value};
        return asked;
    };
    Request many;
    many.filters.any_of["year"] = Ids(101, "2018");
    const Case cases[] = {
        {with_filter("theme", "labor-market"), "unknown-value", "theme", "did you mean 'labour-market'?"},
        {with_filter("themes", "health"), "unknown-facet", "themes", "did you mean 'theme'?"},
        {with_filter("country", "germany-and-more"), "unknown-value", "country", ""},
        {with_filter("year", "20x8"), "unknown-value", "year", ""},
        {Request{.text = "", .filters = {}, .limit = 101}, "limit-too-large", "limit", "ask for at most 100"},
        {Request{.text = "", .filters = {}, .offset = 9991}, "too-far", "offset",
         "only the first 10000 can be reached; narrow the search"},
        {Request{.text = "", .filters = {}, .offset = ~std::size_t{0}}, "too-far", "offset",
         "only the first 10000 can be reached; narrow the search"},
        {Request{.text = "", .language = "Swedish!", .filters = {}}, "invalid-language", "lang",
         "write a BCP 47 tag in small letters, such as sv"},
        {many, "too-many-filters", "filters", "give at most 100"},
    };
    for (const auto& c : cases) {
        CAPTURE(c.code);
        const auto answer = testing::corpus_searcher()->search(c.asked, testing::in_summer());
        REQUIRE_FALSE(answer);
        CHECK(answer.error().code == c.code);
        CHECK(answer.error().file == c.parameter);
        if (!c.hint.empty()) CHECK(answer.error().hint == c.hint);
    }
}

TEST_CASE("by publication, what came out here last comes first, however old it is") {
    auto documents = testing::corpus();
    // Each a day before the one before it, so that their order is that of their ids.
    auto moment = testing::in_summer();
    for (auto& document : documents) {
        if (document.published) document.published = moment -= std::chrono::hours{24};
    }
    const testing::IndexFolder folder;
    testing::publish(folder.path(), documents, testing::corpus_vocabulary());
    Request asked;
    asked.sort = Sort::published;
    asked.limit = 100;
    const auto answer = Searcher::open(folder.path(), testing::analyser()).value()->search(asked, testing::in_summer());
    REQUIRE(answer);
    const auto ids = testing::ids(*answer);
    REQUIRE(ids.size() > 10);
    CHECK(std::ranges::is_sorted(ids));
}

TEST_CASE("a word that is typed twice is told once") {
    Ids told;
    for (const auto& word : search(request("refugees work refugees")).query.words) told.push_back(word.text);
    CHECK(told == Ids{"refugees", "work"});
}

TEST_CASE("values are understood in capitals, and labels where they are typed") {
    Request capitals;
    capitals.filters.any_of["country"] = {"SE", "se"};
    CHECK(search(capitals).query.filters.any_of.at("country") == Ids{"se"});
    const auto labels = search(request("theme:hälsa country:Danmark", "sv"));
    CHECK(labels.query.filters.any_of.at("theme") == Ids{"health"});
    CHECK(labels.query.filters.any_of.at("country") == Ids{"dk"});
    CHECK(testing::ids(labels).size() == 2);
}

TEST_CASE("a typed value that nobody knows is searched for as a word") {
    const auto answer = search(request("theme:greenhouse"));
    CHECK(answer.query.notices == Ids{"unknown-value"});
    CHECK(testing::ids(answer) == Ids{"greenhouse-swedish"});
}

TEST_CASE("an answer says how the text was read") {
    const auto answer = search(request("“wage  subsidies” AND theme:women year:2022"));
    CHECK(answer.query.explanation == "\"wage subsidies\" AND theme:women AND year:2022");
    CHECK(answer.query.text == "\"wage  subsidies\" AND theme:women year:2022");
    CHECK(answer.query.language == "en");
    CHECK(answer.query.notices.empty());
    CHECK(answer.total == 1);
}

TEST_CASE("an answer says what was looked for in place of each word") {
    using Kind = Meaning::Kind;
    const auto answer = search(request("arbetsmarknad bibliotek -kurs", "sv"));
    REQUIRE(answer.query.words.size() == 2);
    const auto meanings = [&](std::size_t word, Kind kind) {
        Ids texts;
        for (const auto& meaning : answer.query.words[word].meanings) {
            if (meaning.kind == kind) texts.push_back(meaning.text);
        }
        return texts;
    };
    CHECK(answer.query.words[0].text == "arbetsmarknad");
    CHECK(contains(meanings(0, Kind::subject), "themes/labour-market"));
    CHECK(contains(meanings(1, Kind::translation), "kirjasto"));
    CHECK(meanings(1, Kind::form).size() >= 1);
    for (const auto& meaning : answer.query.words[1].meanings) CHECK((meaning.weight > 0 && meaning.weight <= 1));
    CHECK(contains(search(request("housing and segregation in cities", "en")).query.subjects,
                   "themes/housing-segregation"));
}

TEST_CASE("a search that takes too long ends with a problem, and the next one works") {
    Limits hasty;
    hasty.milliseconds = 0;
    const testing::IndexFolder folder;
    testing::publish(folder.path(), testing::corpus(), testing::corpus_vocabulary());
    const auto searcher = Searcher::open(folder.path(), testing::analyser(), hasty).value();
    const auto answer = searcher->search(request("refugees"), testing::in_summer());
    REQUIRE_FALSE(answer);
    CHECK(answer.error().code == "too-expensive");
    CHECK(searcher->search(request("zzzzzz"), testing::in_summer()).value().total == 0);
}

TEST_CASE("hostile queries are answered like any other") {
    const std::string attacks[] = {
        std::string(100'000, '('),
        "a* b* c* inte* arb* fly* kom* und* for* ove* pro* lan* sko* bar* kvi*",
        "\"a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a\"",
        std::string{"\0\0\0", 3} + "\xFF\xFE" + std::string(400, '\x01'),
        std::string(500, 'x'),
        "a-b-c-d-e-f-g-h-i-j-k-l-m-n-o-p-q-r-s-t-u-v-w-x-y-z-a-b-c-d-e-f-g-h-i-j-k",
        "NOT NOT NOT a OR NOT b",
        "-a -b -c -d",
        "theme:health OR -theme:health OR year:..2030 -(year:2018 OR NOT country:se)",
        "\U0001F642\U0001F642 title:\U0001F642 \"\U0001F642\" \U0001F642*",
        "文字文字文字文字文字文字文字文字文字文字文字文字文字文字文字文字文字文字文字文字",
    };
    for (const auto& attack : attacks) {
        CAPTURE(attack.substr(0, 20));
        for (const auto* language : {"en", "fi", "fo", "zz"}) {
            const auto answer = testing::corpus_searcher()->search(request(attack, language), testing::in_summer());
            REQUIRE(answer);
            CHECK(answer->total <= 11);
        }
    }
}

TEST_CASE("words near each other are found in any order, as far apart as is said") {
    // "Flyktninger og arbeidsgivere møtes rundt små bord": two words stand between.
    const std::string document = "arbeidstreff";
    const auto finds = [&](const std::string& text) {
        auto asked = request(text, "nb");
        asked.layers.spelling = false;
        const auto found = testing::ids(search(asked));
        return std::ranges::find(found, document) != found.end();
    };
    CHECK_FALSE(finds("\"flyktninger møtes\""));
    CHECK_FALSE(finds("\"flyktninger møtes\"~1"));
    CHECK(finds("\"flyktninger møtes\"~2"));
    CHECK(finds("\"møtes flyktninger\"~2"));
    CHECK_FALSE(finds("\"møtes flyktninger\""));
}

}  // namespace
}  // namespace clearinghouse::search
