#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/model/document.h"
#include "engine/model/problem.h"
#include "engine/model/vocabulary.h"

namespace clearinghouse::index {

/// A link as the document that it points at sees it.
struct Backlink {
    std::string relation;  ///< As written in the other document: "evaluates".
    std::string document;  ///< The document that has the link; for "part-of", the collection.
};

/// What the index keeps of a document: all that a page, an answer or an export shows.
struct Record {
    model::Document document;
    std::vector<Backlink> backlinks;  ///< Links of others to it; membership in a collection is a "part-of".
};

/// JSON in UTF-8, one line, keys in a fixed order: equal records give equal bytes. The file and the lines that a
/// document was read from are left out: they say nothing to a reader and would tie an index to a place.
std::string to_json(const Record& record);
/// Reads what to_json wrote. A Problem when the text is not that.
model::Result<Record> record_from_json(std::string_view json);

std::string to_json(const model::Vocabulary& vocabulary);
model::Result<model::Vocabulary> vocabulary_from_json(std::string_view json);

}  // namespace clearinghouse::index
