#pragma once

#include <span>
#include <string>

#include "engine/search/request.h"
#include "server/citations/citation.h"
#include "server/site.h"

/// References in the formats that citation managers and library systems read.
namespace clearinghouse::server::citations {

using Citations = std::span<const Citation>;

/// RIS (Research Information Systems, 2011) for Zotero, EndNote, Mendeley and the like: lines end with CRLF.
std::string ris(Citations citations);

/// BibTeX with the fields of biblatex, in UTF-8. The key is the document's id, so it is unique and stays.
std::string bibtex(Citations citations);

/// CSL-JSON 1.0.2: a list, also of one.
std::string csl_json(Citations citations);

/// DataCite Metadata Schema 4.5 as JSON.
std::string datacite_json(const Citation& citation);
std::string datacite_json_list(Citations citations);

/// <oai_dc:dc> (OAI-PMH 2.0, http://www.openarchives.org/OAI/2.0/oai_dc.xsd) with all its namespaces and no XML
/// declaration, to stand within another document.
std::string dublin_core_xml(const Visit& visit, const search::Record& record);
std::string dublin_core_document(const Citation& citation);
std::string dublin_core_list(Citations citations);

/// <mods> (Library of Congress, MODS 3.8) with its namespace and no XML declaration.
std::string mods_xml(const Visit& visit, const search::Record& record);
std::string mods_document(const Citation& citation);
std::string mods_collection(Citations citations);

/// A reference as readers copy it, in the manner of APA 7. The title stands apart, since it has a language of its own
/// and is set in italics.
struct Reference {
    std::string before;  ///< "Hernes, V., & Arendt, J. N. (2019). "
    std::string title;
    std::string title_language;
    std::string after;  ///< " [Title in the reader's language] [Report]. Publisher. Address"

    std::string plain() const { return before + title + after; }
};
Reference apa_reference(const Visit& visit, const search::Record& record);

}  // namespace clearinghouse::server::citations
