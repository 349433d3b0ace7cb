#include "server/listener.h"

#include <fmt/format.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <memory>
#include <stdexcept>
#include <system_error>
#include <utility>

#include "server/network.h"

namespace clearinghouse::server {
namespace {

constexpr int backlog = 1024;

std::string reason_of(int error) {
    if (error == EADDRINUSE) return "the port is in use (stop the other program or choose another port)";
    if (error == EACCES) return "not permitted (ports below 1024 need a privilege: choose a higher one)";
    if (error == EADDRNOTAVAIL) return "this machine has no such address";
    return std::generic_category().message(error);
}

std::runtime_error failure(const std::string& host, std::uint16_t port, const std::string& reason) {
    return std::runtime_error(fmt::format("cannot listen on {} port {}: {}", host, port, reason));
}

/// Takes the address over from `found`; an empty descriptor and `errno` if that fails.
Descriptor try_to_listen(const addrinfo& found) {
    Descriptor socket{::socket(found.ai_family, found.ai_socktype | SOCK_NONBLOCK | SOCK_CLOEXEC, found.ai_protocol)};
    const int yes = 1;
    // Not SO_REUSEPORT: with it a second server would silently take half of the connections.
    if (socket.get() >= 0 && ::setsockopt(socket.get(), SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes) == 0 &&
        ::bind(socket.get(), found.ai_addr, found.ai_addrlen) == 0 && ::listen(socket.get(), backlog) == 0) {
        return socket;
    }
    return {};
}

}  // namespace

Descriptor& Descriptor::operator=(Descriptor&& other) noexcept {
    if (this != &other) {
        close();
        fd_ = std::exchange(other.fd_, -1);
    }
    return *this;
}

void Descriptor::close() noexcept {
    // Keeps errno, for callers that report why they gave a socket up.
    const int error = errno;
    if (fd_ >= 0) ::close(fd_);
    fd_ = -1;
    errno = error;
}

Descriptor listen_on(const std::string& host, std::uint16_t port) {
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV;
    addrinfo* list = nullptr;
    const int error = ::getaddrinfo(host.c_str(), std::to_string(port).c_str(), &hints, &list);
    if (error != 0) throw failure(host, port, ::gai_strerror(error));
    const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> owner{list, ::freeaddrinfo};
    int reason = 0;
    for (const auto* found = list; found != nullptr; found = found->ai_next) {
        errno = 0;
        if (auto socket = try_to_listen(*found); socket.get() >= 0) return socket;
        reason = errno;
    }
    throw failure(host, port, reason_of(reason));
}

std::uint16_t port_of(const Descriptor& listener) {
    sockaddr_storage address{};
    socklen_t size = sizeof address;
    if (::getsockname(listener.get(), reinterpret_cast<sockaddr*>(&address), &size) != 0) return 0;
    return ntohs(address.ss_family == AF_INET ? reinterpret_cast<const sockaddr_in&>(address).sin_port
                                              : reinterpret_cast<const sockaddr_in6&>(address).sin6_port);
}

Descriptor accept_from(const Descriptor& listener, std::string& peer) {
    sockaddr_storage address{};
    socklen_t size = sizeof address;
    Descriptor socket{
        ::accept4(listener.get(), reinterpret_cast<sockaddr*>(&address), &size, SOCK_NONBLOCK | SOCK_CLOEXEC)};
    if (socket.get() < 0) return socket;
    // Otherwise the last part of an answer waits up to 40 ms for the client's acknowledgement.
    const int yes = 1;
    ::setsockopt(socket.get(), IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    peer = network_of(address);
    return socket;
}

void allow_descriptors(std::uint64_t count) {
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= count) return;
    limit.rlim_cur = std::min<rlim_t>(count, limit.rlim_max);
    ::setrlimit(RLIMIT_NOFILE, &limit);
}

}  // namespace clearinghouse::server
