#include "server/texts.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>

#include "engine/index/layout.h"
#include "engine/model/fields.h"
#include "server/facets.h"
#include "server/templates.h"

using namespace clearinghouse;
using namespace clearinghouse::server;

namespace {

const std::filesystem::path server_folder = std::filesystem::path{CLEARINGHOUSE_SOURCE_DIR} / "server";

std::string content_of(const std::filesystem::path& file) {
    std::ifstream stream{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{stream}, {}};
}

Texts shipped_texts() {
    std::map<std::string, std::string> files;
    for (const auto& entry : std::filesystem::directory_iterator(server_folder / "web/texts")) {
        if (entry.path().extension() == ".po") files[entry.path().stem()] = content_of(entry.path());
    }
    const auto source = content_of(server_folder / "web/texts/interface.pot");
    auto texts = Texts::read(source, {files.begin(), files.end()});
    REQUIRE(texts);
    return *texts;
}

constexpr std::string_view small_pot = R"(
msgctxt "hello"
msgid "Hello, {name}"
msgstr ""

msgctxt "found"
msgid "{count} hit"
msgid_plural "{count} hits"
msgstr[0] ""
msgstr[1] ""
)";

/// Keys that the program puts together from a name in a table. Each beginning stands with the names that follow it.
std::set<std::string> composed_keys() {
    std::set<std::string> keys;
    for (const auto& facet : facets) keys.insert("facet." + std::string{facet.name});
    for (const auto& type : model::types()) {
        for (const auto& field : type.details) keys.insert("field." + std::string{field.name});
        for (const auto& field : type.sections) keys.insert("section." + std::string{field.name});
    }
    for (const std::string relation :
         {"evaluates", "supports", "contradicts", "updates", "translates", "belongs-to-event", "data-for", "related"}) {
        keys.insert("relation." + relation);
        keys.insert("relation." + relation + ".back");
    }
    keys.insert("relation.part-of.back");
    for (const std::string role :
         {"synthesis", "learning-example", "activity", "research", "statistic", "background"}) {
        keys.insert("role." + role);
    }
    for (const std::string status : {"running", "regular-service", "ended"}) {
        keys.insert("choice.practice-status." + status);
    }
    for (const std::string kind : {"themes", "countries", "goals", "perspectives", "target-groups"}) {
        keys.insert(kind + ".lead");
        keys.insert("navigation." + kind);
    }
    for (const std::string entry : {"search", "collections", "statistics", "evidence-map", "events", "about"}) {
        keys.insert("navigation." + entry);
    }
    for (const std::string sort : {"relevance", "newest", "oldest", "title"}) keys.insert("search.sort." + sort);
    for (const std::string per : {"participant", "year"}) keys.insert("cost.per." + per);
    for (const std::string fact : {"practice-status", "period", "cost"}) keys.insert("unknown." + fact);
    return keys;
}

/// Texts that are shown when there is one for what was met, and left out otherwise.
bool is_optional(const std::string& key) {
    return key.starts_with("notice.") || key.starts_with("column.") || key.starts_with("data.") ||
           key.starts_with("format.");
}

}  // namespace

TEST_CASE("every shipped language is complete and has nothing stale") {
    const auto texts = shipped_texts();
    for (const auto& language : {std::string{"sv"}, std::string{"da"}, std::string{"nb"}, std::string{"nn"},
                                 std::string{"fi"}, std::string{"is"}}) {
        CAPTURE(language);
        for (const auto& gap : texts.gaps(language)) FAIL_CHECK(gap);
        CHECK(texts.is_offered(language));
    }
}

TEST_CASE("readers of every shipped language can order documents by title") {
    const auto texts = shipped_texts();
    for (const auto& language : texts.languages()) {
        CAPTURE(language);
        CHECK(index::title_languages[index::title_language(language)] == language);
    }
}

TEST_CASE("every text that the program composes from a table exists") {
    const auto texts = shipped_texts();
    for (const auto& key : composed_keys()) {
        CAPTURE(key);
        CHECK(texts.has(key));
    }
}

TEST_CASE("every text is used by a template or by the program") {
    std::string sources;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(server_folder)) {
        const auto ending = entry.path().extension();
        if (ending == ".cpp" || ending == ".html") sources += content_of(entry.path());
    }
    const auto composed = composed_keys();
    for (const auto& key : shipped_texts().keys()) {
        CAPTURE(key);
        const bool named =
            sources.find("[[" + key + "]]") != std::string::npos || sources.find('"' + key + '"') != std::string::npos;
        CHECK((named || composed.contains(key) || is_optional(key)));
    }
}

TEST_CASE("values in braces are the same in every translation") {
    const auto braces = [](const std::string& text) {
        std::multiset<std::string> names;
        for (auto open = text.find('{'); open != std::string::npos; open = text.find('{', open + 1)) {
            names.insert(text.substr(open, text.find('}', open) - open + 1));
        }
        return names;
    };
    const auto texts = shipped_texts();
    for (const auto& language : texts.languages()) {
        for (const auto& key : texts.keys()) {
            CAPTURE(language);
            CAPTURE(key);
            CHECK(braces(texts.get(language, key)) == braces(texts.get("en", key)));
        }
    }
}

TEST_CASE("a language with gaps is not offered and says which they are") {
    struct Case {
        std::string po, gap;
    };
    const Case cases[] = {
        {"", "hello: missing"},
        {"msgctxt \"hello\"\nmsgid \"Hello, {name}\"\nmsgstr \"\"\n", "hello: missing"},
        {"#, fuzzy\nmsgctxt \"hello\"\nmsgid \"Hello, {name}\"\nmsgstr \"Hej {name}\"\n", "hello: missing"},
        {"msgctxt \"hello\"\nmsgid \"Hi\"\nmsgstr \"Hej\"\n", "hello: stale, the English text has changed"},
    };
    for (const auto& c : cases) {
        CAPTURE(c.po);
        const auto texts = Texts::read(small_pot, {{"sv", c.po}});
        REQUIRE(texts);
        CHECK_FALSE(texts->is_offered("sv"));
        REQUIRE_FALSE(texts->gaps("sv").empty());
        CHECK(texts->gaps("sv").front() == c.gap);
    }
}

TEST_CASE("counts take the plural form of the language") {
    const auto texts =
        Texts::read(small_pot, {{"is",
                                 "msgctxt \"hello\"\nmsgid \"Hello, {name}\"\nmsgstr \"Sæl, {name}\"\n\n"
                                 "msgctxt \"found\"\nmsgid \"{count} hit\"\nmsgid_plural \"{count} hits\"\n"
                                 "msgstr[0] \"{count} skjal\"\nmsgstr[1] \"{count} skjöl\"\n"}});
    REQUIRE(texts);
    CHECK(texts->count("en", "found", 1) == "1 hit");
    CHECK(texts->count("en", "found", 0) == "0 hits");
    CHECK(texts->count("en", "found", 1234) == "1,234 hits");
    CHECK(texts->count("is", "found", 21) == "21 skjal");
    CHECK(texts->count("is", "found", 11) == "11 skjöl");
    CHECK(texts->get("is", "hello", {{"name", "Ásta"}}) == "Sæl, Ásta");
}

TEST_CASE("a catalogue is read with long strings, escapes and obsolete entries") {
    const auto entries = read_catalogue(
        "msgid \"\"\nmsgstr \"Language: sv\\n\"\n\nmsgctxt \"a\"\nmsgid \"\"\n\"two \"\n\"\\\"parts\\\"\"\n"
        "msgstr \"två\\n\"\n\n#~ msgctxt \"old\"\n#~ msgid \"x\"\n",
        "sv.po");
    REQUIRE(entries);
    REQUIRE(entries->size() == 1);
    CHECK(entries->front().english == "two \"parts\"");
    CHECK(entries->front().translations.front() == "två\n");
}

TEST_CASE("a line that is no catalogue is named") {
    const auto entries = read_catalogue("msgctxt \"a\"\nmsgid unquoted\n", "sv.po");
    REQUIRE_FALSE(entries);
    CHECK(model::to_line(entries.error()).starts_with("sv.po:2: "));
}

TEST_CASE("a text that does not exist is a slip of the program") {
    const auto texts = Texts::read(small_pot, {});
    REQUIRE(texts);
    CHECK_THROWS_AS(texts->get("en", "nowhere"), std::out_of_range);
    CHECK_THROWS_AS(texts->get("xx", "hello"), std::out_of_range);
}
