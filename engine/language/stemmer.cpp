#include "engine/language/stemmer.h"

#include <xapian.h>

#include <algorithm>
#include <array>
#include <map>

namespace clearinghouse::language {
namespace {

// Listed rather than asked for: Xapian answers an unknown name with an exception, and a query may name any language.
constexpr std::array<std::string_view, 26> stemmed{"ar", "ca", "da", "de", "en", "es", "eu", "fi", "fr",
                                                   "ga", "hu", "hy", "id", "it", "lt", "nb", "ne", "nl",
                                                   "nn", "no", "pt", "ro", "ru", "sv", "ta", "tr"};

const Xapian::Stem* find_stemmer(std::string_view language) {
    // Stemming writes into the stemmer, so each thread has its own.
    thread_local std::map<std::string, Xapian::Stem, std::less<>> stemmers;
    if (const auto found = stemmers.find(language); found != stemmers.end()) return &found->second;
    if (std::find(stemmed.begin(), stemmed.end(), language) == stemmed.end()) return nullptr;
    const std::string name{language};
    return &stemmers.emplace(name, Xapian::Stem{name, true}).first->second;
}

}  // namespace

std::string stem(const std::string& word, std::string_view language) {
    const auto* stemmer = find_stemmer(language.substr(0, language.find('-')));
    if (!stemmer) return word;
    const auto result = (*stemmer)(word);
    return result.empty() ? word : result;
}

}  // namespace clearinghouse::language
