#include "engine/model/lines.h"

#include <algorithm>

namespace clearinghouse::model {

Lines::Lines(std::string_view text) {
    for (auto at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1)) {
        newlines_.push_back(static_cast<std::ptrdiff_t>(at));
    }
}

int Lines::at(std::ptrdiff_t offset) const {
    if (offset < 0) return 0;
    return 1 + static_cast<int>(std::ranges::lower_bound(newlines_, offset) - newlines_.begin());
}

}  // namespace clearinghouse::model
