#pragma once

#include "gateway/net/smtpclient.h"
#include "gateway/smtp/address.h"

#include <QHash>
#include <optional>

namespace gateway::delivery {

/// One domain the gateway takes mail for; an alias domain is one of its own.
struct RoutedDomain {
    QByteArray name;                    ///< Lower case, A-label.
    std::optional<net::NextHop> nextHop; ///< Nothing: the default next hop.
};

/// Where mail goes: an immutable snapshot, replaced as a whole when the settings change (threats.md C7, D12).
class Routes
{
public:
    Routes() = default;
    Routes(QList<RoutedDomain> domains, net::NextHop defaultHop, std::optional<net::NextHop> relay);

    /// Our domains go to their next hop. Any other domain (a DSN to an outside sender) goes to the relay, or, without one, to the
    /// default next hop, which sends it on as it sends the company's own mail.
    [[nodiscard]] const net::NextHop &nextHop(const smtp::Mailbox &recipient) const;

private:
    QHash<QByteArray, RoutedDomain> m_domains;
    net::NextHop m_defaultHop;
    std::optional<net::NextHop> m_relay;
};

/// "host", "host:port", "[2001:db8::1]:25"; the port is 25 if none is given. Error::Kind::Invalid names the text.
[[nodiscard]] Result<net::NextHop> parseNextHop(const QString &text);

} // namespace gateway::delivery
