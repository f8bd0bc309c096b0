#pragma once

#include "gateway/net/connection.h"
#include "gateway/net/danepolicy.h"
#include "gateway/net/openssl.h"
#include "gateway/net/smtpclient.h"
#include "gateway/smtp/clientsession.h"
#include "gateway/smtp/datawriter.h"

#include <optional>

namespace gateway::net {

/// One connection to a next hop with the session on it, kept open over many transactions.
class ClientConnection
{
public:
    using Clock = smtp::Clock;
    enum class Opened {
        Ready,
        Unreachable, ///< No connection, or no greeting; or it is this gateway itself (threats.md C6).
        TlsFailed,
        Refused,     ///< By the server's words, or it does not speak SMTP.
    };

    /// \a config must outlive the connection, and require TLS if \a dane does; \a tls serves STARTTLS.
    ClientConnection(LoopLocal &loop, const smtp::ClientConfig &config, SSL_CTX *tls, NextHop hop, DanePolicy dane = {});
    ~ClientConnection();

    struct Opening {
        std::chrono::seconds connectTimeout;
        SSL_SESSION *resumed = nullptr; ///< A TLS session to resume.
        std::vector<boost::asio::ip::tcp::endpoint> own{}; ///< Where we listen ourselves.
    };
    /// Connects and speaks until a transaction can begin.
    [[nodiscard]] Task<Opened> open(Opening opening, Clock::time_point deadline);
    /// Why open() failed: transient, for all recipients.
    [[nodiscard]] const smtp::Reply &failure() const { return m_failure; }

    /// One transaction; outcomes() are complete afterwards.
    [[nodiscard]] Task<> transact(const Delivery &delivery, const smtp::ContentFacts &facts, Clock::time_point deadline);
    [[nodiscard]] const QList<smtp::RecipientOutcome> &outcomes() const { return m_session->outcomes(); }
    /// The connection ended before the server said anything about the last transaction, or with 421 in the place of its first reply:
    /// the server had closed an idle connection.
    [[nodiscard]] bool wasStale() const { return m_wasStale; }

    [[nodiscard]] bool isReusable() const { return m_session->isReusable() && m_rest.isEmpty(); }
    [[nodiscard]] bool isQuiet() { return m_connection->pending() == Connection::Pending::Nothing; } ///< While idle: neither closed nor talking.
    [[nodiscard]] int transactions() const { return m_transactions; }
    [[nodiscard]] bool offers8Bit() const { return m_session->capabilities().eightBitMime; } ///< RFC 6152
    [[nodiscard]] const DanePolicy &dane() const { return m_dane; } ///< Under which it was opened.
    [[nodiscard]] const TlsInfo &tls() const { return m_tlsInfo; }
    [[nodiscard]] SessionPtr tlsSession() const { return m_connection->tlsSession(); } ///< To resume; may be null.
    void quit(); ///< Says QUIT and closes, without waiting for the reply.

    Clock::time_point idleSince;

private:
    [[nodiscard]] Task<Result<std::vector<boost::asio::ip::tcp::endpoint>>> endpoints(Clock::time_point deadline);
    [[nodiscard]] Task<bool> connect(std::chrono::seconds timeout, Clock::time_point deadline);
    [[nodiscard]] bool isOneOf(const std::vector<boost::asio::ip::tcp::endpoint> &own) const;
    [[nodiscard]] Task<> speak(const Delivery *delivery, Clock::time_point deadline);
    [[nodiscard]] Task<> receive(Clock::time_point deadline);
    [[nodiscard]] Task<> sendContent(const Delivery &delivery, Clock::time_point deadline);
    [[nodiscard]] Task<> startTls(Clock::time_point deadline);
    void feed(QByteArrayView octets);
    [[nodiscard]] Opened judge();
    [[nodiscard]] Task<> lost(Connection::Status status);

    LoopLocal &m_loop;
    const smtp::ClientConfig &m_config;
    SSL_CTX *m_tls;
    const NextHop m_hop;
    const DanePolicy m_dane;
    SSL_SESSION *m_resumed = nullptr;
    std::optional<Connection> m_connection;
    boost::asio::ip::tcp::endpoint m_peer; ///< Of m_connection.
    std::optional<smtp::ClientSession> m_session;
    QByteArray m_rest;         ///< Received and not taken by the session yet.
    TlsInfo m_tlsInfo;
    smtp::Reply m_failure;
    bool m_hasTlsFailed = false, m_hasHeard = false, m_wasStale = false, m_isLost = false;
    bool m_isDismissed = false; ///< With 421: the next hop is there, if busy.
    int m_transactions = 0;
};

} // namespace gateway::net
