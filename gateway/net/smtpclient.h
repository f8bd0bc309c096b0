#pragma once

#include "gateway/net/danepolicy.h"
#include "gateway/net/task.h"
#include "gateway/net/tlsinfo.h"
#include "gateway/smtp/clientsession.h"

#include <QByteArrayView>
#include <boost/asio/ip/tcp.hpp>
#include <memory>
#include <tuple>

namespace gateway::net {

class Loops;

/// Where a message goes: a fixed host and port.
struct NextHop {
    QByteArray host; ///< Name or address.
    quint16 port = 25;
    enum class Tls { Opportunistic, Required, Never } tls = Tls::Opportunistic;

    [[nodiscard]] QByteArray toBytes() const; ///< "host:port", IPv6 in brackets.
    friend bool operator==(const NextHop &, const NextHop &) = default;
    friend bool operator<(const NextHop &a, const NextHop &b) { return std::tie(a.host, a.port, a.tls) < std::tie(b.host, b.port, b.tls); }
};

/// One message for one next hop. It and what its views point to must stay valid until deliver() returns.
struct Delivery {
    smtp::Envelope envelope;
    QByteArray prefix;       ///< Header fields we add in front: whole lines with CRLF.
    QList<QByteArrayView> content; ///< The message in pieces, in order; CRLF line ends; the end marker is not part of it.
    /// The bodies are 7-bit: what is 8-bit nevertheless stands in header fields, for which 8BITMIME says nothing (RFC 6152 1).
    bool hasSevenBitBodies = false;
    /// How long past the deadline the reply to the end marker is waited for: a message whose fate is unknown has to be sent twice.
    std::chrono::seconds finalPatience{0};
    /// Nothing is sent: the next hop is only asked whether it takes mail for the recipients (smtp::ClientSession::ask()).
    bool isQuestion = false;

    [[nodiscard]] QList<QByteArrayView> pieces() const; ///< Prefix and content.
};

struct DeliveryResult {
    QList<smtp::RecipientOutcome> outcomes; ///< In the order of the envelope's recipients.
    TlsInfo tls;
    bool isReused = false;                  ///< On a kept-open connection.
    bool needsSevenBit = false;             ///< Refused by us with 5.6.3: the next hop does not offer 8BITMIME, and the content is 8-bit.
    bool isContacted = false;               ///< The next hop was called, or a connection to it was open.
    bool isUnreachable = false;             ///< It was called in vain, or did not greet: it is down.
    std::chrono::microseconds connectTime{}, totalTime{};
};

struct SmtpClientConfig {
    smtp::ClientConfig session;
    std::chrono::seconds connectTimeout{30};
    int maxConnectionsPerHop = 20;          ///< Over all loops (threats.md C3); deliveries beyond wait their turn.
    std::chrono::seconds keepOpen{30};      ///< How long an idle connection is kept.
    int maxTransactionsPerConnection = 1000;
};

/// Delivers to next hops over kept-open connections: each loop has its own pool. Loops::stop() comes before the end of the client.
class SmtpClient
{
public:
    /// \a loops must outlive the client. Without \a dane no next hop has a policy in the DNS.
    SmtpClient(Loops &loops, SmtpClientConfig config, DaneFinder dane = {});
    ~SmtpClient();
    /// Delivers on loop \a loop, from a coroutine running there. Returns at \a deadline at the latest (or when the delivery's patience
    /// for the final reply has ended), with 451 4.4.2 for what is open.
    /// A kept-open connection that turns out closed before MAIL was answered is replaced by a new one without a trace.
    /// With opportunistic TLS a failed handshake is followed by one new connection in clear text (T3), but not where the DNS demands TLS: then,
    /// and when it cannot be told whether it does, the outcome is transient, 4.7.x (T4).
    [[nodiscard]] Task<DeliveryResult> deliver(std::size_t loop, NextHop hop, const Delivery &delivery, smtp::Clock::time_point deadline);
    /// We listen there: a next hop that turns out to be \a listener is not spoken to, 451 4.4.6 (threats.md C6).
    void addOwn(const boost::asio::ip::tcp::endpoint &listener);
    void shutDown(); ///< Closes idle connections with QUIT.

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace gateway::net
