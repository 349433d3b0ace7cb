#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/language/lemmas.h"
#include "engine/language/transducer.h"

namespace clearinghouse::language {

/// An analyser that Apertium's packages bring, and what we know of it.
struct Dictionary {
    std::string_view language;
    std::string_view package;  ///< The Debian package, and its folder.
    std::string_view file;
    std::vector<std::u16string> probes;  ///< Words that it must know, from all over the alphabet.
};

/// The best files by language; of several for one language the first that knows a word is asked.
const std::vector<Dictionary>& dictionaries();

/// Where a dictionary lies: <data>/apertium/<package>/<file>.
std::string path_of(const Dictionary& dictionary, const std::string& data);

/// Lemmas and compound parts in one language. Immutable once filled.
class Lemmatiser {
public:
    explicit Lemmatiser(std::string_view language) : language_{language} {}

    void add(std::unique_ptr<const Transducer> transducer) { transducers_.push_back(std::move(transducer)); }

    /// At most three readings: as a dictionary word, else as a compound of such, else guessed as two nouns.
    std::vector<Reading> read(std::u16string_view word) const;

private:
    std::vector<Pieces> whole(std::u16string_view word) const;
    std::vector<Reading> readings(std::u16string_view word, const std::vector<Pieces>& analyses) const;
    Reading compound_reading(std::u16string_view word, const Pieces& pieces) const;
    std::vector<Reading> compounds(std::u16string_view word) const;
    std::u16string lemma_of_compound(std::u16string_view word, const Pieces& pieces) const;
    std::optional<std::u16string> noun(std::u16string_view word) const;
    std::optional<std::u16string> left_noun(std::u16string_view left) const;
    std::optional<Reading> guess(std::u16string_view word) const;

    std::string language_;
    std::vector<std::unique_ptr<const Transducer>> transducers_;
};

}  // namespace clearinghouse::language
