#pragma once

#include <string>
#include <string_view>

#include "engine/search/request.h"
#include "server/site.h"

/// References in the formats that citation managers and library systems read: of one document, and of a list.
namespace clearinghouse::server::citations {

/// <oai_dc:dc> (OAI-PMH 2.0, http://www.openarchives.org/OAI/2.0/oai_dc.xsd) with all its namespaces and no XML
/// declaration, to stand within another document.
std::string dublin_core_xml(const Visit& visit, const search::Record& record);

/// <mods> (Library of Congress, MODS 3.8) with its namespace and no XML declaration.
std::string mods_xml(const Visit& visit, const search::Record& record);

/// The same as documents of their own.
std::string dublin_core_document(const Visit& visit, const search::Record& record);
std::string mods_document(const Visit& visit, const search::Record& record);

}  // namespace clearinghouse::server::citations
