#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "engine/search/query.h"

/// Any bytes parse within the limits, and a query that was written out is read as the same query.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace clearinghouse::search;
    const auto query = parse_query({reinterpret_cast<const char*>(data), size});
    const std::string once = to_string(query);
    Limits wide;
    wide.text_bytes = 100'000;
    if (to_string(parse_query(once, wide)) != once) std::abort();
    return 0;
}
