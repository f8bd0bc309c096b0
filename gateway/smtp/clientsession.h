#pragma once

#include "gateway/smtp/envelope.h"
#include "gateway/smtp/reply.h"

#include <chrono>

namespace gateway::smtp {

using Clock = std::chrono::steady_clock;

/// Timeouts of RFC 5321 4.5.3.2 and limits of threats.md C1.
struct ClientConfig {
    QByteArray hostName = "localhost"; ///< In EHLO.
    bool usesTls = true;               ///< STARTTLS whenever the server offers it.
    bool requiresTls = false;          ///< Without STARTTLS the transaction fails with 450 4.7.x.
    std::chrono::seconds greetingTimeout{300}, ehloTimeout{300}, mailTimeout{300}, rcptTimeout{300}, dataTimeout{120}, finalTimeout{600}, quitTimeout{10};
    int maxReplyLine = 2048, maxReplyLines = 100, maxReplyOctets = 65536;
};

/// The outcome for one recipient.
struct RecipientOutcome {
    enum class Kind { Delivered, Transient, Permanent };
    Kind kind = Kind::Transient;
    Reply reply;                     ///< The next hop's own words, or ours where it said none ("451 4.4.2 connection lost").
    bool isFateUnknown = false;      ///< The connection was lost after the final dot: a retry may duplicate (threats.md C2).
    friend bool operator==(const RecipientOutcome &, const RecipientOutcome &) = default;
};

/// What the server said it can do (EHLO keywords).
struct Capabilities {
    bool pipelining = false, eightBitMime = false, smtpUtf8 = false, startTls = false, dsn = false, size = false;
    qint64 maxSize = 0; ///< 0 if not stated.
};

/// One SMTP session, client side, as a pure state machine. Reused for many transactions on a kept-open connection.
///
/// The driver: feed() what arrives, send takeOutput(), then look at wants(). With Wants::Content it sends the message (dots stuffed,
/// see datawriter.h) and calls contentSent(). With PIPELINING, MAIL, RCPT and DATA leave in one write.
class ClientSession
{
public:
    enum class Wants {
        Input,       ///< A reply is awaited.
        Tls,         ///< Send the output (nothing), make the handshake, then tlsStarted() or failed().
        Transaction, ///< Idle and ready: begin() or quit().
        Content,     ///< Send the content and the end marker, then contentSent().
        Close,       ///< The session is over; outcomes() says what became of a transaction under way.
    };

    explicit ClientSession(const ClientConfig &config, Clock::time_point now); ///< \a config must outlive the session.

    /// Starts a transaction. Wants::Transaction must be the state. When wants() is Transaction or Close again, outcomes() is complete.
    /// \a contentIs8Bit and \a size are the facts of the content to be sent.
    void begin(const Envelope &envelope, bool contentIs8Bit, qint64 size, Clock::time_point now);
    [[nodiscard]] qsizetype feed(QByteArrayView input, Clock::time_point now);
    void contentSent(Clock::time_point now);
    void tlsStarted(Clock::time_point now);
    void quit(Clock::time_point now);
    void timedOut();                    ///< The deadline passed.
    void disconnected();                ///< The peer closed or the connection broke.
    void failed(const Reply &reply);    ///< E.g. the TLS handshake: all recipients get \a reply, then Close.

    [[nodiscard]] Wants wants() const;
    [[nodiscard]] QByteArray takeOutput();
    [[nodiscard]] Clock::time_point deadline() const;
    [[nodiscard]] const QList<RecipientOutcome> &outcomes() const; ///< In the order of the envelope's recipients.
    [[nodiscard]] const Capabilities &capabilities() const;
    [[nodiscard]] bool isTls() const;
    [[nodiscard]] bool isReusable() const; ///< No transaction failed in a way that leaves the session in doubt.
};

} // namespace gateway::smtp
