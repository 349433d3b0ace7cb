#include "server/network.h"

#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <string>

using namespace clearinghouse::server;

namespace {

struct Case {
    std::string address, network;
};

const Case cases[] = {
    {"192.0.2.1", "192.0.2.1"},
    {"127.0.0.1", "127.0.0.1"},
    {"::ffff:192.0.2.1", "192.0.2.1"},
    {"2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"},
    {"2001:db8:1:2:ffff::1", "2001:db8:1:2::"},
    {"::1", "::1"},
};

}  // namespace

TEST_CASE("an IPv4 address counts for itself, an IPv6 one for its /64, read or connected from") {
    for (const auto& c : cases) {
        CAPTURE(c.address);
        CHECK(network_of(c.address) == c.network);
        sockaddr_storage socket{};
        if (c.address.find(':') == std::string::npos) {
            socket.ss_family = AF_INET;
            ::inet_pton(AF_INET, c.address.c_str(), &reinterpret_cast<sockaddr_in&>(socket).sin_addr);
        } else {
            socket.ss_family = AF_INET6;
            ::inet_pton(AF_INET6, c.address.c_str(), &reinterpret_cast<sockaddr_in6&>(socket).sin6_addr);
        }
        CHECK(network_of(socket) == c.network);
    }
}

TEST_CASE("what is no address has no network") {
    for (const std::string text : {"", "unknown", "192.0.2", "192.0.2.1:80", "[::1]", "2001:db8::1%eth0"}) {
        CAPTURE(text);
        CHECK(network_of(text).empty());
    }
}

TEST_CASE("loopback, written either way, is this machine") {
    CHECK(is_this_machine(network_of("127.0.0.1")));
    CHECK(is_this_machine(network_of("127.8.9.10")));
    CHECK(is_this_machine(network_of("::ffff:127.0.0.1")));
    CHECK(is_this_machine(network_of("::1")));
    CHECK_FALSE(is_this_machine(network_of("192.0.2.127")));
    CHECK_FALSE(is_this_machine(network_of("2001:db8::1")));
    CHECK_FALSE(is_this_machine(""));
}
