#include "tests/content/passages.h"

#include <doctest/doctest.h>

#include <stdexcept>

using namespace clearinghouse::tests;

TEST_CASE("a file gives its passages with line and language, without what is in another language") {
    const auto passages = read_passages(R"(<collection>
  <metadata><publisher>KVINFO</publisher><attachment lang="nb" file="a.pdf">Rapport</attachment></metadata>
  <text lang="da">
    <title>Fædre</title>
    <foreword><p>Hun <a href="/documents/b">kalder</a> det <span lang="en">peer support</span> i dag.</p>
      <ul><li>Et<br/>to</li></ul><figure><img src="a.png" alt="En kurve"/></figure></foreword>
  </text>
  <parts><part document="a"><sentence lang="en">Start here.</sentence></part></parts>
</collection>)",
                                        "a.xml");
    struct Row {
        int line;
        std::string language, field, words, own_words;
    };
    const Row rows[] = {
        {2, "nb", "attachment", "Rapport", "Rapport"},
        {4, "da", "title", "Fædre", "Fædre"},
        {5, "da", "foreword", "Hun kalder det peer support i dag.", "Hun kalder det i dag."},
        {6, "da", "foreword", "Et to", "Et to"},
        {6, "da", "foreword", "En kurve", "En kurve"},
        {8, "en", "sentence", "Start here.", "Start here."},
    };
    REQUIRE(passages.size() == std::size(rows));
    for (std::size_t i = 0; i < passages.size(); ++i) {
        CAPTURE(passages[i].words);
        CHECK(passages[i].file == "a.xml");
        CHECK(passages[i].line == rows[i].line);
        CHECK(passages[i].language == rows[i].language);
        CHECK(passages[i].field == rows[i].field);
        CHECK(passages[i].words == rows[i].words);
        CHECK(passages[i].own_words == rows[i].own_words);
    }
    CHECK(passages[2].cited == std::vector<std::string>{"b"});
    CHECK(passages[3].cited.empty());
    CHECK_THROWS_AS(read_passages("<a", "a.xml"), std::runtime_error);
}

TEST_CASE("sentences end at full stops and question marks, not at decimals") {
    CHECK(sentences_of("Andelen er 3,5 prosent. Hvorfor? Ingen vet.", "nb") ==
          std::vector<std::string>{"Andelen er 3,5 prosent.", "Hvorfor?", "Ingen vet."});
    CHECK(sentences_of("", "nb").empty());
}

TEST_CASE("a dash on its own is no word") {
    CHECK(count_words("Et hus – i Oslo") == 4);
}

TEST_CASE("a finding names file, line, language and words, cut where they are long") {
    const Passage where{"a.xml", 7, "nb", "title", "", ""};
    CHECK(finding(where, "is wrong", "Et hus") == "a.xml:7: nb: is wrong ('Et hus')");
    std::string much;
    for (int i = 0; i < 100; ++i) much += "ord ";
    CHECK(finding(where, "is wrong", much).size() < 200);
    CHECK(finding(where, "is wrong", much).ends_with("...')"));
}
