#pragma once

#include <string>
#include <vector>

#include "engine/search/request.h"

namespace clearinghouse::search {

/// One of the things that a word of the query may be found by: a term of the index, or the terms of a translation of
/// several words, which must stand near each other.
struct Sense {
    std::vector<std::string> terms;
    Meaning meaning;
};

/// A word of the query with all that it may be found by. Senses of one weight count as one term (Pirkola's structured
/// query): a document that has several of them is not better than one that has the first several times.
struct AskedWord {
    std::string text;
    std::vector<Sense> senses;
};

}  // namespace clearinghouse::search
