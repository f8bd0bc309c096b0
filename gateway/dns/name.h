#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <boost/asio/ip/address.hpp>

namespace gateway::dns {

/// A domain name is written without escapes and without the final dot; compared in lower case.

/// Lower case (ASCII), without one final dot.
[[nodiscard]] QByteArray normalized(QByteArrayView name);
/// Whether \a name can be asked for: labels of 1 to 63 octets, 253 in all (RFC 1035 2.3.4), printable ASCII, a blank among it, but no backslash.
/// The final dot is not part of it.
[[nodiscard]] bool isName(QByteArrayView name);
/// Uncompressed wire form of a name for which isName() holds (RFC 1035 3.1).
[[nodiscard]] QByteArray toWire(QByteArrayView name);
/// The name an address is looked up under: "4.3.2.1.in-addr.arpa", 32 nibbles under "ip6.arpa" (RFC 1035 3.5, RFC 3596 2.5). \a zone
/// stands in the place of the last two labels if it is given: the form of block lists (RFC 5782 2.1, 2.4).
[[nodiscard]] QByteArray reverseName(const boost::asio::ip::address &address, QByteArrayView zone = {});

} // namespace gateway::dns
