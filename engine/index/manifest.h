#pragma once

#include <string>
#include <string_view>

#include "engine/index/generation.h"

namespace clearinghouse::index {

/// JSON whose last member is the SHA-256 of all before it, so that damage to the manifest itself shows.
std::string manifest_text(const Manifest& manifest);

/// Reads what manifest_text() made. A Problem ("index-damaged", "index-unknown-layout") when a single byte differs.
model::Result<Manifest> read_manifest(std::string_view text);

}  // namespace clearinghouse::index
