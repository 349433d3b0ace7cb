#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "server/request_target.h"
#include "server/search_parameters.h"

/// Any query of an address is read or refused; what is read is written and read again as the same search.
using namespace clearinghouse::server;

namespace {

clearinghouse::model::Result<clearinghouse::search::Request> read(std::string_view query) {
    auto parameters = decode_query(query);
    if (!parameters) return tl::unexpected(clearinghouse::model::Problem{});
    return read_search({.method = "GET", .path = "/", .parameters = std::move(*parameters), .headers = {}}, "en");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto wanted = read({reinterpret_cast<const char*>(data), size});
    if (!wanted) return 0;
    const auto written = to_query(*wanted);
    const auto again = read(written);
    if (!again || to_query(*again) != written) std::abort();
    return 0;
}
