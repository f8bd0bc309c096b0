#pragma once

#include "gateway/auth/spfstatus.h"
#include "gateway/dns/resolver.h"
#include "gateway/smtp/address.h"

#include <boost/asio/ip/address.hpp>
#include <chrono>

namespace gateway::auth {

/// What a mail transaction shows of its client (RFC 7208 2).
struct SpfFacts {
    boost::asio::ip::address client;  ///< An IPv4-mapped IPv6 address counts as IPv4.
    QByteArray helo;                  ///< As the client gave it.
    smtp::Mailbox reversePath;        ///< Null: the HELO identity is checked, as postmaster@helo (RFC 7208 2.4).
    QByteArray ownHostName{};         ///< For the macro r.
    std::chrono::sys_seconds time{};  ///< For the macro t.
};

struct SpfCheck {
    enum class Identity { MailFrom, Helo };

    SpfStatus status = SpfStatus::None;
    QByteArray domain;                      ///< That was checked, in lower case and A-labels.
    Identity identity = Identity::MailFrom;
    QByteArray mechanism;                   ///< That matched, as written in the record; empty if none did.
    QByteArray explanation;                 ///< Of a fail, in the words of the sender's domain: printable ASCII, at most 500 octets.
    QString cause;                          ///< Of none, temperror and permerror: names the domain and the fault.
    int lookups = 0;                        ///< Terms evaluated that ask DNS (RFC 7208 4.6.4).
};

/// check_host() of RFC 7208. Nothing while an answer is missing. All its limits give permerror: 10 terms that ask DNS, 2 of them without an
/// answer, 10 hosts of one mx; of a client's names the first 10 count.
///
/// A question that fails gives temperror. Where RFC 7208 5.5 passes over it, looking for the client's own names, it still keeps a fail
/// that follows from being a temperror: what is not known never speaks against a mail (threats.md P14).
[[nodiscard]] std::optional<SpfCheck> checkSpf(const SpfFacts &facts, dns::Resolver &resolver);

} // namespace gateway::auth
