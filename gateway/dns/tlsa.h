#pragma once

#include "gateway/dns/answer.h"

#include <optional>
#include <tuple>

namespace gateway::dns {

/// TLSA (RFC 6698 2.1): what a domain says about the certificates of its servers.
struct Tlsa {
    quint8 usage = 0;        ///< 0 PKIX-TA, 1 PKIX-EE, 2 DANE-TA, 3 DANE-EE (RFC 7218 2.1).
    quint8 selector = 0;     ///< 0 the whole certificate, 1 its public key.
    quint8 matchingType = 0; ///< 0 all of it, 1 SHA-256, 2 SHA-512.
    QByteArray data;         ///< Certificate association data.

    friend bool operator==(const Tlsa &, const Tlsa &) = default;
    friend bool operator<(const Tlsa &a, const Tlsa &b)
    {
        return std::tie(a.usage, a.selector, a.matchingType, a.data) < std::tie(b.usage, b.selector, b.matchingType, b.data);
    }
};

/// Nothing if there is no association data (threats.md T4).
[[nodiscard]] std::optional<Tlsa> tlsaOf(QByteArrayView rdata);
/// Whether a mail server can be verified by \a record: its parameters are known, its digest has the right length, and it needs no public
/// CA, of which SMTP knows no common list (RFC 7671 4, RFC 7672 3.1.3).
[[nodiscard]] bool isUsable(const Tlsa &record);
/// The usable ones among the first 100 records, sorted, each once: how much a name server sends is no measure for our work (threats.md I8).
[[nodiscard]] QList<Tlsa> usableTlsasOf(const Answer &answer);
[[nodiscard]] QByteArray tlsaRecord(const Tlsa &record); ///< RDATA.

/// Where the records of the server on \a port of \a host stand: "_25._tcp.mail.example.com" (RFC 6698 3, over TCP).
[[nodiscard]] QByteArray tlsaName(QByteArrayView host, quint16 port);

} // namespace gateway::dns
