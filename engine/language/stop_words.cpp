#include "engine/language/stop_words.h"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_set>
#include <utility>

namespace clearinghouse::language {
namespace {

// Only words that carry no sense: "ikke", "uden" and "utan" turn what is asked for and stay.
constexpr std::array<std::pair<std::string_view, std::string_view>, 6> lists{{
    {"da",
     " af alle alt at blev blive bliver da de dem den denne der deres det dette dig din disse dog du efter eller en er "
     "et for fra ham han hans har havde have hende hendes her hos hun hvad hvem hvilke hvilken hvilket hvis hvor "
     "hvordan hvornår i ind jeg jer jeres kan kunne man mange med meget men mig min mit mod ned noget nogle når "
     "nu og også om op os over på sig sin sine sit skal skulle som så til ud under var ved vi vil ville vor vores være "
     "været "},
    {"sv",
     " alla allt att av bara blev bli blir de dem den denna deras dess dessa det detta dig din dina ditt du där då "
     "efter "
     "eller en er era ert ett från för genom ha hade han hans har henne hennes hon honom hos hur i in inom jag "
     "ju kan kunde man med mellan men mig min mina mitt mot mycket många ni nu när någon något några och också om oss "
     "på "
     "sedan sig sin sina sitt ska skall skulle som så sådan till under upp ur ut vad var vara varit varje vars vart "
     "vem "
     "vi vid vilka vilken vilket vår våra vårt än är åt över "},
    {"no",
     " alle alt at av bare ble blei bli blir blitt bleiv da de deg dei deira deires dem den denne der deres det dette "
     "di "
     "din disse ditt du dykk då eg ein eit eller en er et etter for fordi fra frå før ha hadde han hans har henne "
     "hennar "
     "hennes her ho hos hun hva hvem hvilke hvilken hvis hvor hvordan hvorfor i inn ja jeg kan korleis kor kva kven "
     "kunne man mange me med meg meget mellom men mi min mitt mot mye nå når noe noen noko nokon nokre og også om opp "
     "oss "
     "over på samt seg sin sine sitt skal skulle slik so som så til um under ut var vart ved vere verte vi vil ville "
     "vår "
     "våre vært være vore vort "},
    {"fi",
     " että he hän häneen hänellä hänelle häneltä hänen hänessä hänestä hänet häntä itse ja jo johon joiden "
     "joihin joiksi joilla joille joita joissa joista joka jolla jolle jolta jonka jos jossa josta jota jotka kanssa "
     "kuin "
     "kuka kun me meidän meille meitä mikä minkä minua minulla minulle minun minut minä missä mistä mitkä mitä mukaan "
     "mutta myös ne niiden niihin niille niin niissä niistä niitä noin nuo nyt näiden näihin näille näissä näistä "
     "näitä "
     "nämä ole oleva olevan oli olimme olin olisi olisivat olit olivat olla olleet ollut on ovat se sekä sen siihen "
     "siinä "
     "siitä sillä sille sinun sinulla sinulle sinä sitä tai te teidän teille teitä tuo tähän tälle tämä tämän tässä "
     "tästä tätä vaan vai vaikka voi "},
    {"is",
     " að af allir allt á auk bara eða ef eftir eiga einnig en er erum eru ég eins fer fram frá fyrir fyrst hafa "
     "hafði hann hans hefur hennar henni hér hún hvað hvaða hver hvernig hvort hvar í inn já koma með meðal mér mig "
     "mín "
     "mínn mjög mun munu nú og okkar okkur oft sem sé sér séu sig sinn sína sín sínum sínu skal svo til um undir upp "
     "úr út "
     "var vegna vera verða verður verið við vil voru yfir það þá þær þann þar þau þegar þeim þeir þeirra þennan þess "
     "þessa þessar þessi þessu þessum þetta því þú þó "},
    {"en",
     " a about after all also am an and any are as at be because been being between but by can could did do does doing "
     "during each for from had has have having he her here hers him his how i if in into is it its itself just me more "
     "most my of on once only or other our ours out over own same she should so some such than that the their theirs "
     "them then there these they this those through to too under until up very was we were what when where which while "
     "who whom why will with would you your yours "},
}};

using Words = std::unordered_set<std::string_view>;

Words split(std::string_view list) {
    Words words;
    for (std::size_t at = 0; at < list.size();) {
        const auto end = std::min(list.find(' ', at), list.size());
        if (end > at) words.insert(list.substr(at, end - at));
        at = end + 1;
    }
    return words;
}

}  // namespace

bool is_stop_word_of(std::string_view word, std::string_view group) {
    static const auto words = [] {
        std::array<Words, lists.size()> result;
        std::transform(lists.begin(), lists.end(), result.begin(), [](const auto& row) { return split(row.second); });
        return result;
    }();
    for (std::size_t i = 0; i < lists.size(); ++i) {
        if (lists[i].first == group) return words[i].contains(word);
    }
    return false;
}

}  // namespace clearinghouse::language
