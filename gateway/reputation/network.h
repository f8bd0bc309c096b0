#pragma once

#include "gateway/result.h"

#include <QByteArray>
#include <boost/asio/ip/address.hpp>

namespace gateway::reputation {

/// IPv4-mapped IPv6 (RFC 4291 2.5.5.2) is IPv4: a client has one address, however its connection came in.
[[nodiscard]] boost::asio::ip::address unmapped(const boost::asio::ip::address &address);

/// A range of addresses (RFC 4632 3.1, RFC 4291 2.3).
struct Network {
    boost::asio::ip::address address; ///< The first of it.
    int length = 0;                   ///< Bits that all its addresses share: 0 to 32, or to 128.

    /// "192.0.2.1", "192.0.2.0/24", "2001:db8::/32". Error::Kind::Invalid names the text and the remedy.
    [[nodiscard]] static Result<Network> parse(QByteArrayView text);
    /// The network of this length around \a address; another length for IPv6.
    [[nodiscard]] static Network around(const boost::asio::ip::address &address, int length4, int length6);
    [[nodiscard]] QByteArray toText() const; ///< Without a length for a single address.
    [[nodiscard]] bool contains(const boost::asio::ip::address &other) const;

    friend bool operator==(const Network &, const Network &) = default;
};

} // namespace gateway::reputation
