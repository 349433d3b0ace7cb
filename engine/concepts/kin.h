#pragma once

#include <map>
#include <vector>

#include "engine/concepts/labels.h"
#include "engine/model/vocabulary.h"

namespace clearinghouse::concepts {

/// What a search for a concept should also find, at less weight: its narrower concepts down to the last, and those that
/// it is matched with, such as a national programme and its counterparts in other countries.
class Kin {
public:
    explicit Kin(const model::Vocabulary& vocabulary);

    /// In no order that means anything; without the concept itself. Empty for one that is unknown.
    const std::vector<Name>& of(const Name& name) const;

private:
    std::map<Name, std::vector<Name>> kin_;
};

}  // namespace clearinghouse::concepts
