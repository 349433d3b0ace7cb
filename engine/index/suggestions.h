#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/index/columns.h"
#include "engine/index/flat_file.h"

namespace clearinghouse::index {

/// What a reader who begins to type may be led to.
struct Suggested {
    struct Text {
        std::string text;
        std::string language;
        bool is_preferred = true;
    };
    std::string scheme;                     ///< Of a concept; empty for a document.
    std::string id;                         ///< The same.
    std::vector<DocumentNumber> documents;  ///< That are tagged with the concept; the one document itself.
    std::vector<Text> texts;                ///< Labels, or titles.
};

/// Writes them by the beginnings of all words of their texts. Throws std::system_error.
void write_suggestions(const std::filesystem::path& file, const std::vector<Suggested>& all);

/// The words of a text as neighbours spell them, each followed by a space, and where each of them begins. What stands
/// behind 200 bytes does not count.
struct FoldedText {
    std::string text;
    std::vector<std::uint32_t> places;
};
FoldedText fold_words(std::string_view text);

/// The file that write_suggestions() makes, mapped. All of its offsets are checked when it is opened. Made without a
/// file, it holds nothing.
class SuggestionFile {
public:
    static model::Result<SuggestionFile> open(const std::filesystem::path& file);

    /// Where a word of a text begins.
    struct Beginning {
        std::uint32_t text = 0;
        std::uint32_t at = 0;  ///< In the folded words.
    };
    /// The first `most` of those behind which the folded words go on so, by what stands behind them.
    std::span<const Beginning> beginning_with(std::string_view folded, std::size_t most) const;

    /// A text by its number, and the number of what it leads to.
    struct Text {
        std::string_view text;
        std::string_view language;
        std::uint32_t subject = 0;
        bool is_preferred = true;
    };
    Text text(std::uint32_t number) const;

    /// A concept or document by its number, as in Suggested.
    struct Subject {
        std::string_view scheme;
        std::string_view id;
        std::span<const DocumentNumber> documents;
    };
    Subject subject(std::uint32_t number) const;

private:
    struct Stretch {
        std::uint32_t begin = 0;
        std::uint32_t size = 0;
    };
    struct TextEntry {
        Stretch text;
        Stretch folded;
        Stretch language;
        std::uint32_t subject = 0;
        std::uint32_t is_preferred = 0;
    };
    struct SubjectEntry {
        Stretch scheme;
        Stretch id;
        Stretch documents;
    };
    class Writer;
    friend void write_suggestions(const std::filesystem::path&, const std::vector<Suggested>&);
    bool read();
    bool is_sound(const TextEntry& entry) const;
    bool is_sound(const SubjectEntry& entry) const;
    std::string_view bytes(const Stretch& stretch) const { return {bytes_.data() + stretch.begin, stretch.size}; }
    std::string_view behind(const Beginning& beginning) const;

    disk::MappedFile file_;
    std::span<const SubjectEntry> subjects_;
    std::span<const TextEntry> texts_;
    std::span<const Beginning> beginnings_;
    std::span<const DocumentNumber> documents_;
    std::span<const char> bytes_;
};

}  // namespace clearinghouse::index
