#pragma once

#include "gateway/net/messagecontent.h"
#include "gateway/net/task.h"
#include "gateway/net/tlsinfo.h"
#include "gateway/smtp/serversession.h"

#include <boost/asio/ip/tcp.hpp>
#include <memory>

namespace gateway::net {

class Loops;
class TlsContext;

/// What a handler remembers of a session; on the session's loop.
class SessionMemory
{
public:
    virtual ~SessionMemory() = default;
};

/// What is known of a session when its handler is asked.
struct SessionInfo {
    QByteArray sessionId;          ///< Random, for the log.
    QByteArray clientAddress;      ///< "192.0.2.1" or "2001:db8::1".
    quint16 clientPort = 0;
    QByteArray listener;           ///< "127.0.0.1:2525"
    QByteArray helo;
    bool isExtended = false;
    TlsInfo tls;
    smtp::Clock::time_point connected;
    std::size_t loop = 0;          ///< Index of the loop the session runs on.
    bool isEsteemed = false;       ///< See SessionHandler::isEsteemed().
    std::shared_ptr<SessionMemory> memory{}; ///< The handler's own; may be null.
};

/// Sees the octets of a content as they come, on the session's loop.
class ContentObserver
{
public:
    virtual ~ContentObserver() = default;
    virtual void feed(QByteArrayView octets) = 0;
};

/// A whole mail transaction, after the end of data.
struct Transaction {
    smtp::Envelope envelope;
    MessageContent content;
    smtp::Clock::time_point mailGiven, dataStarted, dataEnded;
    std::shared_ptr<ContentObserver> observer{}; ///< The handler's own, which has seen all of the content; may be null.
};

/// The gateway behind the SMTP server: answers what the protocol asks. Called on the session's loop; must not block it.
/// One handler serves all loops at once.
class SessionHandler
{
public:
    virtual ~SessionHandler() = default;
    /// Whether room is kept for the client, and its time is not cut, while others have to stand back (threats.md R1, R4). Asked for every
    /// connection, from any loop.
    [[nodiscard]] virtual bool isEsteemed(const boost::asio::ip::address &) { return false; }
    /// A session begins. What is returned, if anything, goes with it.
    [[nodiscard]] virtual std::shared_ptr<SessionMemory> begin(const SessionInfo &) { return {}; }
    /// A refusal (421, 554), which the handler has logged, or nothing to greet.
    [[nodiscard]] virtual Task<std::optional<smtp::Reply>> connected(const SessionInfo &session) = 0;
    [[nodiscard]] virtual Task<smtp::Reply> mail(const SessionInfo &session, const smtp::Envelope &envelope) = 0;
    [[nodiscard]] virtual Task<smtp::Reply> recipient(const SessionInfo &session, const smtp::Envelope &envelope, const smtp::ForwardPath &path) = 0;
    /// Content begins. Who is returned, if anybody, sees all of it, or goes when it is refused.
    [[nodiscard]] virtual std::shared_ptr<ContentObserver> content(const SessionInfo &, const smtp::Envelope &) { return {}; }
    /// The final reply. Whatever it says is true when it is returned: 250 only after every recipient has a fate that a crash keeps.
    [[nodiscard]] virtual Task<smtp::Reply> message(const SessionInfo &session, Transaction transaction) = 0;
    virtual void closed(const SessionInfo &session) = 0;
    virtual void storageFailed() {} ///< A content could not be written to the spool; its session has been told 451.
};

struct SmtpServerConfig {
    smtp::ServerConfig session;
    QString spoolDirectory;         ///< For contents above the memory limit.
    std::chrono::seconds storagePatience{20}; ///< For writing to it; then 451 (D6).
    int maxSessions = 4000;         ///< The last tenth of them is for esteemed clients.
    int maxSessionsPerClient = 50;  ///< Per IPv4 /32 and IPv6 /64 (R1).
    qint64 maxOctetsInFlight = 512'000'000; ///< Sum of contents being received or decided; beyond: 452 4.3.1 at MAIL (R5).
    bool countsLoopback = false;    ///< Whether maxSessionsPerClient applies to loopback clients.
    int maxHandshakes = 1000;       ///< TLS handshakes under way at once (T7).
    std::chrono::seconds handshakeTimeout{30};
    std::chrono::seconds stressTimeout{10}; ///< For idle clients and handshakes under stress.
    double stressOn = 0.75, stressOff = 0.6; ///< Share of maxSessions or maxOctetsInFlight (R4).
};

/// Listens, accepts, and drives one smtp::ServerSession per connection on the gateway's loops.
///
/// Loops::stop() comes before the end of the server: it drops the sessions that still run.
class SmtpServer
{
public:
    /// All references must outlive the server. \a tls may be null: STARTTLS is not offered then.
    SmtpServer(Loops &loops, SmtpServerConfig config, TlsContext *tls, SessionHandler &handler);
    ~SmtpServer();

    /// Binds and starts accepting; port 0 picks a free one. Returns the bound endpoint.
    [[nodiscard]] Result<boost::asio::ip::tcp::endpoint> listen(const boost::asio::ip::tcp::endpoint &endpoint);
    /// No new sessions; running ones get 421 4.3.2 at their next quiet point. drained() is true when the last has ended.
    void shutDown();
    [[nodiscard]] bool isDrained() const;
    [[nodiscard]] int sessions() const;
    [[nodiscard]] bool isUnderStress() const;
    /// New limits for sessions that start from now on; running ones keep theirs (D12).
    void reconfigure(SmtpServerConfig config);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace gateway::net
