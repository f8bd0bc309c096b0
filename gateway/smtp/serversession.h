#pragma once

#include "gateway/smtp/envelope.h"
#include "gateway/smtp/reply.h"

#include <chrono>

namespace gateway::smtp {

using Clock = std::chrono::steady_clock; ///< Monotonic (threats.md I10); the session is told the time, it never reads it.

/// Limits of the server (threats.md, default limits). Shared by all sessions; replaced as a whole on reload.
struct ServerConfig {
    QByteArray hostName = "localhost";             ///< In the greeting and the EHLO reply.
    qint64 maxMessageSize = 50'000'000;            ///< Octets as RFC 1870 5 counts them.
    int maxRecipients = 1000;
    int maxExcessRecipients = 1000;                ///< After this many 452s the session ends (S14).
    int maxCommandLine = 2048;
    int maxContentLine = 65536;
    int slowErrors = 10, maxErrors = 20, maxJunkCommands = 100;
    std::chrono::milliseconds errorDelay{1000};
    std::chrono::seconds idleTimeout{300};         ///< From one command's reply to the end of the next command.
    std::chrono::seconds maxSessionTime{3600};
    int minDataRate = 500;                         ///< Octets per second on average in DATA, after a 30 s start.
    bool offersTls = true;
    bool offersSmtpUtf8 = true;
    bool offersPipelining = true;
    bool normalizesBareLineEnds = false;           ///< Exception for a known-broken client (S1); then CR or LF alone becomes CRLF.
};

/// One SMTP session, server side, as a pure state machine: octets and time in, replies and requests out (RFC 5321).
///
/// The driver loops: feed() input, send takeOutput(), then look at wants(). While a verdict is awaited feed() takes nothing, so
/// pipelined commands simply wait. The message content comes out through takeContent() as it arrives, dots unstuffed, CRLF line ends.
class ServerSession
{
public:
    enum class Wants {
        Input,            ///< Feed more octets.
        MailVerdict,      ///< envelope().reversePath is new: answer() with 250 or a refusal.
        RecipientVerdict, ///< recipient() is new: answer().
        DataVerdict,      ///< The content is complete: answer() with the final reply.
        Tls,              ///< Send the output, start the handshake, then tlsStarted() or close.
        Close,            ///< Send the output, then close.
    };

    /// \a config must outlive the session.
    explicit ServerSession(const ServerConfig &config, Clock::time_point now);

    /// Sends the greeting, or a 4yz/5yz refusal after which the session ends.
    void open(const std::optional<Reply> &refusal, Clock::time_point now);

    /// Takes octets from the front of \a input and returns how many. Octets not taken belong to the next call.
    [[nodiscard]] qsizetype feed(QByteArrayView input, Clock::time_point now);

    [[nodiscard]] Wants wants() const { return m_wants; }
    [[nodiscard]] QByteArray takeOutput();  ///< Replies not yet taken; empty if none.
    [[nodiscard]] QByteArray takeContent(); ///< Content octets since the last call.
    void answer(const Reply &reply, Clock::time_point now);
    void tlsStarted(Clock::time_point now); ///< Forgets everything heard before (RFC 3207 4.2).

    /// The time by which the driver must call timedOut() if nothing else happened; how long to wait before sending (tarpit).
    [[nodiscard]] Clock::time_point deadline() const;
    [[nodiscard]] std::chrono::milliseconds outputDelay() const;
    void timedOut(Clock::time_point now);   ///< 421 4.4.2 and close.
    void shutDown(Clock::time_point now);   ///< 421 4.3.2 and close, unless a verdict is awaited: then after its reply.
    void earlyTalk();                       ///< The client spoke before the greeting: 503 5.5.0 and close (S3).

    [[nodiscard]] const Envelope &envelope() const;
    [[nodiscard]] const ForwardPath &recipient() const;
    [[nodiscard]] QByteArray helo() const; ///< The argument of EHLO or HELO: at most 255 printable octets.
    [[nodiscard]] bool isExtended() const; ///< EHLO rather than HELO.
    [[nodiscard]] bool isTls() const;
    [[nodiscard]] bool isReadingContent() const;
    [[nodiscard]] qint64 contentSize() const;

private:
    Wants m_wants = Wants::Input;
};

} // namespace gateway::smtp
