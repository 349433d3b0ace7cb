#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/model/problem.h"

namespace clearinghouse::model {

/// Labels by language tag; the preferred one first in each.
using Labels = std::map<std::string, std::vector<std::string>>;

/// A concept of a SKOS scheme (W3C, SKOS Reference, 2009).
struct Concept {
    std::string id;  ///< Last segment of its IRI: "labour-market". Unique in its scheme.
    std::string iri;
    std::string scheme;                                           ///< Id of the scheme: "themes".
    std::string notation;                                         ///< Code: "7", "DK". Often empty.
    std::map<std::string, std::string> preferred;                 ///< skos:prefLabel by language.
    std::map<std::string, std::vector<std::string>> alternative;  ///< skos:altLabel.
    std::map<std::string, std::vector<std::string>> hidden;       ///< skos:hiddenLabel.
    std::map<std::string, std::string> scope_notes;
    std::vector<std::string> broader;  ///< Ids in the same scheme, as are the next two.
    std::vector<std::string> narrower;
    std::vector<std::string> related;
    std::vector<std::string> matches;  ///< IRIs of concepts elsewhere that mean the same or nearly.
    bool is_top = false;
    int line = 0;

    /// The preferred label in a language, else in a near one, English, or any; its id when it has none.
    const std::string& label(std::string_view language) const;
};

/// One scheme: themes, target-groups, countries, ...
struct Scheme {
    std::string id;
    std::string iri;
    std::string file;
    std::map<std::string, std::string> titles;
    std::vector<Concept> concepts;  ///< In the order of the file.

    const Concept* find(std::string_view concept_id) const;
};

/// All schemes of a catalogue.
class Vocabulary {
public:
    Vocabulary() = default;
    explicit Vocabulary(std::vector<Scheme> schemes);

    const std::vector<Scheme>& schemes() const { return schemes_; }
    const Scheme* scheme(std::string_view id) const;
    /// The concept, or nothing when the scheme or the concept is unknown.
    const Concept* find(std::string_view scheme, std::string_view concept_id) const;
    /// The concept's label in a language; `concept_id` itself when it is unknown.
    std::string label(std::string_view scheme, std::string_view concept_id, std::string_view language) const;

private:
    std::vector<Scheme> schemes_;
};

/// Reads a SKOS scheme in RDF/XML: typed nodes (skos:ConceptScheme, skos:Concept) or rdf:Description with rdf:type;
/// properties that it does not know are passed over, so that schemes of others (ELSST, EuroVoc, YSO) can be dropped in.
/// The id of the scheme is the file's name. Inverse relations that the file leaves out are added.
/// `xml` is bounded as in check_bounds, with 64 MB. Returns all problems found when there is no scheme.
tl::expected<Scheme, Problems> read_scheme(std::string_view xml, const std::string& file);

/// Languages a reader of `language` understands, nearest first, with itself first and English last:
/// "nn" gives nn, nb, da, sv, en. What Document::text_for and Concept::label go by.
std::vector<std::string> understood_by(std::string_view language);

}  // namespace clearinghouse::model
