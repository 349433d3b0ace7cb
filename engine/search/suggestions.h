#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/index/generation.h"
#include "engine/model/vocabulary.h"

namespace clearinghouse::search {

/// What a reader who has begun to type may be about to write.
struct Suggestion {
    enum class Kind { subject, document };
    Kind kind = Kind::subject;
    std::string text;      ///< The label or title that begins so, or has a word that does; to be searched for.
    std::string language;  ///< Of `text`.
    std::string scheme;    ///< Of a concept; empty for a document.
    std::string id;        ///< Of the concept or document.
    std::string name;  ///< The concept's preferred label or the document's title as a reader of the language has it.

    bool operator==(const Suggestion&) const = default;
};

/// Letters that must be typed before anything is suggested.
inline constexpr std::size_t letters_to_suggest = 2;
/// More suggestions than this are never given.
inline constexpr std::size_t most_suggestions = 10;

/// The labels of subjects and the titles of documents of one generation, by the beginnings of their words. Immutable
/// and safe to share between threads.
class Suggestions {
public:
    /// Reads every record once. Of more than 20,000 documents the newest have their titles suggested.
    explicit Suggestions(const index::Generation& generation);

    /// Whether a reader may see a document.
    using Visible = std::function<bool(index::DocumentNumber)>;

    /// At most `limit` suggestions, each concept and document once: those that begin with `text` before those that have
    /// a later word that does, the reader's language before others, concepts before titles, preferred labels before
    /// others, those of more documents first. Letters are compared as neighbours spell them. Only what visible
    /// documents have.
    std::vector<Suggestion> find(std::string_view text, std::string_view language, std::size_t limit,
                                 const Visible& is_visible) const;

private:
    struct Entry {
        std::string text;
        std::string folded;  ///< Its words, folded, each followed by a space.
        std::string language;
        std::uint32_t subject;
        bool is_preferred;
    };
    /// What an entry leads to.
    struct Subject {
        Suggestion::Kind kind;
        std::string scheme;
        std::string id;
        std::vector<index::DocumentNumber> documents;  ///< That are tagged with it; a document itself.
    };
    struct Beginning {
        std::uint32_t entry;
        std::uint16_t at;  ///< In the folded words.
    };
    struct Rank;

    void add_concepts(const index::Generation& generation);
    void add_titles(const index::Generation& generation);
    void add(std::string text, std::string language, std::uint32_t subject, bool is_preferred);
    void sort();
    std::string_view behind(const Beginning& beginning) const;

    const index::Generation& generation_;
    std::vector<Subject> subjects_;
    std::vector<Entry> entries_;
    std::vector<Beginning> beginnings_;  ///< By what stands behind them.
};

}  // namespace clearinghouse::search
