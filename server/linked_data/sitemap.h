#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "server/site.h"

/// Sitemaps 0.9 with the language alternates of each page (https://www.sitemaps.org/protocol.html).
namespace clearinghouse::server::linked_data {

/// The index: which parts there are, and when each changed last.
std::string sitemap_index(const Visit& visit);

/// A part: "pages" has the lists, themes, countries and goals, "documents-1" the first documents, each with the time of
/// its last change; nothing for a part that there is not. No part has more addresses than the protocol allows.
std::optional<std::string> sitemap_part(const Visit& visit, std::string_view name);

}  // namespace clearinghouse::server::linked_data
