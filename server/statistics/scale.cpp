#include "server/statistics/scale.h"

#include <algorithm>
#include <cmath>

namespace clearinghouse::server {
namespace {

constexpr double largest = 1e15;  ///< Beyond it steps of a double are no longer exact.

double bounded(double value) {
    return std::isfinite(value) ? std::clamp(value, -largest, largest) : 0;
}

double nice_step(double rough) {
    const double power = std::pow(10, std::floor(std::log10(rough)));
    const double share = rough / power;
    for (const double nice : {1.0, 2.0, 2.5, 5.0}) {
        if (share <= nice * 1.000001) return nice * power;
    }
    return 10 * power;
}

}  // namespace

Scale make_scale(double low, double high, int wanted) {
    low = bounded(low);
    high = bounded(high);
    if (low > high) std::swap(low, high);
    if (high - low < 1e-9 * std::max(1.0, std::abs(high))) {
        const double half = low == 0 ? 0.5 : std::abs(low) / 2;
        low -= half;
        high += half;
    }
    const double step = nice_step((high - low) / std::max(wanted - 1, 1));
    const auto first = std::floor(low / step + 1e-9);
    const auto last = std::ceil(high / step - 1e-9);
    Scale scale{first * step, last * step, {}};
    for (double at = first; at <= last; ++at) scale.ticks.push_back(at * step);
    return scale;
}

}  // namespace clearinghouse::server
