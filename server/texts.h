#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/model/problem.h"

namespace clearinghouse::server {

/// One entry of a gettext catalogue. The key is the msgctxt; the msgid is the English text, which translators see.
struct CatalogueEntry {
    std::string key;
    std::string english;
    std::string english_plural;             ///< Empty when the text does not count anything.
    std::vector<std::string> translations;  ///< One, or one for each plural form.
    bool fuzzy = false;                     ///< The translator was not sure; counts as missing.
    int line = 0;
};

/// Reads a gettext PO or POT file. Entries without a msgctxt (the header) and obsolete ones are passed over.
model::Result<std::vector<CatalogueEntry>> read_catalogue(std::string_view po, const std::string& file);

/// Values to be put in for {name} in a text.
using TextValues = std::vector<std::pair<std::string_view, std::string>>;

/// The texts of the interface. interface.pot is the complete list with the English wording; every other language has
/// a PO file beside it, which ordinary gettext tools can merge and edit.
class Texts {
public:
    /// `catalogues`: PO by language. A Problem when a file cannot be read.
    static model::Result<Texts> read(std::string_view pot, const std::map<std::string, std::string_view>& catalogues);

    /// Languages whose catalogue is complete, English first and then by tag: those readers are offered.
    const std::vector<std::string>& languages() const { return languages_; }
    bool is_offered(std::string_view language) const;

    /// What keeps a language from being offered: "search.button: missing", "search.button: stale". For translators.
    const std::vector<std::string>& gaps(const std::string& language) const;

    bool has(std::string_view key) const;
    std::vector<std::string> keys() const;

    /// The text of a key. Throws std::out_of_range when there is none: a slip in the program, which the tests find.
    const std::string& get(std::string_view language, std::string_view key) const;
    std::string get(std::string_view language, std::string_view key, const TextValues& values) const;

    /// The text for `count` things; {count} is put in, written as the language does.
    std::string count(std::string_view language, std::string_view key, std::size_t count) const;

private:
    using Forms = std::vector<std::string>;
    using Wordings = std::map<std::string, Forms, std::less<>>;

    const Forms& forms(std::string_view language, std::string_view key) const;
    void add(const std::string& language, const std::vector<CatalogueEntry>& source,
             const std::vector<CatalogueEntry>& translated);

    std::map<std::string, Wordings, std::less<>> by_language_;
    std::map<std::string, std::vector<std::string>> gaps_;
    std::vector<std::string> languages_;
};

/// Puts values in for {name}. A name without a value stays as it is.
std::string fill(std::string text, const TextValues& values);

}  // namespace clearinghouse::server
