#include "engine/language/english.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "engine/language/analyser.h"

namespace clearinghouse::language {
namespace {

using Pair = std::pair<std::u16string_view, std::u16string_view>;

// Sorted, for the binary search below.
constexpr std::array irregular{
    Pair{u"ate", u"eat"},
    Pair{u"became", u"become"},
    Pair{u"been", u"be"},
    Pair{u"began", u"begin"},
    Pair{u"begun", u"begin"},
    Pair{u"behaviour", u"behavior"},
    Pair{u"behavioural", u"behavioral"},
    Pair{u"born", u"bear"},
    Pair{u"bought", u"buy"},
    Pair{u"broke", u"break"},
    Pair{u"broken", u"break"},
    Pair{u"brought", u"bring"},
    Pair{u"built", u"build"},
    Pair{u"came", u"come"},
    Pair{u"caught", u"catch"},
    Pair{u"centre", u"center"},
    Pair{u"centres", u"center"},
    Pair{u"children", u"child"},
    Pair{u"chose", u"choose"},
    Pair{u"chosen", u"choose"},
    Pair{u"colour", u"color"},
    Pair{u"crises", u"crisis"},
    Pair{u"criteria", u"criterion"},
    Pair{u"dealt", u"deal"},
    Pair{u"defence", u"defense"},
    Pair{u"did", u"do"},
    Pair{u"done", u"do"},
    Pair{u"drawn", u"draw"},
    Pair{u"drew", u"draw"},
    Pair{u"driven", u"drive"},
    Pair{u"fallen", u"fall"},
    Pair{u"feet", u"foot"},
    Pair{u"fell", u"fall"},
    Pair{u"felt", u"feel"},
    Pair{u"fled", u"flee"},
    Pair{u"fought", u"fight"},
    Pair{u"found", u"find"},
    Pair{u"gave", u"give"},
    Pair{u"given", u"give"},
    Pair{u"gone", u"go"},
    Pair{u"got", u"get"},
    Pair{u"grew", u"grow"},
    Pair{u"grown", u"grow"},
    Pair{u"halves", u"half"},
    Pair{u"harbour", u"harbor"},
    Pair{u"heard", u"hear"},
    Pair{u"held", u"hold"},
    Pair{u"kept", u"keep"},
    Pair{u"knew", u"know"},
    Pair{u"known", u"know"},
    Pair{u"labour", u"labor"},
    Pair{u"laid", u"lay"},
    Pair{u"led", u"lead"},
    Pair{u"left", u"leave"},
    Pair{u"lent", u"lend"},
    Pair{u"lives", u"life"},
    Pair{u"lost", u"lose"},
    Pair{u"made", u"make"},
    Pair{u"meant", u"mean"},
    Pair{u"men", u"man"},
    Pair{u"met", u"meet"},
    Pair{u"neighbour", u"neighbor"},
    Pair{u"neighbourhood", u"neighborhood"},
    Pair{u"neighbourhoods", u"neighborhood"},
    Pair{u"neighbours", u"neighbor"},
    Pair{u"paid", u"pay"},
    Pair{u"persons", u"people"},
    Pair{u"phenomena", u"phenomenon"},
    Pair{u"programme", u"program"},
    Pair{u"programmes", u"program"},
    Pair{u"ran", u"run"},
    Pair{u"rose", u"rise"},
    Pair{u"said", u"say"},
    Pair{u"sat", u"sit"},
    Pair{u"seen", u"see"},
    Pair{u"selves", u"self"},
    Pair{u"sent", u"send"},
    Pair{u"shown", u"show"},
    Pair{u"sold", u"sell"},
    Pair{u"sought", u"seek"},
    Pair{u"spent", u"spend"},
    Pair{u"spoke", u"speak"},
    Pair{u"spoken", u"speak"},
    Pair{u"stood", u"stand"},
    Pair{u"taken", u"take"},
    Pair{u"taught", u"teach"},
    Pair{u"teeth", u"tooth"},
    Pair{u"theses", u"thesis"},
    Pair{u"thought", u"think"},
    Pair{u"told", u"tell"},
    Pair{u"took", u"take"},
    Pair{u"understood", u"understand"},
    Pair{u"went", u"go"},
    Pair{u"wives", u"wife"},
    Pair{u"women", u"woman"},
    Pair{u"won", u"win"},
    Pair{u"wrote", u"write"},
    Pair{u"written", u"write"},
};

// What follows "is" or "iz" in verbs and their nouns: organise, organisations. Shorter words ("raise") are no such
// verbs.
constexpr std::array<std::u16string_view, 8> verb_endings{u"e",  u"es",  u"ed",    u"ing",
                                                          u"er", u"ers", u"ation", u"ations"};
constexpr std::size_t shortest_verb_stem = 4;

std::u16string_view without_genitive(std::u16string_view word) {
    if (word.ends_with(u"'s")) return word.substr(0, word.size() - 2);
    return word;
}

std::u16string american(std::u16string_view word) {
    for (const auto ending : verb_endings) {
        if (!word.ends_with(ending) || word.size() < shortest_verb_stem + 2 + ending.size()) continue;
        const auto at = word.size() - ending.size() - 2;
        if (word.substr(at, 2) != u"is") continue;
        std::u16string result{word};
        result[at + 1] = u'z';
        return result;
    }
    return {};
}

}  // namespace

std::vector<Reading> read_english(std::u16string_view word) {
    const auto plain = without_genitive(word);
    const auto found = std::lower_bound(irregular.begin(), irregular.end(), plain,
                                        [](const Pair& row, std::u16string_view sought) { return row.first < sought; });
    if (found != irregular.end() && found->first == plain) return {{std::u16string{found->second}, {}}};
    if (auto spelling = american(plain); !spelling.empty()) return {{std::move(spelling), {}}};
    return {};
}

std::vector<std::string> base_forms(std::string_view word, std::string_view language) {
    std::vector<std::string> forms;
    if (language != "en") return forms;
    constexpr std::size_t shortest = 3;
    const auto add = [&](std::string_view ending, std::string_view instead) {
        if (!word.ends_with(ending) || word.size() < ending.size() + shortest) return;
        forms.push_back(std::string{word.substr(0, word.size() - ending.size())}.append(instead));
    };
    add("ies", "y");
    if (!word.ends_with("ss")) add("s", "");
    add("es", "");
    for (const std::string_view ending : {"ing", "ed"}) {
        add(ending, "");
        add(ending, "e");
        const auto stem = word.substr(0, word.size() - std::min(word.size(), ending.size()));
        const bool doubled = stem.size() > shortest && stem.back() == stem[stem.size() - 2];
        if (doubled) add(std::string{stem.back()}.append(ending), "");
    }
    return forms;
}

}  // namespace clearinghouse::language
