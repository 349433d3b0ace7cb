#pragma once

#include <cstdint>
#include <string>

namespace clearinghouse::server {

/// A file descriptor that is closed with its owner.
class Descriptor {
public:
    Descriptor() = default;
    explicit Descriptor(int fd) : fd_(fd) {}
    ~Descriptor() { close(); }
    Descriptor(Descriptor&& other) noexcept : fd_(other.fd_) { other.fd_ = -1; }
    Descriptor& operator=(Descriptor&& other) noexcept;
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;

    int get() const { return fd_; }
    void close() noexcept;

private:
    int fd_ = -1;
};

/// A socket that listens on an address, IPv4 or IPv6. Throws std::runtime_error with the address and the reason.
Descriptor listen_on(const std::string& host, std::uint16_t port);

std::uint16_t port_of(const Descriptor& listener);

/// The connection that waits longest, made non-blocking, and whom it is from, as network_of() says it. An empty
/// descriptor if none waits; `errno` says if that is for want of descriptors.
Descriptor accept_from(const Descriptor& listener, std::string& peer);

/// Lets the process hold so many descriptors, as far as its hard limit goes.
void allow_descriptors(std::uint64_t count);

}  // namespace clearinghouse::server
