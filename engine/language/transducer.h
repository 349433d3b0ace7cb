#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace clearinghouse::language {

/// A lemma with its tags, as the dictionary has them: "barn", "<n><nt><pl><ind>".
struct Piece {
    std::u16string lemma;
    std::u16string tags;
};

/// One analysis of a word. Of a compound it has a piece for each part.
using Pieces = std::vector<Piece>;

/// An analyser compiled by lttoolbox: from the forms of words to their lemmas. Immutable, so threads share it.
/// Words are given as clean_word makes them.
class Transducer {
public:
    /// Nothing when the file is missing or damaged, or does not know one of the `probes`.
    static std::unique_ptr<const Transducer> load(const std::string& path, const std::vector<std::u16string>& probes);

    ~Transducer();
    Transducer(const Transducer&) = delete;
    Transducer& operator=(const Transducer&) = delete;

    /// The analyses of a word that the dictionary has as a whole.
    std::vector<Pieces> whole(std::u16string_view word) const;

    /// The analyses as a compound of dictionary words; none for words that cost too much.
    std::vector<Pieces> compound(std::u16string_view word) const;

private:
    struct Inside;
    explicit Transducer(std::unique_ptr<Inside> inside);
    std::unique_ptr<Inside> inside_;
};

}  // namespace clearinghouse::language
