#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/model/time.h"
#include "engine/search/request.h"
#include "server/site.h"

/// What a reference to a document says, once for all formats: a format only lays it out.
namespace clearinghouse::server::citations {

/// A person with a family name, or an organisation, which has its whole name in `family`.
struct Name {
    std::string family;
    std::string given;

    bool is_person() const { return !given.empty(); }
};

struct TextIn {
    std::string language;
    std::string text;
};

/// A concept that the document is about.
struct Subject {
    std::string scheme;
    std::string label;  ///< In `language`.
    std::string language;
    std::string iri;
};

struct File {
    std::string address;
    std::string title;
    std::string language;
    std::string media_type;
    std::size_t bytes = 0;
};

struct Relation {
    std::string name;  ///< As content has it: "evaluates"; "part-of" for the collection that has it as a part.
    std::string document;
    std::string address;
    bool is_back = false;  ///< The other document has the link.
};

struct Citation {
    std::string id;
    std::string type;
    std::string kind;            ///< The name of the type, in the language of the original.
    std::string site;            ///< The name of the clearinghouse, likewise.
    std::string address;         ///< The one that stays: ".../documents/yalla-trappan".
    std::vector<Name> creators;  ///< The authors; without any, the publishers.
    std::vector<std::string> publishers;
    std::optional<model::PartialDate> date;
    std::string title;  ///< With the subtitle, as the original has it.
    std::string language;
    std::vector<TextIn> translated_titles;
    std::vector<TextIn> summaries;  ///< The original's first.
    std::vector<std::string> keywords;
    std::vector<Subject> subjects;
    std::vector<std::string> countries;  ///< Labels in the language of the original.
    std::vector<std::string> places;
    std::vector<std::string> sources;  ///< Addresses of what it was taken from.
    std::vector<File> files;
    std::vector<Relation> relations;
    std::vector<std::string> parts;  ///< Of a collection: the addresses of its documents, in their order.
    std::string doi;
    std::string isbn;
    std::string pages;  ///< How many.
    std::string edition;
    std::string journal;        ///< Where a study appeared, when that is a journal,
    std::string series;         ///< or a series of reports,
    std::string series_number;  ///< with its number.
    std::string licence;        ///< SPDX: "CC-BY-4.0".
    std::string licence_address;
    std::optional<model::Moment> published;  ///< Here, in the clearinghouse.
    std::optional<model::Moment> modified;
};

Citation make_citation(const Visit& visit, const search::Record& record);

/// "Vilde Hernes" by its parts. The last word is the family name, with the small words that belong to it before ("von
/// Simson"). Nothing tells two family names without a hyphen from two given ones.
Name read_name(std::string_view full);

/// What the vocabularies of other formats call a type of document.
struct KindOfWork {
    std::string_view type;
    std::string_view ris;
    std::string_view bibtex;
    std::string_view csl;
    std::string_view datacite;    ///< resourceTypeGeneral
    std::string_view dcmi;        ///< DCMI Type Vocabulary
    std::string_view mods;        ///< typeOfResource
    std::string_view marc_genre;  ///< marcgt; may be empty
    std::string_view schema_org;
};

/// The row of a type; that of a plain text for one that is unknown.
const KindOfWork& kind_of_work(std::string_view type);

/// The row of a document. A study that appeared in a journal is an article and no report.
KindOfWork kind_of_work(const Citation& citation);

}  // namespace clearinghouse::server::citations
