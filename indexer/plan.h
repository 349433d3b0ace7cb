#pragma once

#include <deque>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/index/generation.h"
#include "indexer/catalogue.h"

namespace clearinghouse::indexer {

/// What has become of a document since the current generation.
enum class Change { added, changed, unchanged };

/// A document of the generation that will be written.
struct Entry {
    const model::Document* document = nullptr;
    Change change = Change::added;
    std::string sum;               ///< Of what it was made from, and of how.
    std::filesystem::path folder;  ///< Of its attachments; empty when it is kept as published.
    index::DocumentNumber number = 0;
    std::vector<index::PageText> pages = {};  ///< Of its attachments; add_pages() fills them in.
};

/// What the next generation will hold and how it differs from the current one. The catalogue must outlive it.
struct Plan {
    std::vector<Entry> entries;                  ///< By id.
    std::vector<std::string> kept;               ///< Ids of refused files whose published document stays.
    std::vector<std::string> lost;               ///< Ids of refused files that the current generation did not hold.
    std::vector<index::DocumentNumber> removed;  ///< Numbers, in the current generation, of documents that are gone.
    std::deque<model::Document> kept_documents;  ///< What `kept` entries point at.
    std::string content;                         ///< Sum over all entries.
    bool whole = true;                           ///< Everything is written anew, with numbers from 1 by id.

    std::size_t count(Change change) const;
};

struct PlanSettings {
    std::string analysis;
    std::string translations;  ///< Fingerprint of the dictionaries.
    bool preview = false;
    bool rebuild = false;
};

/// Compares a catalogue with the current generation (or nothing). Drafts are left out unless it is a preview.
/// `previous` is where refused files have their published document from: mostly the current generation itself.
Plan make_plan(const Catalogue& catalogue, const index::Generation* current, const index::Generation* previous,
               const PlanSettings& settings);

/// True when the plan would write what the current generation holds already.
bool changes_nothing(const Plan& plan, const Catalogue& catalogue, const index::Generation* current,
                     const PlanSettings& settings);

/// Ids and aliases of a plan's documents with the id that they stand for.
std::map<std::string_view, std::string_view> addresses_of(const Plan& plan);

/// What points at each document, by its id. Withdrawn documents point at nothing any more.
using Backlinks = std::map<std::string_view, std::vector<index::Backlink>>;
Backlinks backlinks_of(const Plan& plan);

/// The records of a plan's documents, as JSON and with their backlinks, in the order of its entries.
std::vector<std::string> records_of(const Plan& plan);

}  // namespace clearinghouse::indexer
