#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tests/content/passages.h"

namespace clearinghouse::tests {

/// What the detector (CLD2) takes words for.
struct Guess {
    std::string language;      ///< "nb", "fo"; "" when it cannot tell.
    int percent = 0;           ///< How much of the words is in it.
    bool is_reliable = false;  ///< Its own judgement.
};
Guess guess_language(std::string_view words);

/// The words without what stands in quotation marks of any of our languages: names and titles keep their language.
std::string without_quotations(std::string_view words);

/// Texts (title, summary and sections of a language, taken together) that are not in the language they claim.
Findings texts_in_another_language(const std::vector<Passage>& passages);

/// Lists of some short sentences (the questions of a language, taken together) that are not in the language they claim:
/// too few words for the detector alone, so the small words have to say the same.
Findings lists_in_another_language(const std::vector<Passage>& passages);

/// Sentences that are not in the language of their text, where they are long enough to tell.
Findings sentences_in_another_language(const std::vector<Passage>& passages);

}  // namespace clearinghouse::tests
