#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/index/record.h"

/// What is asked of the search and what it answers: plain values.
namespace clearinghouse::search {

using Record = index::Record;

/// By title means what the document is called to the reader, in the alphabet of the language of the interface. Newest
/// is by the document's own date, published by when it came out here: an old report that is new here comes first.
enum class Sort { relevance, newest, oldest, title, published };

/// Bounds on a request. Over them the search says so and does nothing.
struct Limits {
    std::size_t text_bytes = 512;
    std::size_t terms = 32;
    std::size_t depth = 8;             ///< Brackets within brackets.
    std::size_t wildcard_letters = 3;  ///< At least, before "*".
    std::size_t wildcard_expansions = 30;
    std::size_t page = 100;  ///< Hits in one answer with snippets; without them it may have as many as can be reached.
    std::size_t reach = 10000;  ///< Offset plus page.
    std::size_t filter_values = 100;
    int milliseconds = 500;  ///< For the whole match.
};

struct Filters {
    /// Values by facet name (index/layout.h); several of one facet are alternatives, but of "aspect" all must hold, and
    /// so must the facets.
    std::map<std::string, std::vector<std::string>> any_of;
    std::optional<int> year_from;
    std::optional<int> year_to;
};

/// What the search does beyond the words as typed. Readers may switch translations off; the rest is for measuring what
/// each layer is worth.
struct Layers {
    bool compounds = true;     ///< Parts of compounds.
    bool neighbours = true;    ///< Spelling of neighbours and foreign keyboards.
    bool concepts = true;      ///< Concepts that the words name.
    bool translations = true;  ///< Words of other languages, by the dictionaries.
    bool own_language = true;  ///< Of equally good hits those first that have a text in the reader's language.
    bool reranking = true;     ///< Passages of the best hits, aligned word by word.
    bool spelling = true;      ///< Words near to those that are slips beyond doubt.
};

struct Request {
    std::string text;             ///< As typed. Empty: all documents, newest first.
    std::string language = "en";  ///< Of the interface: how the words are read when nothing says otherwise.
    Filters filters;
    Sort sort = Sort::relevance;
    std::size_t offset = 0;
    std::size_t limit = 10;
    bool with_facets = true;
    bool with_snippets = true;
    bool with_found_by = false;  ///< Of each hit, by which meanings of the words it was found.
    Layers layers = {};
};

/// A stretch of a snippet; marked where it met the query.
struct Fragment {
    std::string text;
    bool marked = false;
};

/// A page of an attachment.
struct PageFound {
    std::string file;
    std::uint32_t number = 0;  ///< From 1.

    bool operator==(const PageFound&) const = default;
};

/// One of the things that a word of the query was taken to mean.
struct Meaning {
    enum class Kind {
        form,              ///< The word itself, as a stem that its forms share.
        part,              ///< A part of the compound that it is.
        subject,           ///< A concept that it names.
        part_subject,      ///< A concept that a part of it names.
        narrower_subject,  ///< A concept below one that it names, or that one's kin in another country.
        translation,       ///< A word or phrase of another language.
        spelling,          ///< The word without its marks, as another keyboard writes it.
    };
    Kind kind = Kind::form;
    std::string text;      ///< A stem, a word, or a concept as "scheme/id".
    std::string language;  ///< Of the stem or word.
    double weight = 1;     ///< What meeting it is worth, beside 1 for the word itself.
};

/// A meaning of a word of the query that a document has.
struct FoundBy {
    std::string word;  ///< Of the query; empty when several words together name the concept.
    Meaning meaning;
    /// Where it stands: "title", "subject", "summary" as they can be asked for by name, "text" for all else. Empty for
    /// concepts, which are not kept by field, and for phrases.
    std::vector<std::string> fields;
};

struct Hit {
    Record record;
    double score = 0;               ///< BM25; 0 when nothing was typed. Comparable within one answer only.
    std::string snippet_language;   ///< Language of the text the snippet is from.
    std::vector<Fragment> snippet;  ///< From the text that met the query best; the summary's start when nothing did.
    std::string section = {};       ///< Field of the section where its marked words begin: "results"; often empty.
    std::vector<std::string> why;   ///< Words of the document that met the query, as they stand there.
    std::optional<PageFound> page = {};  ///< Where the snippet stands, when it is not from the document's own texts.
    std::vector<FoundBy> found_by = {};  ///< When it was asked for: by the query's words in their order.
};

struct FacetCount {
    std::string value;  ///< Concept id, or the year.
    std::size_t count = 0;
    bool selected = false;
};

struct FacetCounts {
    std::string name;                ///< "theme"
    std::vector<FacetCount> values;  ///< Most frequent first (years: newest first); selected ones always present.
};

/// A word of the query and all that was looked for in its place.
struct UnderstoodWord {
    std::string text;
    std::vector<Meaning> meanings;
};

/// How the typed text was read.
struct Understanding {
    std::string text;  ///< As it was used, after mending.
    std::string language;
    std::vector<std::string>
        notices;  ///< Codes of what was mended or left out: "unbalanced-quote", "too-many-terms", ...
    std::vector<UnderstoodWord> words;  ///< Those that should be there.
    std::vector<std::string> subjects;  ///< Concepts that several of its words together name, as "scheme/id".
    std::string explanation;            ///< The query in words and operators, for people who look under the bonnet.
    Filters filters;                    ///< Those of the request and those typed as field:value.
    /// What was probably meant: the text with its unknown words respelt; it has hits. Empty when all words are known.
    /// With the notice "searched-instead" the hits are those of this text: the unknown words were slips beyond doubt.
    std::string suggestion;
};

/// A change of a request that finds something where the request found nothing.
struct WayOut {
    enum class Kind {
        word,      ///< Without one word or phrase.
        quotes,    ///< The words of a phrase, not next to each other.
        filter,    ///< Without the filter of one facet.
        language,  ///< The words read in another language.
    };
    Kind kind = Kind::word;
    std::string what;                 ///< The word or phrase, the facet's name, or the language.
    std::vector<std::string> values;  ///< The values that the filter had; a span of years as "2018..2021".
    Request request;                  ///< What to ask instead.
    std::size_t total = 0;            ///< What that finds; never 0.
};

struct Answer {
    Understanding query;
    std::size_t total = 0;  ///< Exact.
    std::vector<Hit> hits;
    std::vector<FacetCounts> facets;  ///< In the order of the table; each but "aspect" counted without its own filter.
    std::vector<WayOut> ways_out;     ///< When nothing was found: what finds most first. At most six are tried.
};

}  // namespace clearinghouse::search
