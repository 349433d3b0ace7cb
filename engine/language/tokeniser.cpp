#include "engine/language/tokeniser.h"

#include <unicode/brkiter.h>
#include <unicode/locid.h>
#include <unicode/utext.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <memory>
#include <stdexcept>
#include <utility>

namespace clearinghouse::language {
namespace {

std::unique_ptr<icu::BreakIterator> make_iterator() {
    UErrorCode error = U_ZERO_ERROR;
    std::unique_ptr<icu::BreakIterator> made{icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), error)};
    if (U_FAILURE(error) || !made) throw std::runtime_error{"icu: no word rules (reinstall libicu72)"};
    return made;
}

/// A text lent to ICU in UTF-8, so that its positions are bytes.
class LentText {
public:
    explicit LentText(std::string_view text) {
        UErrorCode error = U_ZERO_ERROR;
        utext_openUTF8(&text_, text.data(), static_cast<std::int64_t>(text.size()), &error);
        if (U_FAILURE(error)) throw std::runtime_error{"icu: cannot open a text"};
    }
    ~LentText() { utext_close(&text_); }
    LentText(const LentText&) = delete;
    LentText& operator=(const LentText&) = delete;
    UText* get() { return &text_; }

private:
    UText text_ = UTEXT_INITIALIZER;
};

constexpr std::size_t longest_colon_ending = 4;  // in bytes: "EU:ssa"

/// Also true of every byte of a letter outside ASCII; only figures and signs matter here.
bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

bool is_hyphen(std::string_view text) {
    return text == "-" || text == "\u2010" || text == "\u2011";
}

/// Gathers words and, where single hyphens join them, the whole before its parts.
class Chain {
public:
    Chain(std::string_view text, bool colon_endings, std::vector<Span>& found)
        : text_{text}, colon_endings_{colon_endings}, found_{found} {}

    void add(Span word) {
        if (colon_endings_ && is_ending(word)) {
            parts_.back().end = word.end;
            return;
        }
        const bool joined =
            !parts_.empty() && is_hyphen(text_.substr(parts_.back().end, word.begin - parts_.back().end));
        if (!joined) close();
        parts_.push_back(word);
    }

    void close() {
        if (parts_.size() > 1) found_.push_back({parts_.front().begin, parts_.back().end, true});
        found_.insert(found_.end(), parts_.begin(), parts_.end());
        parts_.clear();
    }

private:
    bool is_ending(const Span& word) const {
        if (parts_.empty() || word.end - word.begin > longest_colon_ending) return false;
        return text_.substr(parts_.back().end, word.begin - parts_.back().end) == ":" && is_letter(text_[word.begin]) &&
               is_letter(text_[word.begin - 2]);
    }

    std::string_view text_;
    bool colon_endings_;
    std::vector<Span>& found_;
    std::vector<Span> parts_;
};

}  // namespace

std::vector<Span> find_words(std::string_view text, bool colon_endings) {
    // ICU counts in 32 bits; what stands behind two gigabytes is not looked at.
    text = text.substr(0, std::numeric_limits<std::int32_t>::max());
    // Making an iterator reads the rules anew, so each thread keeps its own.
    thread_local const auto iterator = make_iterator();
    std::vector<Span> found;
    if (text.empty()) return found;
    LentText lent{text};
    UErrorCode error = U_ZERO_ERROR;
    iterator->setText(lent.get(), error);
    if (U_FAILURE(error)) throw std::runtime_error{"icu: cannot read a text"};

    Chain chain{text, colon_endings, found};
    auto begin = iterator->first();
    for (auto end = iterator->next(); end != icu::BreakIterator::DONE; begin = end, end = iterator->next()) {
        if (iterator->getRuleStatus() < UBRK_WORD_NONE_LIMIT) continue;
        chain.add({static_cast<std::size_t>(begin), static_cast<std::size_t>(end)});
    }
    chain.close();
    return found;
}

}  // namespace clearinghouse::language
