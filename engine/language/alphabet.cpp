#include "engine/language/alphabet.h"

#include <unicode/coll.h>
#include <unicode/uchar.h>

#include <cstdint>
#include <memory>
#include <vector>

namespace clearinghouse::language {
namespace {

/// Nothing when ICU's data is missing.
std::shared_ptr<icu::Collator> collator_of(std::string_view language) {
    UErrorCode status = U_ZERO_ERROR;
    std::shared_ptr<icu::Collator> collator{
        icu::Collator::createInstance(icu::Locale{std::string{language}.c_str()}, status)};
    return U_SUCCESS(status) ? collator : nullptr;
}

icu::UnicodeString without_quotation_marks(const icu::UnicodeString& title) {
    icu::UnicodeString bare;
    for (std::int32_t at = 0; at < title.length(); at = title.moveIndex32(at, 1)) {
        const auto letter = title.char32At(at);
        if (!u_hasBinaryProperty(letter, UCHAR_QUOTATION_MARK)) bare.append(letter);
    }
    return bare;
}

}  // namespace

Before alphabetical(std::string_view language) {
    const std::shared_ptr<const icu::Collator> collator = collator_of(language);
    if (!collator) return std::less<std::string>{};
    return [collator](const std::string& left, const std::string& right) {
        UErrorCode ignored = U_ZERO_ERROR;
        return collator->compareUTF8(left, right, ignored) == UCOL_LESS;
    };
}

TitleKey title_key(std::string_view language) {
    const auto collator = collator_of(language);
    if (!collator) return [](const std::string& title) { return title; };
    UErrorCode ignored = U_ZERO_ERROR;
    collator->setAttribute(UCOL_NUMERIC_COLLATION, UCOL_ON, ignored);
    return [collator = std::shared_ptr<const icu::Collator>{collator}](const std::string& title) {
        const auto wide = without_quotation_marks(icu::UnicodeString::fromUTF8(title));
        std::vector<std::uint8_t> key(static_cast<std::size_t>(collator->getSortKey(wide, nullptr, 0)));
        collator->getSortKey(wide, key.data(), static_cast<std::int32_t>(key.size()));
        return std::string{key.begin(), key.end()};
    };
}

}  // namespace clearinghouse::language
