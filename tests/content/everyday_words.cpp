#include "tests/content/everyday_words.h"

#include <map>
#include <set>
#include <sstream>
#include <string>

namespace clearinghouse::tests {
namespace {

using Words = std::set<std::string, std::less<>>;

Words words_in(const char* list) {
    std::istringstream stream{list};
    Words words;
    for (std::string word; stream >> word;) words.insert(word);
    return words;
}

const Words* words_of(std::string_view language) {
    static const std::map<std::string, Words, std::less<>> lists{
        {"da",
         words_in("af alle at både bliver blev da de dem den der deres det disse efter eller en er et for fra før "
                  "fået gør hvad har havde hun hvem hver hvilke hvor hvordan i igen ikke kan kom kun kunne lige "
                  "man med mellem mere meget men mod mod må ned nogle noget nye når og også om op os over på sig "
                  "siden sin skal som så sådan til ud uden under var ved vi vil være været")},
        {"nb", words_in("alle at av både ble blir bli blitt da de dem den der deres det disse eller en er et etter for "
                        "fra før fått gjør hadde har hun hva hvem hver hvilke hvor hvordan i igjen ikke kan kom kun "
                        "kunne man med mellom mer mange men mot mye må ned noe noen nye når og også om opp oss over på "
                        "seg siden sin skal slik som så til under ut uten var ved vi vil være vært")},
        {"nn",
         words_in("alle at av både blei blir bli blitt da dei den der deira det desse eller ein er eit etter for "
                  "frå før fått gjer hadde har ho kva kven kvar kor korleis i igjen ikkje kan kom berre kunne ein "
                  "med mellom meir mange men mot mykje må ned noko nokon nye når og også om opp oss over på seg "
                  "sidan sin skal slik som så til under ut utan var ved vi vil vere vore")},
        {"sv",
         words_in("alla att av både blev blir bli blivit då de dem den där deras det dessa eller en är ett efter "
                  "för från före fått gör hade har hon vad vem var vilka hur i igen inte kan kom bara kunde man "
                  "med mellan mer många men mot mycket måste ned något någon nya när och också om upp oss över på "
                  "sig sedan sin ska skall som så till under ut utan vid vi vill vara varit än")},
        {"en", words_in("a about after all also an and are as at be been but by can do for from had has have how in "
                        "into is it its many more most not of on or other she so than that the their them there these "
                        "they this to was we were what when where which who will with would")},
        {"fi",
         words_in("että ei eivät he hän heidän ja jo joka jotka josta joissa joiden jonka kanssa kun kuin mikä "
                  "mitä mukaan mutta muun muut myös ne niiden niitä noin on oli olivat ollut ole ovat se sekä sen "
                  "siitä sitä tai tämä tämän tässä voi voivat vain")},
        {"is",
         words_in("að af allir á bæði eða ef eftir ein eitt ekki en er eru fá frá fyrir hafa hafði hefur hún hvað "
                  "hver hvernig hvort í með mest milli mun og sem sér sig sinn síðan svo til um undir upp úr var "
                  "vegna vera verða við voru það þau þá þar þau þegar þeir þeirra þess þessi þetta því")},
        {"fo",
         words_in("at av á bert ella ein eitt eftir eisini eru er fáa frá fyri hava hevði hevur hon hvussu hvat "
                  "í ikki millum mugu nakað og sum sær seg sín síðani til um undir upp úr var verða vera við vóru "
                  "tað tann teir tey tá teirra hesi hetta tí")},
        {"pl",
         words_in("a ale czy dla do i ich ich jak jest już lub między można na nie o od oraz po pod przez przy są "
                  "się tego ten to w we z za ze że które który która")},
        {"de", words_in("auch auf aus bei das dem den der des die ein eine für im in ist mit nach nicht oder sich sie "
                        "sind und von war werden wie zu zum zur über")},
    };
    const auto found = lists.find(language);
    return found == lists.end() ? nullptr : &found->second;
}

}  // namespace

bool is_everyday_word(std::string_view word, std::string_view language) {
    const auto* words = words_of(language);
    return words != nullptr && words->contains(word);
}

}  // namespace clearinghouse::tests
