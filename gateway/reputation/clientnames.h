#pragma once

#include "gateway/dns/resolver.h"
#include "gateway/reason.h"

#include <boost/asio/ip/address.hpp>
#include <optional>

namespace gateway::reputation {

/// What is known of a client before its first MAIL.
struct ClientNameFacts {
    boost::asio::ip::address client;
    std::optional<QByteArray> helo{};  ///< As the client gave it; nothing before it did.
    QList<QByteArray> ownNames{};      ///< Our host name and the domains we receive mail for.
    QList<boost::asio::ip::address> ownAddresses{};
};

/// The names of a client: that of its address in the DNS, and that it gives itself. Facts; what follows from them is for strictness.h.
struct ClientNames {
    enum class Reverse {
        NotKnown,    ///< DNS did not answer.
        Missing,     ///< The address has no name (RFC 1912 2.1).
        Unconfirmed, ///< No name of it has this address.
        Confirmed,
    };
    enum class Helo {
        NotSaid,
        NotKnown,     ///< DNS did not answer.
        Syntax,       ///< Neither a domain nor an address literal (RFC 5321 4.1.1.1).
        BareAddress,  ///< An address without brackets (RFC 5321 4.1.3).
        OtherAddress, ///< A literal that is not the client's.
        Ours,         ///< Our name or address, which the client does not have.
        Localhost,
        Unqualified,  ///< Not fully qualified (RFC 5321 2.3.5).
        Nowhere,      ///< A name without an address.
        Elsewhere,    ///< A name of other addresses. Alone no ground to refuse mail (RFC 5321 4.1.4).
        OwnLiteral,   ///< The client's address literal.
        Confirmed,    ///< A name of the client's address.
    };
    static constexpr int maxNames = 10; ///< Of one address that are looked at: a client may have as many as it likes.

    Reverse reverse = Reverse::NotKnown;
    QByteArray verifiedName{};  ///< The first of its names that leads back to it; in lower case, a host name.
    bool isGeneric = false;
    Helo helo = Helo::NotSaid;
    QList<Reason> reasons{};    ///< Below "connection.", their text safe for any log (threats.md S17).
};

/// Nothing while an answer is missing. What DNS fails to tell is a fact without points: it never speaks against a client (threats.md P14).
[[nodiscard]] std::optional<ClientNames> checkClientNames(const ClientNameFacts &facts, dns::Resolver &resolver);

} // namespace gateway::reputation
