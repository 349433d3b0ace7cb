#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>

#include "engine/model/problem.h"

/// How this room touches the disk: checked writing, flushing, mapping and sums.
namespace clearinghouse::index::disk {

/// A whole file, mapped for reading.
class MappedFile {
public:
    /// A Problem ("index-missing") when it cannot be opened.
    static model::Result<MappedFile> open(const std::filesystem::path& file);

    MappedFile() = default;
    MappedFile(MappedFile&& other) noexcept;
    MappedFile& operator=(MappedFile&& other) noexcept;
    ~MappedFile();

    std::span<const std::byte> bytes() const { return {begin_, size_}; }

private:
    const std::byte* begin_ = nullptr;
    std::size_t size_ = 0;
};

/// A file that is being written. Every step throws std::system_error, naming the file, when the disk refuses.
class OutputFile {
public:
    explicit OutputFile(std::filesystem::path file);
    ~OutputFile();
    OutputFile(const OutputFile&) = delete;
    OutputFile& operator=(const OutputFile&) = delete;

    void write(std::string_view bytes);
    /// Writes what is buffered, flushes it to the disk and closes.
    void finish();

private:
    void drain();

    std::filesystem::path file_;
    std::string buffer_;
    int descriptor_ = -1;
};

/// The content of a file. Throws std::system_error.
std::string read_file(const std::filesystem::path& file);

/// Creates or replaces a file and flushes it. Throws std::system_error.
void write_file(const std::filesystem::path& file, std::string_view content);

/// Waits until a file, or the names in a directory, are on the disk. Throws std::system_error.
void flush(const std::filesystem::path& path);

/// Throws the std::system_error of `errno`: "cannot <action> '<path>'".
[[noreturn]] void fail(const std::string& action, const std::filesystem::path& path);

/// SHA-256 in hexadecimal.
std::string sha256(std::string_view bytes);
std::string sha256(std::span<const std::byte> bytes);

}  // namespace clearinghouse::index::disk
