#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "engine/model/document.h"
#include "engine/model/problem.h"
#include "engine/model/vocabulary.h"

namespace clearinghouse::indexer {

/// A document as it lies in content/: what it says, and what it was made from.
struct Source {
    model::Document document;
    std::filesystem::path folder;  ///< Folder of its attachments: content/<type folder>/<id>. Need not exist.
    std::string sha256;            ///< Over the file and its attachments: changes when either does.
};

/// Everything that content/ holds, read and checked.
struct Catalogue {
    std::vector<Source> sources;       ///< Documents without errors, sorted by id; drafts and withdrawn ones too.
    std::vector<std::string> refused;  ///< Ids of files with errors, sorted: what is published of them stays.
    model::Vocabulary vocabulary;
    std::string vocabulary_sha256;
    bool vocabulary_is_whole = true;  ///< False when a vocabulary has errors, and so is missing from `vocabulary`.
    model::Problems problems;         ///< All of them, by file and line.
    std::size_t files_read = 0;
};

/// Called with how many files of how many have been read.
using Progress = std::function<void(std::size_t done, std::size_t all)>;

/// Reads and checks a content folder: every file by bounds, schema and form, then the whole (concepts, links, ids).
/// Never throws for what a file holds; throws std::runtime_error when `content` is no folder or has no vocabularies.
Catalogue read_catalogue(const std::filesystem::path& content, const Progress& progress = {});

/// Checks single files against their schema and, for concepts and links, against the catalogue they belong to.
model::Problems check_files(const std::filesystem::path& content, const std::vector<std::filesystem::path>& files);

}  // namespace clearinghouse::indexer
