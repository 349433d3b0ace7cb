#include "engine/index/passages.h"

#include <algorithm>
#include <cstring>
#include <limits>

#include "engine/index/flat_file.h"

namespace clearinghouse::index {
namespace {

using Count = std::uint16_t;

template <typename Number>
void append(std::string& bytes, Number number) {
    bytes.append(reinterpret_cast<const char*>(&number), sizeof number);
}

template <typename Number>
Number taken(std::string_view& bytes) {
    Number number{};
    std::memcpy(&number, bytes.data(), sizeof number);
    bytes.remove_prefix(sizeof number);
    return number;
}

}  // namespace

std::uint32_t term_number(std::string_view term) {
    std::uint32_t number = 2166136261U;
    for (const char byte : term) number = (number ^ static_cast<unsigned char>(byte)) * 16777619U;
    return number;
}

std::string write_passages(const std::vector<Passage>& passages) {
    std::string bytes;
    for (const auto& passage : passages) {
        const auto count = std::min<std::size_t>(passage.terms.size(), std::numeric_limits<Count>::max());
        append(bytes, passage.kind);
        append(bytes, static_cast<Count>(count));
        for (const auto term : std::span{passage.terms}.first(count)) append(bytes, term);
    }
    return bytes;
}

void read_passages(std::string_view bytes,
                   const std::function<void(PassageKind, std::span<const std::uint32_t>)>& see) {
    std::vector<std::uint32_t> terms;
    while (bytes.size() >= sizeof(PassageKind) + sizeof(Count)) {
        const auto kind = taken<PassageKind>(bytes);
        const auto count = taken<Count>(bytes);
        if (static_cast<std::size_t>(kind) >= passage_kinds || bytes.size() / sizeof(std::uint32_t) < count) return;
        terms.resize(count);
        std::memcpy(terms.data(), bytes.data(), count * sizeof(std::uint32_t));
        bytes.remove_prefix(count * sizeof(std::uint32_t));
        see(kind, terms);
    }
}

}  // namespace clearinghouse::index
