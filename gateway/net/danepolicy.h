#pragma once

#include "gateway/dns/tlsa.h"
#include "gateway/net/task.h"

#include <boost/asio/ip/address.hpp>
#include <chrono>
#include <functional>
#include <optional>
#include <vector>

namespace gateway::net {

class DnsResolver;

/// What the DNS, proved by DNSSEC, demands of the TLS with a next hop that is given by its name (RFC 7672 2.2.3).
///
/// Known gap: a signed alias of a host in an unsigned zone counts as unsigned (RFC 7672 2.1.3 would look at the alias alone as well).
struct DanePolicy {
    enum class Kind {
        None,        ///< Nothing.
        Dane,        ///< TLS, with a certificate that fits \a records.
        EncryptOnly, ///< TLS with any certificate: there are records, but none we could use (RFC 7672 2.2).
        Defer,       ///< It cannot be told, and might be one of these: the next hop is not to be called now (threats.md T4).
    };
    Kind kind = Kind::None;
    QByteArray baseDomain;                               ///< Where the records stand: SNI, and the name a DANE-TA certificate has.
    QByteArray host;                                     ///< The name we were given; the certificate may have that one too (RFC 7672 3.2.3).
    QList<dns::Tlsa> records;                            ///< Of Dane; all usable.
    std::vector<boost::asio::ip::address> addresses;     ///< Of Dane and EncryptOnly, proved as well: no others are called. At most ten.
    QString cause;                                       ///< Of Defer.

    [[nodiscard]] bool requiresTls() const { return kind == Kind::Dane || kind == Kind::EncryptOnly; }
    /// Whether a connection made under \a other may be used under this one. Where it leads does not matter.
    [[nodiscard]] bool demandsTheSameAs(const DanePolicy &other) const
    {
        return kind == other.kind && baseDomain == other.baseDomain && host == other.host && records == other.records;
    }
};

/// The policy as far as the answers for A and AAAA of a host decide it; nothing if TLSA has to be asked. A host in an unsigned zone has
/// none, whatever the state of the rest: then its name server is not bothered with TLSA, which some do not answer (RFC 7672 2.1.1).
[[nodiscard]] std::optional<DanePolicy> danePolicyOfAddresses(const dns::Answer &v4, const dns::Answer &v6);
/// The rest of it, once the addresses were found to be secure. The caller fills in names and addresses.
[[nodiscard]] DanePolicy danePolicyOfTlsa(const dns::Answer &tlsa);

/// Asks the DNS for it all: addresses, then TLSA under the name where the aliases of \a host led, then under \a host itself (RFC 7672 2.1.3).
/// An address or what cannot be asked for has no policy. \a resolver must outlive the coroutine.
[[nodiscard]] Task<DanePolicy> findDanePolicy(DnsResolver &resolver, QByteArray host, quint16 port, std::chrono::steady_clock::time_point deadline);

/// Who a client asks for the policy of a host and port.
using DaneFinder = std::function<Task<DanePolicy>(QByteArray host, quint16 port, std::chrono::steady_clock::time_point deadline)>;
[[nodiscard]] DaneFinder daneFinder(DnsResolver &resolver);

} // namespace gateway::net
