#pragma once

#include "engine/index/generation.h"
#include "engine/model/document.h"
#include "engine/model/vocabulary.h"

namespace clearinghouse::testing {

/// A document in which every field that a record keeps has a value.
model::Document full_document();

/// A vocabulary in which every field of a concept has a value: "women" under "groups" in "themes".
model::Vocabulary small_vocabulary();

/// Publishes a generation of the given records in an index, with one attachment of "yalla-trappan". Returns its name.
std::string publish_sample(const std::filesystem::path& index, const std::vector<index::Record>& records, int keep = 3);

}  // namespace clearinghouse::testing
