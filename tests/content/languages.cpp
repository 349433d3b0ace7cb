#include "tests/content/languages.h"

// The detector's headers need this one before them.
#include <cstdio>

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>
#include <fmt/format.h>
#include <unicode/brkiter.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <stdexcept>

#include "tests/content/everyday_words.h"

namespace clearinghouse::tests {
namespace {

constexpr std::array languages_with_words{"da", "nb", "nn", "sv", "en", "fi", "is", "fo", "pl", "de"};

/// How many everyday words of another language, which are none of its own, a sentence may hold: names of institutions
/// and reports bring one or two ("State of the Nordic Region").
constexpr std::size_t most_strange_words = 2;

/// Words of a sentence in small letters (ICU, UAX #29).
std::vector<std::string> words_of(const std::string& sentence, const std::string& language) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Locale locale{language.c_str()};
    const std::unique_ptr<icu::BreakIterator> iterator{icu::BreakIterator::createWordInstance(locale, status)};
    if (U_FAILURE(status)) throw std::runtime_error("ICU finds no words in " + language);
    const auto text = icu::UnicodeString::fromUTF8(sentence);
    iterator->setText(text);
    std::vector<std::string> words;
    for (auto from = iterator->first(), to = iterator->next(); to != icu::BreakIterator::DONE;
         from = to, to = iterator->next()) {
        if (iterator->getRuleStatus() < UBRK_WORD_LETTER) continue;
        auto word = text.tempSubStringBetween(from, to);
        std::string utf8;
        word.toLower(locale).toUTF8String(utf8);
        words.push_back(std::move(utf8));
    }
    return words;
}

std::size_t everyday_words(const std::vector<std::string>& words, std::string_view language) {
    return static_cast<std::size_t>(
        std::ranges::count_if(words, [&](const std::string& word) { return is_everyday_word(word, language); }));
}

/// The words of another language's everyday that are not of this one's: the longest list of any language.
std::vector<std::string> strange_words(const std::vector<std::string>& words, const std::string& language) {
    std::vector<std::string> most;
    for (const std::string_view other : languages_with_words) {
        std::vector<std::string> strange;
        std::ranges::copy_if(words, std::back_inserter(strange), [&](const std::string& word) {
            return is_everyday_word(word, other) && !is_everyday_word(word, language);
        });
        if (strange.size() > most.size()) most = std::move(strange);
    }
    return most;
}

/// The other language that a few words are in, or "". The detector alone takes one sentence in ten for its neighbour's,
/// for Norwegian is near Danish and "integration" sounds English to it; so its word counts when the small words say the
/// same.
std::string other_language_of(const std::string& text, const std::vector<std::string>& words,
                              const std::string& language) {
    const Guess guess = guess_language(text);
    if (guess.language.empty() || guess.language == language) return "";
    const auto own = everyday_words(words, language);
    const auto others = everyday_words(words, guess.language);
    const bool is_agreed = own == 0 ? others > 0 : others > own + 1;
    return is_agreed ? guess.language : "";
}

/// What is wrong with a sentence, or "".
std::string fault_of(const std::string& sentence, const std::string& language) {
    const auto words = words_of(sentence, language);
    const auto other = other_language_of(sentence, words, language);
    if (!other.empty()) return fmt::format("a sentence reads as '{}'", other);
    const auto strange = strange_words(words, language);
    if (strange.size() > most_strange_words) return fmt::format("has the words {}", fmt::join(strange, ", "));
    return "";
}

/// What a file says in one language.
struct Text {
    const Passage* first;
    std::string words;
};

/// By file and language.
std::map<std::pair<std::string, std::string>, Text> joined(const std::vector<Passage>& passages) {
    std::map<std::pair<std::string, std::string>, Text> texts;
    for (const auto& passage : passages) {
        if (passage.field == "keyword" || passage.field == "sentence") continue;
        auto& text = texts.try_emplace({passage.file, passage.language}, Text{&passage, ""}).first->second;
        text.words += without_quotations(passage.own_words) + "\n";
    }
    return texts;
}

}  // namespace

Guess guess_language(std::string_view words) {
    const CLD2::CLDHints no_hints{nullptr, nullptr, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
    std::array<CLD2::Language, 3> languages{};
    std::array<int, 3> percents{};
    std::array<double, 3> scores{};
    int bytes = 0;
    int valid = 0;
    bool is_reliable = false;
    CLD2::ExtDetectLanguageSummaryCheckUTF8(words.data(), static_cast<int>(words.size()), true, &no_hints, 0,
                                            languages.data(), percents.data(), scores.data(), nullptr, &bytes,
                                            &is_reliable, &valid);
    if (languages[0] == CLD2::UNKNOWN_LANGUAGE) return {};
    const std::string code = CLD2::LanguageCode(languages[0]);
    return {code == "no" ? "nb" : code, percents[0], is_reliable};
}

std::string without_quotations(std::string_view words) {
    struct Marks {
        std::string_view open, close;
    };
    static constexpr std::array marks{Marks{"«", "»"}, Marks{"»", "«"}, Marks{"„", "“"},  Marks{"“", "”"},
                                      Marks{"”", "”"}, Marks{"‘", "’"}, Marks{"\"", "\""}};
    std::string kept;
    while (!words.empty()) {
        std::size_t taken = 0;
        for (const auto& [open, close] : marks) {
            if (taken > 0 || !words.starts_with(open)) continue;
            const auto end = words.find(close, open.size());
            if (end != std::string_view::npos) taken = end + close.size();
        }
        if (taken == 0) kept += words.front();
        words.remove_prefix(taken == 0 ? 1 : taken);
    }
    return kept;
}

Findings texts_in_another_language(const std::vector<Passage>& passages) {
    Findings findings;
    for (const auto& [key, text] : joined(passages)) {
        const Guess guess = guess_language(text.words);
        if (guess.language == key.second) continue;
        findings.push_back(
            finding(*text.first, fmt::format("the text reads as '{}'", guess.language), text.first->words));
    }
    return findings;
}

Findings lists_in_another_language(const std::vector<Passage>& passages) {
    Findings findings;
    for (const auto& [key, text] : joined(passages)) {
        const auto& language = key.second;
        const auto other = other_language_of(text.words, words_of(text.words, language), language);
        if (other.empty()) continue;
        findings.push_back(finding(*text.first, fmt::format("the list reads as '{}'", other), text.first->words));
    }
    return findings;
}

Findings sentences_in_another_language(const std::vector<Passage>& passages) {
    Findings findings;
    for (const auto& passage : passages) {
        if (passage.field == "keyword") continue;
        for (const auto& sentence : sentences_of(without_quotations(passage.own_words), passage.language)) {
            const auto fault = fault_of(sentence, passage.language);
            if (!fault.empty()) findings.push_back(finding(passage, fault, sentence));
        }
    }
    return findings;
}

}  // namespace clearinghouse::tests
