#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "tests/fuzz/content_promises.h"

/// Any bytes may be given as a document or as a vocabulary; what comes out keeps the promises of the room.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view xml{reinterpret_cast<const char*>(data), size};
    if (!clearinghouse::model::broken_promise(xml).empty()) std::abort();
    return 0;
}
