#include "engine/concepts/labels.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "tests/search/support.h"

namespace clearinghouse::concepts {
namespace {

using language::Analyser;

/// "concept_id [first..last]" of each mention, with a "*" when only a part of a compound names it.
std::vector<std::string> mentions(const Labels& labels, const Analyser& analyser, const std::string& text,
                                  const std::string& language) {
    const auto words = analyser.words(text, language);
    std::vector<std::string> found;
    for (const Mention& mention : labels.find(words, language)) {
        const auto begin = words[mention.first].begin;
        const auto end = words[mention.first + mention.count - 1].end;
        found.push_back(mention.name.id + (mention.is_part ? "* [" : " [") + text.substr(begin, end - begin) + "]");
    }
    return found;
}

TEST_CASE("every form of a label's words means the concept, in the label's language") {
    struct Case {
        std::string language, concept_id;
        std::vector<std::string> forms;
    };
    const Case cases[] = {
        {"sv", "women", {"kvinna", "kvinnor", "kvinnorna", "kvinnornas"}},
        {"da", "women", {"kvinde", "kvinder", "kvinderne", "kvindernes"}},
        {"nb", "women", {"kvinne", "kvinner", "kvinnene"}},
        {"da", "refugees", {"flygtning", "flygtninge", "flygtningens"}},
        {"da", "employers", {"arbejdsgiver", "arbejdsgivere", "arbejdsgiverne"}},
        {"en", "employers", {"employer", "employers"}},
        {"sv", "municipalities", {"kommun", "kommunen", "kommuner", "kommunernas"}},
        {"en", "rural-areas", {"rural area", "rural areas", "rural municipality", "rural municipalities"}},
        {"sv", "rural-areas", {"landsbygd", "landsbygden", "landsbygdskommun", "landsbygdskommuner"}},
    };
    const Case by_dictionary[] = {
        {"sv", "labour-market", {"arbetsmarknad", "arbetsmarknadens", "arbetsmarknader"}},
        {"fi", "municipalities", {"kunta", "kunnat", "kuntien"}},
        {"is", "municipalities", {"sveitarfélag", "sveitarfélög", "sveitarfélaganna"}},
    };
    for (const auto& words : {testing::analyser(), language::Analyser::without_data()}) {
        const Labels labels{testing::corpus_vocabulary(), *words};
        std::vector<Case> known{std::begin(cases), std::end(cases)};
        const auto& layers = words->layers();
        if (!layers.empty() && std::ranges::all_of(layers, &language::Layer::present)) {
            known.insert(known.end(), std::begin(by_dictionary), std::end(by_dictionary));
        }
        for (const auto& c : known) {
            for (const auto& form : c.forms) {
                CAPTURE(c.language);
                CAPTURE(form);
                const auto mentions = labels.find(words->words(form, c.language), c.language);
                CHECK(std::ranges::any_of(mentions, [&](const Mention& m) { return m.name.id == c.concept_id; }));
            }
        }
    }
}

/// What a small scheme of two levels names in running text.
model::Vocabulary small_scheme() {
    const auto entry = [](std::string id, std::map<std::string, std::string> preferred,
                          std::map<std::string, std::vector<std::string>> alternative = {}) {
        model::Concept made;
        made.id = std::move(id);
        made.preferred = std::move(preferred);
        made.alternative = std::move(alternative);
        return made;
    };
    model::Scheme scheme;
    scheme.id = "themes";
    scheme.concepts = {
        entry("labour-market", {{"sv", "arbetsmarknad"}, {"en", "labour market"}, {"nb", "arbeidsmarked"}}),
        entry("establishment", {{"sv", "etablering"}, {"en", "establishment"}}),
        entry("social-control", {{"da", "social kontrol"}, {"en", "social control"}}),
        entry("negative-social-control", {{"da", "negativ social kontrol"}, {"en", "negative social control"}}),
        entry("language-learning", {{"sv", "spr\u00e5kinl\u00e4rning"}, {"en", "language learning"}}),
        entry("well-being", {{"en", "well-being"}}, {{"en", {"wellbeing"}}}),
        entry("and", {{"en", "and"}}),
    };
    return model::Vocabulary{{scheme}};
}

TEST_CASE("a text names concepts by labels of several words, by longer ones and the ones within") {
    const auto analyser = testing::analyser();
    const Labels labels{small_scheme(), *analyser};
    struct Case {
        std::string language, text;
        std::vector<std::string> found;
    };
    const Case cases[] = {
        {"en", "The labour markets of the North", {"labour-market [labour markets]"}},
        {"da",
         "om negativ social kontrol i dag",
         {"negative-social-control [negativ social kontrol]", "social-control [social kontrol]"}},
        {"en", "Well-being and work", {"well-being [Well-being]"}},
        {"en", "Wellbeing at work", {"well-being [Wellbeing]"}},
        {"en", "labour and market", {}},
        {"nb", "arbeidsmarkedet", {"labour-market [arbeidsmarkedet]"}},
        {"nn", "arbeidsmarkedet", {"labour-market [arbeidsmarkedet]"}},
        {"fo", "labour market", {}},
        {"en", "", {}},
    };
    for (const auto& c : cases) {
        CAPTURE(c.text);
        CHECK(mentions(labels, *analyser, c.text, c.language) == c.found);
    }
}

TEST_CASE("a compound names what it is made of, and a compound written apart is still one") {
    const auto analyser = testing::analyser();
    const auto& layers = analyser->layers();
    if (!std::ranges::all_of(layers, &language::Layer::present)) return;  // parts come from the dictionaries
    const Labels labels{small_scheme(), *analyser};
    const auto found = mentions(labels, *analyser, "arbetsmarknadsetablering", "sv");
    CHECK(std::ranges::count(found, "labour-market* [arbetsmarknadsetablering]") == 1);
    CHECK(std::ranges::count(found, "establishment* [arbetsmarknadsetablering]") == 1);
    CHECK(mentions(labels, *analyser, "god spr\u00e5k inl\u00e4rning", "sv") ==
          std::vector<std::string>{"language-learning [spr\u00e5k inl\u00e4rning]"});
}

TEST_CASE("labels are known in any language by how a neighbour spells them") {
    const auto analyser = testing::analyser();
    const Labels labels{small_scheme(), *analyser};
    for (const std::string typed : {"spraakinlaerning", "SPR\u00c5KINL\u00c4RNING", "spr\u00e5kinl\u00e4rning"}) {
        CAPTURE(typed);
        CHECK(labels.spelt(analyser->words(typed, "da")) == std::vector<Name>{{"themes", "language-learning"}});
    }
    CHECK(labels.spelt(analyser->words("spring", "da")).empty());
}

TEST_CASE("a word that says nothing names no concept, though its stem is that of a label") {
    model::Concept mother;
    mother.id = "mother";
    mother.preferred = {{"da", "moder"}};
    model::Scheme themes;
    themes.id = "themes";
    themes.concepts = {mother};
    const auto& analyser = *testing::analyser();
    const Labels labels{model::Vocabulary{{themes}}, analyser};
    CHECK(mentions(labels, analyser, "En moder i byen", "da") == std::vector<std::string>{"mother [moder]"});
    CHECK(mentions(labels, analyser, "De går mod byen", "da").empty());
}

}  // namespace
}  // namespace clearinghouse::concepts
