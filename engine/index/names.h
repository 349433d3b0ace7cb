#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

/// Names in an index directory, known to those who build, open and remove generations.
namespace clearinghouse::index::names {

inline constexpr std::string_view generations = "generations";  ///< Directory.
inline constexpr std::string_view current = "current";          ///< Symbolic link.
inline constexpr std::string_view lock = "lock";
inline constexpr std::string_view building = ".building-";  ///< Before what is not, or no longer, published.

/// A generation's name taken apart, so that "...-10" sorts behind "...-9".
using Key = std::pair<std::string, unsigned long>;

/// Nothing when `name` has not the form "20261101T080000Z-1".
std::optional<Key> key_of(std::string_view name);

std::filesystem::path directory(const std::filesystem::path& index, std::string_view name);

}  // namespace clearinghouse::index::names
