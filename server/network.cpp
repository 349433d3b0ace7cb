#include "server/network.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>

namespace clearinghouse::server {
namespace {

std::string network_of(const in_addr& address) {
    std::array<char, INET_ADDRSTRLEN> written{};
    return ::inet_ntop(AF_INET, &address, written.data(), written.size());
}

std::string network_of(in6_addr address) {
    if (IN6_IS_ADDR_V4MAPPED(&address)) {
        in_addr inside{};
        std::copy_n(std::begin(address.s6_addr) + 12, 4, reinterpret_cast<std::uint8_t*>(&inside));
        return network_of(inside);
    }
    if (IN6_IS_ADDR_LOOPBACK(&address)) return "::1";
    std::fill(std::begin(address.s6_addr) + 8, std::end(address.s6_addr), std::uint8_t{0});
    std::array<char, INET6_ADDRSTRLEN> written{};
    return ::inet_ntop(AF_INET6, &address, written.data(), written.size());
}

}  // namespace

std::string network_of(const sockaddr_storage& address) {
    if (address.ss_family == AF_INET) return network_of(reinterpret_cast<const sockaddr_in&>(address).sin_addr);
    if (address.ss_family == AF_INET6) return network_of(reinterpret_cast<const sockaddr_in6&>(address).sin6_addr);
    return {};
}

std::string network_of(std::string_view address) {
    const std::string text{address};
    in_addr ipv4{};
    if (::inet_pton(AF_INET, text.c_str(), &ipv4) == 1) return network_of(ipv4);
    in6_addr ipv6{};
    return ::inet_pton(AF_INET6, text.c_str(), &ipv6) == 1 ? network_of(ipv6) : std::string{};
}

bool is_this_machine(std::string_view network) {
    return network.starts_with("127.") || network == "::1";
}

}  // namespace clearinghouse::server
