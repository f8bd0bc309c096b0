#pragma once

#include "gateway/auth/spfmacro.h"
#include "gateway/auth/spfstatus.h"
#include "gateway/result.h"

namespace gateway::auth {

/// A mechanism with its qualifier (RFC 7208 4.6.1, 5).
struct SpfDirective {
    enum class Mechanism { All, Include, A, Mx, Ptr, Ip4, Ip6, Exists };

    Mechanism mechanism = Mechanism::All;
    SpfStatus qualifier = SpfStatus::Pass;    ///< The result if the mechanism matches.
    std::optional<SpfMacroString> domainSpec{}; ///< Without one: <domain>.
    boost::asio::ip::address network{};       ///< Of ip4 and ip6.
    int prefix4 = 32, prefix6 = 128;          ///< Lengths for clients of either kind.
    QByteArray text{};                        ///< As written.
};

/// An SPF record, cut into its terms. Every syntax error anywhere counts, as RFC 7208 4.6 demands; the work is linear in the length.
struct SpfRecord {
    QList<SpfDirective> directives;
    std::optional<SpfMacroString> redirect, explanation;

    /// Whether \a text begins with the version of a record (RFC 7208 4.5).
    [[nodiscard]] static bool isRecord(QByteArrayView text);
    /// Of a text for which isRecord() holds. Error::Kind::Invalid names the term.
    [[nodiscard]] static Result<SpfRecord> parse(QByteArrayView text);

private:
    [[nodiscard]] bool addModifier(QByteArrayView name, QByteArrayView value);
};

/// Whether \a address is in the network: IPv4 and IPv6 never match each other.
[[nodiscard]] bool isInNetwork(const boost::asio::ip::address &address, const boost::asio::ip::address &network, int prefix4, int prefix6);

} // namespace gateway::auth
