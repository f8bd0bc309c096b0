#pragma once

#include "gateway/dns/resolver.h"
#include "gateway/smtp/reply.h"

#include <QList>
#include <boost/asio/ip/address.hpp>
#include <optional>

namespace gateway::delivery {

/// Whose mail servers are looked for, and who we are.
struct MailExchangerFacts {
    QByteArray domain;                                       ///< Normalized.
    QList<QByteArray> ownNames{};                            ///< Of this gateway; normalized.
    QList<boost::asio::ip::address> ownAddresses{};
    bool allowsPrivate = false;                              ///< Addresses that are not of the public Internet: of a route that was set up so.
    quint32 random = 0;                                      ///< Hosts of one preference come in an order that follows from it.
};

/// The mail servers of a domain (RFC 5321 5.1), in the order to try them.
struct MailExchangers {
    struct Host {
        QByteArray name;
        QList<boost::asio::ip::address> addresses;           ///< Not empty.

        friend bool operator==(const Host &, const Host &) = default;
    };
    /// What hostile DNS may make us try (threats.md C6).
    static constexpr qsizetype maxHosts = 20, maxAddressesOfHost = 10;

    QList<Host> hosts{};
    std::optional<smtp::Reply> failure{};                    ///< Why there is none: what is said of recipients there.
};

/// Nothing while an answer is missing. Hosts no nearer to the destination than we are are left out: mail would come back (RFC 5321 5.1).
[[nodiscard]] std::optional<MailExchangers> findMailExchangers(const MailExchangerFacts &facts, dns::Resolver &resolver);

} // namespace gateway::delivery
