#include "engine/index/disk.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <openssl/evp.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <stdexcept>
#include <system_error>
#include <utility>

#include "engine/index/damage.h"

namespace clearinghouse::index::disk {
namespace {

constexpr std::size_t buffer_bytes = std::size_t{1} << 20;

class Descriptor {
public:
    Descriptor(const std::filesystem::path& path, int flags) : number_(::open(path.c_str(), flags | O_CLOEXEC)) {}
    ~Descriptor() {
        if (number_ >= 0) ::close(number_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int number() const { return number_; }

private:
    int number_;
};

model::Problem unreadable(const std::filesystem::path& file) {
    return missing(file.string(), fmt::format("cannot be read: {}", std::generic_category().message(errno)));
}

}  // namespace

model::Result<MappedFile> MappedFile::open(const std::filesystem::path& file) {
    const Descriptor descriptor{file, O_RDONLY};
    struct stat facts {};
    if (descriptor.number() < 0 || ::fstat(descriptor.number(), &facts) != 0) return tl::unexpected(unreadable(file));
    MappedFile mapped;
    if (facts.st_size == 0) return mapped;  // a mapping of nothing is an error to the kernel
    const auto size = static_cast<std::size_t>(facts.st_size);
    void* begin = ::mmap(nullptr, size, PROT_READ, MAP_SHARED, descriptor.number(), 0);
    if (begin == MAP_FAILED) return tl::unexpected(unreadable(file));
    mapped.begin_ = static_cast<const std::byte*>(begin);
    mapped.size_ = size;
    return mapped;
}

MappedFile::MappedFile(MappedFile&& other) noexcept
    : begin_(std::exchange(other.begin_, nullptr)), size_(std::exchange(other.size_, 0)) {}

MappedFile& MappedFile::operator=(MappedFile&& other) noexcept {
    std::swap(begin_, other.begin_);
    std::swap(size_, other.size_);
    return *this;
}

MappedFile::~MappedFile() {
    if (begin_ != nullptr) ::munmap(const_cast<std::byte*>(begin_), size_);
}

OutputFile::OutputFile(std::filesystem::path file)
    : file_(std::move(file)), descriptor_(::open(file_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644)) {
    if (descriptor_ < 0) fail("create", file_);
}

OutputFile::~OutputFile() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

void OutputFile::write(std::string_view bytes) {
    buffer_.append(bytes);
    if (buffer_.size() >= buffer_bytes) drain();
}

void OutputFile::drain() {
    std::string_view rest = buffer_;
    while (!rest.empty()) {
        const ssize_t written = ::write(descriptor_, rest.data(), rest.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) fail("write", file_);
        rest.remove_prefix(static_cast<std::size_t>(written));
    }
    buffer_.clear();
}

void OutputFile::finish() {
    drain();
    if (::fsync(descriptor_) != 0) fail("flush", file_);
    if (::close(std::exchange(descriptor_, -1)) != 0) fail("close", file_);
}

std::string read_file(const std::filesystem::path& file) {
    const Descriptor descriptor{file, O_RDONLY};
    if (descriptor.number() < 0) fail("read", file);
    std::string content;
    std::array<char, 65536> part{};
    while (true) {
        const ssize_t got = ::read(descriptor.number(), part.data(), part.size());
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) fail("read", file);
        if (got == 0) return content;
        content.append(part.data(), static_cast<std::size_t>(got));
    }
}

void write_file(const std::filesystem::path& file, std::string_view content) {
    OutputFile output{file};
    output.write(content);
    output.finish();
}

void flush(const std::filesystem::path& path) {
    const Descriptor descriptor{path, O_RDONLY};
    if (descriptor.number() < 0 || ::fsync(descriptor.number()) != 0) fail("flush", path);
}

void fail(const std::string& action, const std::filesystem::path& path) {
    throw std::system_error(errno, std::generic_category(), fmt::format("cannot {} '{}'", action, path.string()));
}

std::string sha256(std::string_view bytes) {
    return sha256(std::as_bytes(std::span{bytes}));
}

std::string sha256(std::span<const std::byte> bytes) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int size = 0;
    if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, EVP_sha256(), nullptr) != 1) {
        throw std::runtime_error("libcrypto offers no SHA-256");
    }
    std::string hexadecimal;
    for (unsigned int i = 0; i < size; ++i) fmt::format_to(std::back_inserter(hexadecimal), "{:02x}", digest[i]);
    return hexadecimal;
}

}  // namespace clearinghouse::index::disk
