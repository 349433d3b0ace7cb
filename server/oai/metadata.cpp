#include "server/oai/metadata.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "server/citations/formats.h"
#include "server/xml.h"

namespace clearinghouse::server::oai {
namespace {

constexpr std::array formats{
    MetadataFormat{"oai_dc", "http://www.openarchives.org/OAI/2.0/oai_dc.xsd",
                   "http://www.openarchives.org/OAI/2.0/oai_dc/", citations::dublin_core_xml},
    MetadataFormat{"mods", "http://www.loc.gov/standards/mods/v3/mods-3-8.xsd", "http://www.loc.gov/mods/v3",
                   citations::mods_xml},
};

}  // namespace

std::span<const MetadataFormat> metadata_formats() {
    return formats;
}

const MetadataFormat* metadata_format(std::string_view prefix) {
    const auto found = std::ranges::find(formats, prefix, &MetadataFormat::prefix);
    return found == formats.end() ? nullptr : &*found;
}

std::string titles_as_dublin_core(const std::map<std::string, std::string>& titles) {
    std::string elements;
    for (const auto& [language, title] : titles) elements += xml_element("dc:title", title, {{"xml:lang", language}});
    return fmt::format(
        R"(<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" )"
        R"(xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" )"
        R"(xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/oai_dc/ )"
        R"(http://www.openarchives.org/OAI/2.0/oai_dc.xsd">{}</oai_dc:dc>)",
        elements);
}

}  // namespace clearinghouse::server::oai
