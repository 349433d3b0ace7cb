#pragma once

#include <string>
#include <string_view>

struct sockaddr_storage;

/// Whom a connection counts for: an IPv4 address, or the /64 of an IPv6 one, since whoever has one address has all of
/// it. Written as RFC 5952 has it: "192.0.2.1", "2001:db8:1:2::". An IPv4 address inside an IPv6 one counts as itself.
namespace clearinghouse::server {

/// Empty for an address of another family.
std::string network_of(const sockaddr_storage& address);

/// The same of a written address; empty when it is none.
std::string network_of(std::string_view address);

/// Whether this network is the loopback of this machine.
bool is_this_machine(std::string_view network);

}  // namespace clearinghouse::server
