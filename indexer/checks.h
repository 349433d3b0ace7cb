#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "engine/model/document.h"
#include "engine/model/problem.h"
#include "engine/model/vocabulary.h"

namespace clearinghouse::indexer {

/// What a document is checked against: the rest of the catalogue.
struct Surroundings {
    const model::Vocabulary& vocabulary;
    std::vector<const model::Document*> documents;  ///< All that could be read.
    std::set<std::string, std::less<>> ids;         ///< Ids of all files, readable or not, and all aliases.
};

/// What can be wrong with one document among the others: unknown concepts, links that lead nowhere, dates that cannot
/// be, missing attachments, texts of the wrong length. `folder` holds its attachments.
model::Problems check_document(const model::Document& document, const std::filesystem::path& folder,
                               const Surroundings& surroundings);

/// Ids and aliases that two files claim.
model::Problems check_ids(const std::vector<const model::Document*>& documents);

/// A data file of a statistic: RFC 4180 CSV in UTF-8 with a header, "value" as its last column and a number (or
/// nothing) in it. `name` is what messages call it.
model::Problems check_csv(std::string_view csv, const std::string& name);

/// Questions that do not end with a question mark, are longer than a reader would ask, or stand twice in their list.
model::Problems check_questions(const model::Document& document);

/// How many words a summary should have.
inline constexpr std::size_t shortest_summary = 60;
inline constexpr std::size_t longest_summary = 120;

/// How many characters a question should have at most.
inline constexpr std::size_t longest_question = 120;

}  // namespace clearinghouse::indexer
