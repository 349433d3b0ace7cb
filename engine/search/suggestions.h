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
    /// What is handed over outlives it.
    explicit Suggestions(const index::Generation& generation) : generation_{generation} {}

    /// Whether a reader may see a document.
    using Visible = std::function<bool(index::DocumentNumber)>;

    /// At most `limit` suggestions, each concept and document once: those that begin with `text` before those that have
    /// a later word that does, the reader's language before others, concepts before titles, preferred labels before
    /// others, those of more documents first. Letters are compared as neighbours spell them. Only what visible
    /// documents have.
    std::vector<Suggestion> find(std::string_view text, std::string_view language, std::size_t limit,
                                 const Visible& is_visible) const;

private:
    const index::Generation& generation_;
};

}  // namespace clearinghouse::search
