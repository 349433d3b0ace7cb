#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/model/problem.h"
#include "engine/model/time.h"

/// When each document last changed, for those who keep a copy of what is published: harvesters (OAI-PMH 2.0, section
/// 2.7.1), feeds and the list of changes. Kept from generation to generation, since the content alone does not tell.
namespace clearinghouse::index {

struct Datestamp {
    std::string id;
    std::string type;                  ///< "learning-example"
    model::Moment first;               ///< When it could first be seen, or will be.
    model::Moment changed;             ///< When its record last changed, as known when the generation was made.
    std::vector<model::Moment> later;  ///< Moments after that, in order, at which it changes by itself: when it, or
                                       ///< a document that points at it or that it points at, comes out.
    std::string sum;                   ///< Of its record: another one is a change.
    std::vector<std::string> sets;     ///< "type:news", "theme:women", "country:se", "collection:2019"; sorted.
    bool is_gone = false;              ///< Its file is gone from the content, or is a draft again: a tombstone.

    /// When it last changed, seen at `now`.
    model::Moment at(model::Moment now) const;
};

/// Sorted by id.
using Datestamps = std::vector<Datestamp>;

/// The one of an id, or nothing.
const Datestamp* find(const Datestamps& datestamps, std::string_view id);

/// Throws std::system_error when the disk refuses.
void write_datestamps(const std::filesystem::path& file, const Datestamps& datestamps);

/// Reads what write_datestamps made. The form of this file stays as it is when the layout of an index changes, so that
/// the next program still knows what its predecessor told the world.
model::Result<Datestamps> read_datestamps(const std::filesystem::path& file);

}  // namespace clearinghouse::index
