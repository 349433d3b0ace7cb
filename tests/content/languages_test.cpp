#include "tests/content/languages.h"

#include <doctest/doctest.h>

using namespace clearinghouse::tests;

namespace {

/// A text of each language, as the content has them.
struct Sample {
    std::string language, words;
};
const Sample samples[] = {
    {"da",
     "Kommunen har ansat en medarbejder, der hjælper nyankomne familier med at finde vej. Efter to år bliver "
     "ordningen nu en fast del af indsatsen, og flere af fædrene er selv blevet frivillige."},
    {"nb",
     "Kommunen har ansatt en medarbeider som hjelper nyankomne familier med å finne fram. Etter to år blir "
     "ordningen nå en fast del av arbeidet, og flere av fedrene er selv blitt frivillige."},
    {"nn",
     "Kommunen har tilsett ein medarbeidar som hjelper nykomne familiar med å finne fram. Etter to år blir "
     "ordninga no ein fast del av arbeidet, og fleire av fedrane har sjølve vorte frivillige."},
    {"sv",
     "Kommunen har anställt en medarbetare som hjälper nyanlända familjer att hitta rätt. Efter två år blir "
     "ordningen nu en fast del av arbetet, och flera av papporna har själva blivit frivilliga."},
    {"fi",
     "Kunta on palkannut työntekijän, joka auttaa vastatulleita perheitä. Kahden vuoden jälkeen toiminnasta "
     "tulee pysyvä osa kunnan työtä, ja moni isä on itse ryhtynyt vapaaehtoiseksi."},
    {"is",
     "Sveitarfélagið hefur ráðið starfsmann sem hjálpar nýkomnum fjölskyldum að rata. Eftir tvö ár verður þetta "
     "fastur hluti af starfinu og margir feðranna eru sjálfir orðnir sjálfboðaliðar."},
    {"fo",
     "Kommunan hevur sett eitt fólk, sum hjálpir nýkomnum familjum at finna veg. Eftir tvey ár verður skipanin nú "
     "ein fastur partur av arbeiðinum, og fleiri av pápunum eru sjálvir vorðnir sjálvboðin."},
    {"en",
     "The municipality has hired someone who helps newly arrived families to find their way. After two years it "
     "becomes a lasting part of the work, and several of the fathers have become volunteers themselves."},
};

std::vector<Passage> text(const std::string& language, const std::string& words) {
    return {{"a.xml", 3, language, "title", "Oslo", "Oslo"}, {"a.xml", 4, language, "summary", words, words}};
}

}  // namespace

TEST_CASE("a text passes as its own language and as no other, however near") {
    for (const auto& sample : samples) {
        for (const auto& [claimed, other] : samples) {
            CAPTURE(sample.language);
            CAPTURE(claimed);
            const auto findings = texts_in_another_language(text(claimed, sample.words));
            CHECK(findings.empty() == (claimed == sample.language));
            if (!findings.empty()) CHECK(findings[0].starts_with("a.xml:3: " + claimed + ": the text reads as "));
        }
        CHECK(sentences_in_another_language(text(sample.language, sample.words)).empty());
    }
}

TEST_CASE("a sentence that was left in another language is found and named") {
    struct Row {
        std::string claimed, sentence;
    };
    const Row rows[] = {
        {"sv", "The evaluation shows that most of the participants found work."},
        {"fi", "The evaluation shows that most of the participants found work."},
        {"is", "The evaluation shows that most of the participants found work."},
        {"da", "Participants were recruited by the employment service."},
        {"en", "Utvärderingen visar att de flesta deltagarna hittade ett arbete."},
        {"nb", "Utvärderingen visar att de flesta deltagarna hittade ett arbete."},
        {"sv", "Evalueringen viser, at de fleste af deltagerne efter et år har fået arbejde og bliver i kommunen."},
        {"nb", "Evalueringa viser at dei fleste ikkje har fått arbeid, og at det er ein stor skilnad mellom kvinner."},
        {"da", "Evalueringen viser at de fleste etter ett år har fått arbeid og blir boende, uten mye støtte av noen."},
        {"fi", "Utvärderingen visar att de flesta deltagarna hittade ett arbete."},
        {"en", "Arviointi osoittaa, että useimmat osallistujat ovat löytäneet työtä."},
    };
    for (const auto& [claimed, sentence] : rows) {
        CAPTURE(claimed);
        CAPTURE(sentence);
        const auto findings = sentences_in_another_language(text(claimed, sentence));
        REQUIRE(findings.size() == 1);
        CHECK(findings[0].find(sentence) != std::string::npos);
    }
}

TEST_CASE("a list of questions that is in another language than it claims is found, however near") {
    struct Row {
        std::string language;
        std::vector<std::string> questions;
    };
    const Row rows[] = {
        {"da",
         {"Hvordan når vi de familier, som ikke har noget netværk?",
          "Hvad koster det en kommune at blive bedre til det?", "Hvor mange har fået arbejde efter et år?",
          "Hvem hjælper børnene, når forældrene ikke må arbejde?"}},
        {"nb",
         {"Hvordan når vi de familiene som ikke har noe nettverk?", "Hva koster det en kommune å bli bedre på det?",
          "Hvor mange har fått arbeid etter ett år?", "Hvem hjelper barna når foreldrene ikke får lov til å jobbe?"}},
        {"sv",
         {"Hur når vi de familjer som inte har något nätverk?", "Vad kostar det en kommun att bli bättre på det?",
          "Hur många har fått arbete efter ett år?", "Vem hjälper barnen när föräldrarna inte får arbeta?"}},
        {"fi",
         {"Miten tavoitamme perheet, joilla ei ole verkostoja?", "Mitä kunnalle maksaa, että se onnistuu siinä?",
          "Kuinka moni on saanut töitä vuoden jälkeen?", "Kuka auttaa lapsia, kun vanhemmat eivät saa työtä?"}},
        {"is",
         {"Hvernig náum við til fjölskyldna sem eru einar?", "Hvað kostar það sveitarfélag að verða betra í því?",
          "Hve margir hafa fengið vinnu eftir eitt ár?", "Hver hjálpar börnunum þegar foreldrarnir mega ekki vinna?"}},
        {"en",
         {"How do we reach the families who have no network?", "What does it cost a municipality to get better at it?",
          "How many have found work after a year?", "Who helps the children when the parents may not work?"}},
    };
    for (const auto& [language, questions] : rows) {
        for (const auto& claimant : rows) {
            CAPTURE(language);
            CAPTURE(claimant.language);
            std::vector<Passage> list;
            for (const auto& question : questions) {
                list.push_back({"a.xml", 7, claimant.language, "question", question, question});
            }
            const auto findings = lists_in_another_language(list);
            CHECK(findings.empty() == (claimant.language == language));
            if (findings.empty()) continue;
            CHECK(findings[0].starts_with("a.xml:7: " + claimant.language + ": the list reads as '" + language + "'"));
        }
    }
}

TEST_CASE("a stretch of another language within a sentence is found by its small words") {
    const auto findings = sentences_in_another_language(
        text("sv",
             "Projektet gav deltagarna stöd och råd i två år på vägen till ett arbete som de kunde vara stolta över, "
             "which was one of the reasons for their success."));
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].find("has the words which, was, of, the") != std::string::npos);
}

TEST_CASE("names of institutions and reports are no leftovers, nor is what is quoted or marked") {
    for (const std::string sentence : {
             "Projektet leds av University of Edinburgh och finansieras av NordForsk.",
             "Rapporten “The role of the state in what is and will be” kom ut 2019.",
             "Rapporten ”The role of the state in what is and will be” kom ut 2019.",
         }) {
        CAPTURE(sentence);
        CHECK(sentences_in_another_language(text("sv", sentence)).empty());
    }
    auto marked = text("sv", "Det kallas the role of the state in what is and will be.");
    marked[1].own_words = "Det kallas .";
    CHECK(sentences_in_another_language(marked).empty());
}

TEST_CASE("quotation marks of every language are known, and an apostrophe is none") {
    for (const std::string quoted : {"«b»", "»b«", "„b“", "“b”", "”b”", "‘b’", "\"b\""}) {
        CAPTURE(quoted);
        CHECK(without_quotations("a " + quoted + " c") == "a  c");
    }
    CHECK(without_quotations("the city’s b, the state’s c") == "the city’s b, the state’s c");
    CHECK(without_quotations("a “b") == "a “b");
}
