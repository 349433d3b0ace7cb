#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/language/analyser.h"
#include "engine/model/vocabulary.h"

namespace clearinghouse::concepts {

/// A concept as the index names it.
struct Name {
    std::string scheme;
    std::string id;

    auto operator<=>(const Name&) const = default;
};

/// A place where words name a concept.
struct Mention {
    Name name;
    std::size_t first = 0;  ///< Place of its first word among those that were given.
    std::size_t count = 1;  ///< Words it takes; those of a hyphenated word count with it.
    /// Only a part of a compound names it: "arbetsmarknad" in "arbetsmarknadsetablering".
    bool is_part = false;
};

/// The labels of a vocabulary, known by any form of their words. Immutable and safe to share between threads.
class Labels {
public:
    /// Analyses all labels, so it is made once for a vocabulary. The analyser may go afterwards.
    Labels(const model::Vocabulary& vocabulary, const language::Analyser& analyser);

    /// All mentions of concepts in words that were analysed in `language`, by where they begin, longest first: any form
    /// of the label's words ("kommunernas" for "kommuner"), labels within longer ones, labels that are a compound and
    /// stand here as several words or the other way round, and parts of compounds.
    std::vector<Mention> find(std::span<const language::Word> words, std::string_view language) const;

    /// Concepts with a label in any language that is spelt like these words as a neighbour spells them.
    std::vector<Name> spelt(std::span<const language::Word> words) const;

    /// Words in the longest label.
    std::size_t longest() const { return longest_; }

private:
    using Number = std::uint32_t;  ///< Of a concept, in names_.
    using Numbers = std::vector<Number>;
    /// By "group stem stem ...". Beginnings of longer labels are in it too, without concepts.
    using Table = std::unordered_map<std::string, Numbers>;

    class Reader;
    class Finder;

    std::vector<Name> names_;
    Table by_stems_;
    Table by_folded_;  ///< By folded words, joined by spaces.
    std::size_t longest_ = 1;
};

/// True for schemes whose concepts say what a document is about. A type, an evidence level, a language or an
/// aspect says what it is or tells.
bool is_subject(std::string_view scheme);

}  // namespace clearinghouse::concepts
