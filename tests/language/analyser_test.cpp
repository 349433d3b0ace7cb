#include "engine/language/analyser.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <thread>
#include <vector>

using namespace clearinghouse::language;

namespace {

const Analyser& analyser() {
    static const auto loaded = Analyser::load();
    return *loaded;
}

bool contains(const std::vector<std::string>& list, const std::string& item) {
    return std::find(list.begin(), list.end(), item) != list.end();
}

Word only_word(const std::string& word, const std::string& language) {
    const auto words = analyser().words(word, language);
    REQUIRE(words.size() == 1);
    return words.front();
}

bool meet(const Word& one, const Word& other) {
    return std::any_of(one.stems.begin(), one.stems.end(),
                       [&](const auto& stem) { return contains(other.stems, stem); });
}

bool same_words(const std::vector<Word>& one, const std::vector<Word>& other) {
    return std::equal(one.begin(), one.end(), other.begin(), other.end(), [](const Word& a, const Word& b) {
        return a.begin == b.begin && a.end == b.end && a.surface == b.surface && a.stems == b.stems &&
               a.parts == b.parts && a.folded == b.folded;
    });
}

const std::vector<std::pair<std::string, std::string>> texts{
    {"da", "Flygtningebørnene gik i skole i Århus; bøgerne handlede om arbejdsmarkedsintegration."},
    {"sv", "Nyanländas arbetsmarknadsinsatser i städerna och språkinlärning för flyktingarna, EU:s regler."},
    {"nb", "Arbeidsmarkedstiltak og introduksjonsprogrammet for innvandrere; bøker om barnehagen."},
    {"nn", "Innvandrarar på arbeidsmarknaden les bøker."},
    {"is", "Flóttafólki og innflytjendur á vinnumarkaðnum, börnum og Þórður."},
    {"fi", "Pakolaisten kotoutumiskoulutuksessa maahanmuuttajanaisten kunnissa."},
    {"en", "Refugees' children were taught in programmes of organisations."},
    {"fo", "Børnini í Føroyum."},
};

}  // namespace

TEST_CASE("forms of a word share a stem") {
    struct Case {
        std::string language, form, other;
    };
    const Case cases[] = {
        {"da", "børn", "barn"},
        {"da", "bøger", "bog"},
        {"da", "bøgerne", "BOG"},
        {"da", "flygtningebørnene", "flygtningebarn"},
        {"da", "flygtningebørn", "flygtningebarnet"},
        {"sv", "städer", "stad"},
        {"sv", "flyktingarna", "flykting"},
        {"sv", "nyanländas", "nyanlända"},
        {"sv", "EU:s", "EU"},
        {"nb", "bøker", "bok"},
        {"nb", "innvandrere", "innvandrer"},
        {"nn", "bøker", "bok"},
        {"nn", "innvandrarar", "innvandrar"},
        {"nn", "skuleeigarane", "skuleeigar"},
        {"is", "innflytjendur", "innflytjandi"},
        {"is", "börnum", "barn"},
        {"is", "vinnumarkaðnum", "vinnumarkaður"},
        {"is", "markaðnum", "markaður"},
        {"is", "flóttafólki", "flóttafólk"},
        {"fi", "pakolaisten", "pakolainen"},
        {"fi", "kunnissa", "kunta"},
        {"fi", "EU:n", "EU"},
        {"fi", "kotoutumiskoulutuksessa", "kotoutumiskoulutus"},
        {"en", "children", "child"},
        {"en", "taught", "teaching"},
        {"en", "organisations", "organization"},
        {"en", "programmes", "program"},
        {"en", "women's", "woman"},
        {"en", "refugees'", "refugee"},
    };
    for (const auto& c : cases) {
        CAPTURE(c.language);
        CAPTURE(c.form);
        CHECK(meet(only_word(c.form, c.language), only_word(c.other, c.language)));
    }
}

TEST_CASE("the two norms of Norwegian meet") {
    struct Case {
        std::string nb, nn;
    };
    const Case cases[] = {
        {"bøker", "bøker"}, {"innvandrere", "innvandrarar"}, {"barn", "born"}, {"arbeidet", "arbeid"}};
    for (const auto& c : cases) {
        CAPTURE(c.nb);
        CHECK(meet(only_word(c.nb, "nb"), only_word(c.nn, "nn")));
    }
    CHECK(meet(only_word("bøker", "no"), only_word("bok", "nb")));
}

TEST_CASE("words that differ do not meet") {
    CHECK_FALSE(meet(only_word("børn", "da"), only_word("bog", "da")));
    CHECK_FALSE(meet(only_word("får", "sv"), only_word("far", "sv")));
    CHECK_FALSE(meet(only_word("kunta", "fi"), only_word("kunto", "fi")));
}

TEST_CASE("compounds give their parts, stemmed") {
    struct Case {
        std::string language, word;
        std::vector<std::string> parts;
    };
    const Case cases[] = {
        {"da", "flygtningebørnene", {"flygtning", "barn"}},
        {"da", "arbejdsmarkedsintegration", {"arbejdsmarked", "integration"}},
        {"sv", "språkinlärning", {"språk", "inlärning"}},
        {"nb", "arbeidsmarkedstiltak", {"arbeid", "marked", "tiltak"}},
        {"nb", "introduksjonsprogrammet", {"introduksjon", "program"}},
        {"nn", "skuleeigarane", {"skul", "eig"}},
        {"is", "flóttafólki", {"flótti", "fólk"}},
        {"fi", "maahanmuuttajanaisten", {"maahanmuuttaj", "naine"}},
        {"da", "børn", {}},
        {"sv", "nyanländas", {}},
        {"fi", "pakolaisten", {}},
    };
    for (const auto& c : cases) {
        CAPTURE(c.word);
        CHECK(only_word(c.word, c.language).parts == c.parts);
    }
}

TEST_CASE("a part of a compound is found by the word itself") {
    CHECK(contains(only_word("flygtningebørnene", "da").parts, only_word("børn", "da").stems.front()));
    CHECK(contains(only_word("arbetsmarknadsinsatser", "sv").parts, only_word("arbetsmarknad", "sv").stems.front()));
    CHECK(contains(only_word("maahanmuuttajanaisten", "fi").parts, only_word("naiset", "fi").stems.front()));
}

TEST_CASE("a language without analyser keeps its words, also one nobody has heard of") {
    struct Case {
        std::string language, word;
    };
    const Case cases[] = {
        {"fo", "børnini"}, {"kl", "kalaallit"}, {"se", "sámegiella"}, {"qaa", "nonesuch"}, {"", "word"}};
    for (const auto& c : cases) {
        CAPTURE(c.language);
        const auto word = only_word(c.word, c.language);
        CHECK(word.stems == std::vector{c.word});
        CHECK(word.parts.empty());
    }
    CHECK(meet(only_word("Kinder", "de"), only_word("Kindern", "de")));
}

TEST_CASE("words know where they stand, to the byte") {
    const std::string text = "På Ærø: tv-avisen, \u201Eбіженці\u201C og A\u030Arhus.";
    struct Case {
        std::string written, surface;
    };
    const Case expected[] = {{"På", "på"}, {"Ærø", "ærø"},          {"tv-avisen", "tv-avisen"},
                             {"tv", "tv"}, {"avisen", "avisen"},    {"біженці", "біженці"},
                             {"og", "og"}, {"A\u030Arhus", "århus"}};
    const auto words = analyser().words(text, "da");
    REQUIRE(words.size() == std::size(expected));
    std::size_t at = 0;
    for (std::size_t i = 0; i < words.size(); ++i) {
        CAPTURE(expected[i].surface);
        CHECK(text.substr(words[i].begin, words[i].end - words[i].begin) == expected[i].written);
        CHECK(words[i].surface == expected[i].surface);
        CHECK(words[i].begin >= at);
        at = words[i].begin;
    }
}

TEST_CASE("the same word is analysed alike wherever it stands") {
    const auto words = analyser().words("Børn børn BØRN", "da");
    REQUIRE(words.size() == 3);
    for (const auto& word : words) {
        CHECK(word.surface == "børn");
        CHECK(word.stems == words.front().stems);
    }
    CHECK(words[1].begin == 6);
    CHECK(words[2].end == 17);
}

TEST_CASE("a hyphenated word is given whole, then by its parts, which it does not repeat") {
    const auto words = analyser().words("tv-avisen", "da");
    REQUIRE(words.size() == 3);
    CHECK(words[0].parts.empty());
    CHECK(contains(words[2].stems, "avis"));
    CHECK(words[0].begin == words[1].begin);
    CHECK(words[0].end == words[2].end);
}

TEST_CASE("text that is not UTF-8 gives the words of its valid stretches") {
    const auto words = analyser().words("b\xC3\xB8rn \xFF\xFE skole\xC3 b\xF8g", "da");
    REQUIRE(words.size() == 4);
    CHECK(words[0].surface == "børn");
    CHECK(words[1].surface == "skole");
    CHECK(words[1].end - words[1].begin == 5);
}

TEST_CASE("hostile words are refused or analysed, and never more") {
    std::vector<std::string> hostile{
        std::string(3000, 'a'),
        std::string(65, 'a'),
        "[]{}^$/\\@<>",
        "a<n>/b+c",
        std::string("nul\0nul", 7),
        "\uFFFF\uFFFE",
        "\xED\xA0\x80",
        "'''''",
        ":::",
        "-----",
        "a'",
        "'a",
        "a:'b",
        "\U0001F600\U0001F3FD",
        "\u0301\u0301\u0301",
    };
    for (const std::string stem : {"arbeid", "barne", "resi", "stats", "vinnu", "maa"}) {
        std::string repeated;
        while (repeated.size() + stem.size() <= 64) repeated += stem;
        hostile.push_back(repeated);
        hostile.push_back(repeated.substr(0, 39));
    }
    for (const auto& [language, ignored] : texts) {
        for (const auto& text : hostile) {
            CAPTURE(language);
            CAPTURE(text);
            for (const auto& word : analyser().words(text, language)) {
                CHECK_FALSE(word.stems.empty());
                CHECK(word.end <= text.size());
                CHECK(is_utf8(word.surface));
            }
        }
    }
    CHECK(analyser().words(std::string(65, 'a'), "da").empty());
    CHECK(analyser().words(std::string(64, 'a'), "da").size() == 1);
}

TEST_CASE("any bytes at all are survived") {
    std::string bytes;
    unsigned state = 1;
    for (int i = 0; i < 20000; ++i) {
        state = state * 1664525U + 1013904223U;
        bytes += static_cast<char>(state >> 24U);
    }
    for (const auto& [language, ignored] : texts) {
        CAPTURE(language);
        for (const auto& word : analyser().words(bytes, language)) CHECK_FALSE(word.stems.empty());
    }
}

TEST_CASE("stop words are those that say nothing, in their own language only") {
    struct Case {
        std::string word, language;
        bool expected;
    };
    const Case cases[] = {
        {"och", "sv", true},    {"OG", "da", true},    {"og", "nb", true},    {"eg", "nn", true},
        {"ikke", "da", false},  {"ja", "fi", true},    {"og", "is", true},    {"The", "en", true},
        {"og", "sv", false},    {"barn", "da", false}, {"utan", "sv", false}, {"not", "en", false},
        {"the", "en-GB", true}, {"the", "qaa", false}, {"", "en", false},
    };
    for (const auto& c : cases) {
        CAPTURE(c.word);
        CAPTURE(c.language);
        CHECK(analyser().is_stop_word(c.word, c.language) == c.expected);
    }
}

TEST_CASE("an inflected English word may be a form of several, the likeliest first") {
    struct Case {
        std::string word, language;
        std::vector<std::string> forms;
    };
    const Case cases[] = {
        {"employers", "en", {"employer"}},
        {"policies", "en", {"policy", "policie", "polici"}},
        {"courses", "en", {"course", "cours"}},
        {"classes", "en", {"classe", "class"}},
        {"teaching", "en", {"teach", "teache"}},
        {"planned", "en", {"plann", "planne", "plan"}},
        {"settling", "en", {"settl", "settle"}},
        {"illness", "en", {}},  // no plural
        {"bus", "en", {}},      // too short to be a form
        {"red", "en", {}},
        {"", "en", {}},
        {"employers", "sv", {}},
    };
    for (const auto& c : cases) {
        CAPTURE(c.word);
        CAPTURE(c.language);
        CHECK(base_forms(c.word, c.language) == c.forms);
    }
}

TEST_CASE("several threads together find what one finds alone") {
    std::vector<std::vector<Word>> alone;
    const auto reference = Analyser::load();
    for (const auto& [language, text] : texts) alone.push_back(reference->words(text, language));

    const auto shared = Analyser::load();
    std::vector<int> wrong(4, 0);
    std::vector<std::thread> threads;
    for (std::size_t number = 0; number < wrong.size(); ++number) {
        threads.emplace_back([&, number] {
            for (std::size_t round = 0; round < 40; ++round) {
                const auto i = (round + number) % texts.size();
                if (!same_words(shared->words(texts[i].second, texts[i].first), alone[i])) ++wrong[number];
            }
        });
    }
    for (auto& thread : threads) thread.join();
    CHECK(wrong == std::vector<int>(wrong.size(), 0));
}
