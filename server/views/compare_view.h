#pragma once

#include <string>
#include <string_view>

#include "server/comparison.h"
#include "server/site.h"

namespace clearinghouse::server {

/// The page of a comparison of two to four examples.
Json comparison_view(const Visit& visit, const ComparisonChoice& choice);

/// The page that helps to choose examples: what is wrong with those that were asked for, and others to choose. With
/// "find" in the request the others are those that answer its "q".
Json choosing_view(const Visit& visit, const ComparisonChoice& choice);

/// "/api/v1/compare?ids=a,b&lang=sv&format=csv"
std::string comparison_address(const Visit& visit, const ComparisonChoice& choice, std::string_view format);

}  // namespace clearinghouse::server
