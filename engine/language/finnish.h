#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/language/lemmas.h"

namespace clearinghouse::language {

/// What the Finnish analysis stands on.
struct FinnishData {
    bool present = false;
    std::string identity;  ///< Versions and dictionary, for the fingerprint.
};

/// Looks whether libvoikko finds a dictionary here that knows Finnish.
FinnishData find_finnish();

/// Lemmas and compound parts by libvoikko, at most three readings; none where libvoikko knows nothing. Each thread that
/// comes here keeps a handle of its own (0.2 MB): shared handles corrupt memory.
std::vector<Reading> read_finnish(std::u16string_view word);

}  // namespace clearinghouse::language
