#pragma once

#include "gateway/dns/answer.h"

#include <boost/asio/ip/address.hpp>
#include <optional>

namespace gateway::dns {

/// Readers of RDATA. All of it is hostile: what is malformed gives nothing.

/// Of an A or AAAA record, told apart by their length (RFC 1035 3.4.1, RFC 3596 2.2).
[[nodiscard]] std::optional<boost::asio::ip::address> addressOf(QByteArrayView rdata);
/// The character-strings of a TXT record joined without a separator (RFC 1035 3.3.14, RFC 7208 3.3).
[[nodiscard]] std::optional<QByteArray> textOf(QByteArrayView rdata);
/// The name in a PTR, CNAME or NS record, normalized; "" is the root. Nothing also if a label holds what isName() does not allow, or a dot.
[[nodiscard]] std::optional<QByteArray> nameOf(QByteArrayView rdata);

/// MX (RFC 1035 3.3.9). An empty exchange is the null MX (RFC 7505).
struct Exchange {
    quint16 preference = 0;
    QByteArray exchange;

    friend bool operator==(const Exchange &, const Exchange &) = default;
};
[[nodiscard]] std::optional<Exchange> exchangeOf(QByteArrayView rdata);

[[nodiscard]] QList<boost::asio::ip::address> addressesOf(const Answer &answer);
[[nodiscard]] QList<QByteArray> textsOf(const Answer &answer);
[[nodiscard]] QList<QByteArray> namesOf(const Answer &answer);
[[nodiscard]] QList<Exchange> exchangesOf(const Answer &answer); ///< By preference; equal ones as they came.

/// RDATA of one record: what the readers undo.
[[nodiscard]] QByteArray addressRecord(const boost::asio::ip::address &address);
[[nodiscard]] QByteArray textRecord(const QList<QByteArray> &strings); ///< A string above 255 octets is cut into several.
[[nodiscard]] QByteArray exchangeRecord(const Exchange &exchange);

} // namespace gateway::dns
