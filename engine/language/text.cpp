#include "engine/language/text.h"

#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/ustring.h>
#include <unicode/utf16.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <stdexcept>
#include <utility>

#include "engine/language/analyser.h"

namespace clearinghouse::language {
namespace {

constexpr UChar32 replacement = 0xFFFD;

const icu::Normalizer2& normaliser(bool compose) {
    UErrorCode error = U_ZERO_ERROR;
    const auto* found = compose ? icu::Normalizer2::getNFCInstance(error) : icu::Normalizer2::getNFDInstance(error);
    if (U_FAILURE(error)) throw std::runtime_error{"icu: no normalisation data (reinstall libicu72)"};
    return *found;
}

icu::UnicodeString normalised(const icu::UnicodeString& text, bool compose) {
    UErrorCode error = U_ZERO_ERROR;
    auto result = normaliser(compose).normalize(text, error);
    return U_SUCCESS(error) ? result : text;
}

icu::UnicodeString lowered(icu::UnicodeString text) {
    // Composed twice: small letters of composed text are not always composed themselves.
    return normalised(normalised(text, true).toLower(icu::Locale::getRoot()), true);
}

std::string utf8(const icu::UnicodeString& text) {
    std::string result;
    text.toUTF8String(result);
    return result;
}

/// ICU counts in 32 bits.
std::int32_t length_of(std::string_view text) {
    if (text.size() > std::numeric_limits<std::int32_t>::max()) throw std::length_error{"text of over two gigabytes"};
    return static_cast<std::int32_t>(text.size());
}

icu::UnicodeString widened(std::string_view text) {
    return icu::UnicodeString::fromUTF8({text.data(), length_of(text)});
}

bool is_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::string lowered_ascii(std::string_view text) {
    std::string result{text};
    for (auto& c : result) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return result;
}

// Zero width joiners make different words in Persian and several Indian languages; they are kept.
bool is_invisible(UChar32 c) {
    return c == 0xAD || (c > 0xFF && u_charType(c) == U_FORMAT_CHAR && c != 0x200C && c != 0x200D);
}

bool is_forbidden(UChar32 c) {
    return c == replacement || u_charType(c) == U_CONTROL_CHAR || u_isspace(c) || U_IS_UNICODE_NONCHAR(c);
}

UChar32 plain_mark(UChar32 c) {
    if (c == 0x2019 || c == 0x02BC) return '\'';
    return c == 0x2010 || c == 0x2011 ? '-' : c;
}

// Marks of letters in Latin, Greek and Cyrillic, and the vowel signs of Arabic. Other scripts write their vowels with
// marks, and a word without them would be another word.
bool is_removable_mark(char16_t c) {
    return (c >= 0x300 && c <= 0x36F) || (c >= 0x64B && c <= 0x652) || c == 0x670;
}

std::u16string_view plain_letters(char16_t c) {
    constexpr std::array<std::pair<char16_t, std::u16string_view>, 9> letters{{{u'æ', u"a"},
                                                                               {u'ø', u"o"},
                                                                               {u'œ', u"o"},
                                                                               {u'þ', u"th"},
                                                                               {u'ð', u"d"},
                                                                               {u'đ', u"d"},
                                                                               {u'ß', u"ss"},
                                                                               {u'ł', u"l"},
                                                                               {u'ŋ', u"n"}}};
    const auto* found = std::find_if(letters.begin(), letters.end(), [&](const auto& row) { return row.first == c; });
    return found == letters.end() ? std::u16string_view{} : found->second;
}

/// The two letters that stand for æ, ø and å where a keyboard lacks them: "aa" is "a", as å is.
bool is_second_of_pair(const icu::UnicodeString& text, char16_t c) {
    if (text.isEmpty()) return false;
    const char16_t before = text.charAt(text.length() - 1);
    return (c == u'e' && (before == u'a' || before == u'o')) || (c == u'a' && before == u'a');
}

/// Bytes of a letter in UTF-8, by its first one; 0 when none begins so.
std::size_t length_of_sequence(unsigned char first) {
    if (first < 0x80) return 1;
    if (first >= 0xC2 && first < 0xE0) return 2;
    if (first >= 0xE0 && first < 0xF0) return 3;
    return first >= 0xF0 && first < 0xF5 ? 4 : 0;
}

}  // namespace

std::u16string to_utf16(std::string_view text) {
    const auto wide = widened(text);
    return {wide.getBuffer(), static_cast<std::size_t>(wide.length())};
}

std::string to_utf8(std::u16string_view text) {
    return utf8(icu::UnicodeString{false, text.data(), static_cast<std::int32_t>(text.size())});
}

std::optional<std::u16string> clean_word(std::string_view word) {
    if (word.size() > 4 * longest_word || !is_utf8(word)) return std::nullopt;
    const auto wide = widened(word);
    icu::UnicodeString kept;
    for (std::int32_t i = 0; i < wide.length(); i = wide.moveIndex32(i, 1)) {
        const UChar32 c = wide.char32At(i);
        if (is_forbidden(c)) return std::nullopt;
        if (!is_invisible(c)) kept.append(plain_mark(c));
    }
    kept = lowered(kept);
    if (kept.isEmpty() || kept.length() > static_cast<std::int32_t>(longest_word)) return std::nullopt;
    return std::u16string{kept.getBuffer(), static_cast<std::size_t>(kept.length())};
}

std::u16string with_capital(std::u16string_view word) {
    std::u16string result;
    const auto size = static_cast<std::int32_t>(word.size());
    std::int32_t i = 0;
    UChar32 first = 0;
    if (size > 0) U16_NEXT(word.data(), i, size, first);
    icu::UnicodeString head{u_totitle(first)};
    if (size > 0) result.assign(head.getBuffer(), static_cast<std::size_t>(head.length()));
    return result.append(word.substr(static_cast<std::size_t>(i)));
}

std::u16string in_capitals(std::u16string_view word) {
    icu::UnicodeString text{word.data(), static_cast<std::int32_t>(word.size())};
    text.toUpper(icu::Locale::getRoot());
    return {text.getBuffer(), static_cast<std::size_t>(text.length())};
}

std::string lower(std::string_view text) {
    if (is_ascii(text)) return lowered_ascii(text);
    return utf8(lowered(widened(text)));
}

std::string fold(std::string_view word) {
    const auto text = normalised(widened(lower(word)), false);
    icu::UnicodeString plain;
    for (std::int32_t i = 0; i < text.length(); ++i) {
        const char16_t c = text.charAt(i);
        if (is_removable_mark(c)) continue;
        const auto instead = plain_letters(c);
        if (!instead.empty()) {
            plain.append(instead.data(), static_cast<std::int32_t>(instead.size()));
        } else if (!is_second_of_pair(plain, c)) {
            plain.append(c);
        }
    }
    return utf8(normalised(plain, true));
}

bool is_utf8(std::string_view text) {
    std::int32_t length = 0;
    UErrorCode error = U_ZERO_ERROR;
    u_strFromUTF8(nullptr, 0, &length, text.data(), length_of(text), &error);
    return error != U_INVALID_CHAR_FOUND;
}

std::u32string code_points(std::string_view text) {
    constexpr std::array<unsigned char, 5> marks{0, 0x7F, 0x1F, 0x0F, 0x07};
    std::u32string points;
    points.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const auto first = static_cast<unsigned char>(text[at]);
        const auto length = length_of_sequence(first);
        bool whole = length > 0 && at + length <= text.size();
        char32_t point = first & marks[length];
        for (std::size_t i = 1; whole && i < length; ++i) {
            const auto next = static_cast<unsigned char>(text[at + i]);
            whole = (next & 0xC0) == 0x80;
            point = (point << 6) | (next & 0x3F);
        }
        points.push_back(whole ? point : U'\uFFFD');
        at += whole ? length : 1;
    }
    return points;
}

}  // namespace clearinghouse::language
