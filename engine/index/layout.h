#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

/// How a document is laid out in the index. The indexer writes by this table and the search reads by it, so a term, a
/// facet or a file exists in both or in neither. Any change here raises layout_version.
namespace clearinghouse::index {

inline constexpr int layout_version = 6;

/// The parts of a document whose words are told apart: they weigh differently and can be asked for by name ("title:").
struct TextField {
    std::string_view name;  ///< What a reader types: "title". Empty for running text, which has no name.
    std::string_view
        prefix;  ///< What stands before the language group in the field's own copy of a term; empty: no copy.
    int weight;  ///< Occurrences one occurrence counts for (wdf), in the common term and the copy.
};

inline constexpr std::array text_fields{
    TextField{"title", "XT", 5},
    TextField{"subject", "XK", 3},
    TextField{"summary", "XS", 2},
    TextField{"", "", 1},
};

/// The questions that a document answers: they say what it is about in the words of readers, and have no name.
inline constexpr TextField question_field{"", "", 2};

/// A stem or compound part in a language group: "XWno:arbeid". Longer than 200 bytes: cut, as Xapian's limit is 245.
std::string word_term(std::string_view group, std::string_view stem);
/// The same in the copy of one text field: "XTno:arbeid".
std::string field_term(const TextField& field, std::string_view group, std::string_view stem);
/// What a word's term is called in the copy of one text field; empty when the term is no word's or the field has no
/// copy.
std::string copied_term(const TextField& field, std::string_view word_term);
/// Neighbour spelling, one space over all languages: "XF:naerpes".
std::string folded_term(std::string_view folded);
inline constexpr std::string_view concept_prefix = "XC:";
/// A concept, tagged or recognised: "XC:themes/labour-market".
std::string concept_term(std::string_view scheme, std::string_view concept_id);
/// The one document of an id: "Qyalla-trappan".
std::string id_term(std::string_view id);

/// Where the words of a document's attachments stand: page 0 of them begins at first_page, page 1 positions_of_page
/// later. So a position tells its page, and no phrase reaches over the end of one.
inline constexpr std::uint32_t first_page = 10'000'000;
inline constexpr std::uint32_t positions_of_page = 100'000;
inline constexpr std::uint32_t most_pages = 40'000;  ///< As many as there are positions for.

/// A facet: what results can be counted and filtered by.
struct Facet {
    std::string_view name;    ///< In addresses and the API: "target-group".
    std::string_view scheme;  ///< Scheme that has the labels of its values; empty: the values are their own labels.
};

inline constexpr std::array facets{
    Facet{"type", "document-types"},      Facet{"theme", "themes"},
    Facet{"country", "countries"},        Facet{"year", ""},
    Facet{"language", "languages"},       Facet{"target-group", "target-groups"},
    Facet{"perspective", "perspectives"}, Facet{"goal", "goals"},
    Facet{"evidence", "evidence-levels"}, Facet{"aspect", "aspects"},
};

/// The languages in which readers can have documents ordered by title: each has an alphabet of its own, and what a
/// document is called differs by its reader.
inline constexpr std::array<std::string_view, 7> title_languages{"da", "sv", "nb", "nn", "fi", "is", "en"};

/// The position of a language in that table; that of English for any other.
std::size_t title_language(std::string_view language);

/// The position of a facet in the table, or facets.size() when the name is unknown.
std::size_t facet_number(std::string_view name);

/// Files of a generation.
namespace file {
inline constexpr std::string_view manifest = "manifest.json";
inline constexpr std::string_view database = "xapian";  ///< Directory.
inline constexpr std::string_view columns = "columns.bin";
inline constexpr std::string_view records = "records.bin";
inline constexpr std::string_view vocabulary = "vocabulary.json";
inline constexpr std::string_view translations = "translations.bin";
inline constexpr std::string_view words = "words.bin";
inline constexpr std::string_view suggestions = "suggestions.bin";
inline constexpr std::string_view datestamps = "datestamps.json";
inline constexpr std::string_view pages = "pages.bin";          ///< Only when an attachment has some.
inline constexpr std::string_view dump = "dump";                ///< Directory: everything, for copies elsewhere.
inline constexpr std::string_view attachments = "attachments";  ///< Directory, with one for each document.
}  // namespace file

}  // namespace clearinghouse::index
