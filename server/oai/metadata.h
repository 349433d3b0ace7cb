#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>

#include "server/site.h"

namespace clearinghouse::server::oai {

/// A format in which every record can be had.
struct MetadataFormat {
    std::string_view prefix;  ///< "oai_dc"
    std::string_view schema;
    std::string_view xml_namespace;
    std::string (*write)(const Visit& visit, const search::Record& record);  ///< One element with its namespaces.
};
std::span<const MetadataFormat> metadata_formats();
const MetadataFormat* metadata_format(std::string_view prefix);

/// Names of one thing by language, as Dublin Core: what a set is called.
std::string titles_as_dublin_core(const std::map<std::string, std::string>& titles);

}  // namespace clearinghouse::server::oai
