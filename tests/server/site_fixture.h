#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "server/routes.h"
#include "server/site.h"

/// The whole site over an index, without a network: a test asks for an address and looks at the answer.
namespace clearinghouse::server::tests {

/// The few documents of tests/server/content, which show every state a document can be in.
const Site& small_site();
/// The documents that are really published.
const Site& real_site();

/// What a site answers to GET. `target` is a path with its query, as it stands in a link.
Response get(const Site& site, std::string_view target, std::string_view accept_language = "");

std::string header(const Response& response, std::string_view name);

/// Compares with tests/golden/<name>. With UPDATE_GOLDEN=1 the file is rewritten and the test fails, so that a rewrite
/// is never mistaken for a pass. What differs from build to build (cursors, generations) has to be replaced before.
void check_golden(const std::string& name, const std::string& text);

}  // namespace clearinghouse::server::tests
