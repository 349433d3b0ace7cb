#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace clearinghouse::language {

/// One word of a text, and what it is searched by. Documents and queries go through the same analysis, so a form
/// written in a document meets any other form of the same word in a query.
struct Word {
    std::size_t begin = 0;  ///< First byte of the word in the text it came from.
    std::size_t end = 0;    ///< One past its last byte.
    std::string surface;    ///< As written, NFC and in small letters: "flygtningebørnene".
    /// What it is a form of, as dictionaries name it: "flygtningebarn"; empty for a word that no dictionary knows.
    std::vector<std::string> lemmas;
    /// Lemmas and surface under the Snowball stemmer, distinct, best first; never empty.
    std::vector<std::string> stems;
    std::vector<std::string> parts;  ///< Parts of a compound, stemmed: "flygtning", "barn"; empty when it is none.
    std::vector<std::string> part_lemmas;  ///< The same parts as dictionaries name them, in the same order.
    /// Neighbour spelling, as a foreign keyboard types it: æ=ä=ae, ø=ö=oe, å=aa=a, þ=th, ð=d, no other marks. Coarse
    /// (Finnish "maa" is "ma"), so it ranks below the exact word.
    std::string folded;
};

/// What the analysis of one language stands on; says what is missing on this machine.
struct Layer {
    std::string language;  ///< "da"; of what leads from one to another: "da-en".
    std::string name;      ///< "lemmas (apertium-dan-nor)"
    bool present = false;
    std::string hint;  ///< Which package to install when it is absent.
};

/// "da: lemmas (apertium-dan-nor) missing (install the Debian package apertium-dan-nor)".
std::string to_line(const Layer& layer);

/// Turns text into words in the languages that this machine has data for. Load once per process (0.3 s, 210 MB with
/// all data); immutable afterwards and safe to share between threads.
class Analyser {
public:
    /// Loads all analysers found under `data` ("/usr/share" holds apertium's; libvoikko finds its own). A missing or
    /// damaged one leaves its language to the next layer: the Snowball stemmer, or plain words. It never throws.
    static std::shared_ptr<const Analyser> load(const std::string& data = "/usr/share");

    /// An analyser without any installed data: stems and plain words only.
    static std::shared_ptr<const Analyser> without_data();

    ~Analyser();
    Analyser(const Analyser&) = delete;
    Analyser& operator=(const Analyser&) = delete;

    /// The words of `text` in reading order. Words are found by the ICU word rules (UAX #29); a hyphenated word is
    /// given whole and then by its parts. Text that is not valid UTF-8 yields the words of its valid stretches. Words
    /// of over 64 UTF-16 units are left out.
    std::vector<Word> words(std::string_view text, std::string_view language) const;

    /// The stem of a word that is a lemma already: what documents with any form of it are found by.
    std::string stem_of_lemma(std::string_view lemma, std::string_view language) const;

    /// True for the words that say nothing by themselves in this language ("och", "the"). For queries; documents keep
    /// all.
    bool is_stop_word(std::string_view word, std::string_view language) const;

    /// What each language stands on here, for the log and for --version.
    const std::vector<Layer>& layers() const;

    /// One line that changes whenever the analysis would: data versions and rules. An index remembers it.
    const std::string& fingerprint() const;

private:
    struct Inside;
    explicit Analyser(std::unique_ptr<Inside> inside);
    std::unique_ptr<Inside> inside_;
};

/// What an inflected English word may be a form of by its ending, likeliest first: "employers" gives "employer". Empty
/// for other languages, whose dictionaries know.
std::vector<std::string> base_forms(std::string_view word, std::string_view language);

/// Neighbour spelling of a word, as in Word::folded; also for comparing ids and names as typed.
std::string fold(std::string_view word);

/// NFC, small letters by the root locale. Returns what it can of invalid UTF-8 (with U+FFFD).
std::string lower(std::string_view text);

/// True when `text` is valid UTF-8 (no overlong forms, no surrogates).
bool is_utf8(std::string_view text);

}  // namespace clearinghouse::language
