#pragma once

#include <vector>

namespace clearinghouse::server {

/// Round numbers at equal steps that enclose a range: steps of 1, 2, 2.5 or 5 times a power of ten, after P. Heckbert,
/// "Nice Numbers for Graph Labels" (Graphics Gems, 1990).
struct Scale {
    double low = 0;
    double high = 1;
    std::vector<double> ticks;  ///< From low to high, both included.

    /// Where a value stands between low (0) and high (1).
    double share(double value) const { return (value - low) / (high - low); }
};

/// A scale with about `wanted` ticks from `low` to `high`, in whichever order they are given. A range without extent
/// gets one, and numbers that are not finite count as 0.
Scale make_scale(double low, double high, int wanted = 5);

}  // namespace clearinghouse::server
