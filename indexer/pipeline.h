#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/language/analyser.h"
#include "engine/model/problem.h"
#include "indexer/report.h"

namespace clearinghouse::indexer {

struct PublishSettings {
    std::filesystem::path content;
    std::filesystem::path index;
    int keep = 3;          ///< Generations that stay.
    bool rebuild = false;  ///< Write everything anew, also what has not changed.
    bool preview = false;  ///< With drafts.
    /// Where the dictionaries lie that translations are made from ("/usr/share"); empty: none are made.
    std::string dictionaries = "";
};

/// Reads a content folder and publishes what its sound files say as the next generation of an index: only what changed
/// when that is little, everything otherwise, with the same answers. Publishes nothing when nothing changed.
/// Files with errors keep what is published of them. Whatever interrupts it, the current generation stays as it is.
/// A Problem when the index cannot be written at all; throws std::exception when the disk refuses on the way.
model::Result<Outcome> publish(const PublishSettings& settings, const language::Analyser& analyser,
                               const ProgressBar& progress);

}  // namespace clearinghouse::indexer
