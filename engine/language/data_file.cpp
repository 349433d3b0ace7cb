#include "engine/language/data_file.h"

#include <fmt/format.h>

#include <array>
#include <cstdint>
#include <fstream>

namespace clearinghouse::language {

std::string identity_of_file(const std::string& path) {
    std::ifstream file{path, std::ios::binary};
    if (!file) return "absent";
    // FNV-1a.
    constexpr std::uint64_t offset_basis = 14695981039346656037U;
    constexpr std::uint64_t prime = 1099511628211U;
    std::uint64_t hash = offset_basis;
    std::uint64_t size = 0;
    std::array<char, 65536> block{};
    while (file.read(block.data(), block.size()) || file.gcount() > 0) {
        const auto count = static_cast<std::size_t>(file.gcount());
        for (std::size_t i = 0; i < count; ++i) hash = (hash ^ static_cast<unsigned char>(block[i])) * prime;
        size += count;
    }
    return size > 0 ? fmt::format("{}-{:016x}", size, hash) : "absent";
}

}  // namespace clearinghouse::language
