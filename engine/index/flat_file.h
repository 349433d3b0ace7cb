#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <type_traits>

#include "engine/index/disk.h"

/// Files that are arrays one after another, each beginning at a multiple of 8 bytes, so that a mapped file can be used
/// as it lies. They are written and read on little-endian machines.
namespace clearinghouse::index {

static_assert(std::endian::native == std::endian::little, "the files of an index are little-endian");

inline constexpr std::size_t flat_alignment = 8;

/// Writes arrays; throws std::system_error as OutputFile does.
class FlatWriter {
public:
    explicit FlatWriter(const std::filesystem::path& file) : output_(file) {}

    template <typename Element>
    void put(std::span<const Element> elements) {
        static_assert(std::is_trivially_copyable_v<Element>);
        begin();
        append({reinterpret_cast<const char*>(elements.data()), elements.size_bytes()});
    }

    /// Moves to where an array may begin.
    void begin() {
        constexpr std::string_view padding{"\0\0\0\0\0\0\0", flat_alignment - 1};
        output_.write(padding.substr(0, (flat_alignment - written_ % flat_alignment) % flat_alignment));
        written_ += (flat_alignment - written_ % flat_alignment) % flat_alignment;
    }
    /// Goes on with the array that was begun.
    void append(std::string_view bytes) {
        output_.write(bytes);
        written_ += bytes.size();
    }
    void finish() { output_.finish(); }

private:
    disk::OutputFile output_;
    std::size_t written_ = 0;
};

/// Takes arrays from bytes that may be damaged. Once one does not fit, it and all further ones are empty.
class FlatReader {
public:
    explicit FlatReader(std::span<const std::byte> bytes) : bytes_(bytes) {}

    template <typename Element>
    std::span<const Element> take(std::uint64_t count) {
        static_assert(std::is_trivially_copyable_v<Element> && alignof(Element) <= flat_alignment);
        place_ += (flat_alignment - place_ % flat_alignment) % flat_alignment;
        if (!fits_ || place_ > bytes_.size() || count > (bytes_.size() - place_) / sizeof(Element)) {
            fits_ = false;
            return {};
        }
        const auto* first = reinterpret_cast<const Element*>(bytes_.data() + place_);
        place_ += static_cast<std::size_t>(count) * sizeof(Element);
        return {first, static_cast<std::size_t>(count)};
    }

    bool fits() const { return fits_; }
    /// True when all arrays were there and nothing follows them.
    bool is_whole() const { return fits_ && place_ == bytes_.size(); }

private:
    std::span<const std::byte> bytes_;
    std::size_t place_ = 0;
    bool fits_ = true;
};

/// True when `offsets` divide `size` elements into stretches: from 0, never back, to the end.
template <typename Offset>
bool divides(std::span<const Offset> offsets, std::uint64_t size) {
    if (offsets.empty() || offsets.front() != 0 || offsets.back() != size) return false;
    for (std::size_t i = 1; i < offsets.size(); ++i) {
        if (offsets[i] < offsets[i - 1]) return false;
    }
    return true;
}

}  // namespace clearinghouse::index
