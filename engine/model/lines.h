#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace clearinghouse::model {

/// Finds the line of a place in a text, for messages. Made once a file: asking is a binary search.
class Lines {
public:
    explicit Lines(std::string_view text);

    /// The line, from 1, on which the byte at `offset` stands; 0 when `offset` is negative.
    int at(std::ptrdiff_t offset) const;

private:
    std::vector<std::ptrdiff_t> newlines_;
};

}  // namespace clearinghouse::model
