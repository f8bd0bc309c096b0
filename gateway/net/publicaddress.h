#pragma once

#include <boost/asio/ip/address.hpp>

namespace gateway::net {

/// Whether \a address is one that the Internet routes to: not one of ours, of this machine, of a link, of a group, of documentation or of any
/// other special purpose (RFC 6890 and IANA's registries after it). What strangers have us call must be one (threats.md T5, C6). An IPv6
/// address that stands for an IPv4 address is judged by that (6to4, NAT64).
[[nodiscard]] bool isPublic(const boost::asio::ip::address &address);

} // namespace gateway::net
