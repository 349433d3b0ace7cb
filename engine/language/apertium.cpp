#include "engine/language/apertium.h"

#include <algorithm>
#include <utility>

namespace clearinghouse::language {
namespace {

// A guess cuts an unknown word in two; the bounds keep it from reading endings as words.
constexpr std::size_t shortest_guess = 8;
constexpr std::size_t longest_guess = 40;
constexpr std::size_t shortest_left = 3;
constexpr std::size_t shortest_right = 4;

/// The letters that may stand between the parts of a compound and belong to neither.
std::u16string_view linking_letters(std::string_view language) {
    if (language == "sv") return u"soaue";
    return language == "is" ? u"s" : u"se";
}

/// "gå# ut" is the verb with its particle; the word that stands in a text is "gå".
std::u16string bare(const std::u16string& lemma) {
    return lemma.substr(0, lemma.find(u'#'));
}

void add_distinct(std::vector<Reading>& readings, Reading reading) {
    if (readings.size() >= most_readings || reading.lemma.empty()) return;
    const bool known = std::any_of(readings.begin(), readings.end(), [&](const Reading& other) {
        return other.lemma == reading.lemma && other.parts == reading.parts;
    });
    if (!known) readings.push_back(std::move(reading));
}

/// Some dictionary words are joined of several pieces: compounds, and words with what clings to them ("i" and "den").
bool is_compound(const Pieces& pieces) {
    return pieces.size() > 1 && pieces.front().tags.find(u"<cmp>") != std::u16string::npos;
}

}  // namespace

const std::vector<Dictionary>& dictionaries() {
    // Chosen by how many words of our texts they know; the other files of these packages know 2 to 9 % fewer.
    static const std::vector<Dictionary> known{
        {"da", "apertium-dan-nor", "dan-nob.automorf.bin", {u"børn", u"arbejde", u"skole", u"vand"}},
        {"sv", "apertium-swe-nor", "swe-nob.automorf.bin", {u"städer", u"arbete", u"skola", u"vatten"}},
        {"nb", "apertium-nno-nob", "nob-nno.automorf.bin", {u"bøker", u"arbeid", u"skole", u"vann"}},
        {"nn", "apertium-nno-nob", "nno-nob.automorf.bin", {u"bøker", u"arbeid", u"skule", u"vatn"}},
        {"is", "apertium-isl-swe", "isl-swe.automorf.bin", {u"börnum", u"skóli", u"vatn"}},
        {"is", "apertium-isl-eng", "isl-eng.automorf.bin", {u"börnum", u"skóli", u"vatn"}},
    };
    return known;
}

std::string path_of(const Dictionary& dictionary, const std::string& data) {
    return data + "/apertium/" + std::string{dictionary.package} + "/" + std::string{dictionary.file};
}

std::vector<Reading> Lemmatiser::read(std::u16string_view word) const {
    if (const auto found = whole(word); !found.empty()) return readings(word, found);
    if (auto found = compounds(word); !found.empty()) return found;
    if (auto guessed = guess(word)) return {*std::move(guessed)};
    return {};
}

std::vector<Pieces> Lemmatiser::whole(std::u16string_view word) const {
    for (const auto& transducer : transducers_) {
        if (auto found = transducer->whole(word); !found.empty()) return found;
    }
    // The Icelandic dictionaries have the dative "markaðinum" and not its commoner spelling "markaðnum".
    constexpr std::u16string_view dative = u"num";
    if (language_ != "is" || word.size() < 6 || !word.ends_with(dative) || word[word.size() - 4] == u'i') return {};
    const auto spelt_out = std::u16string{word.substr(0, word.size() - dative.size())} + u"inum";
    return whole(spelt_out);
}

std::vector<Reading> Lemmatiser::readings(std::u16string_view word, const std::vector<Pieces>& analyses) const {
    std::vector<Reading> found;
    for (const auto& pieces : analyses) {
        if (found.size() >= most_readings) break;
        add_distinct(found,
                     is_compound(pieces) ? compound_reading(word, pieces) : Reading{bare(pieces.front().lemma), {}});
    }
    return found;
}

std::vector<Reading> Lemmatiser::compounds(std::u16string_view word) const {
    std::vector<Reading> found;
    for (const auto& transducer : transducers_) {
        for (const auto& pieces : transducer->compound(word)) {
            if (found.size() < most_readings) add_distinct(found, compound_reading(word, pieces));
        }
        if (!found.empty()) break;
    }
    return found;
}

Reading Lemmatiser::compound_reading(std::u16string_view word, const Pieces& pieces) const {
    Reading reading{lemma_of_compound(word, pieces), {}};
    for (const auto& piece : pieces) reading.parts.push_back(bare(piece.lemma));
    return reading;
}

/// The analysis says "flygtning" and "barn" but not where the one ends in "flygtningebørnene"; the longest ending that
/// is a form of the last part tells, and what stands before it stays: "flygtningebarn".
std::u16string Lemmatiser::lemma_of_compound(std::u16string_view word, const Pieces& pieces) const {
    const auto& last = pieces.back().lemma;
    for (std::size_t at = 1; at + 1 < word.size(); ++at) {
        const auto analyses = whole(word.substr(at));
        const bool fits = std::any_of(analyses.begin(), analyses.end(), [&](const Pieces& found) {
            return found.size() == 1 && found.front().lemma == last;
        });
        if (fits) return std::u16string{word.substr(0, at)} + bare(last);
    }
    std::u16string joined;
    for (const auto& piece : pieces) joined += bare(piece.lemma);
    return joined;
}

std::optional<std::u16string> Lemmatiser::noun(std::u16string_view word) const {
    for (const auto& pieces : whole(word)) {
        if (pieces.size() == 1 && pieces.front().tags.starts_with(u"<n>")) return bare(pieces.front().lemma);
    }
    return std::nullopt;
}

std::optional<std::u16string> Lemmatiser::left_noun(std::u16string_view left) const {
    if (auto found = noun(left)) return found;
    const bool linked = left.size() > shortest_left && linking_letters(language_).find(left.back()) != left.npos;
    return linked ? noun(left.substr(0, left.size() - 1)) : std::nullopt;
}

std::optional<Reading> Lemmatiser::guess(std::u16string_view word) const {
    if (word.size() < shortest_guess || word.size() > longest_guess) return std::nullopt;
    for (std::size_t at = shortest_left; at + shortest_right <= word.size(); ++at) {
        const auto right = noun(word.substr(at));
        if (!right) continue;
        const auto left = left_noun(word.substr(0, at));
        if (left) return Reading{std::u16string{word.substr(0, at)} + *right, {*left, *right}};
    }
    return std::nullopt;
}

}  // namespace clearinghouse::language
