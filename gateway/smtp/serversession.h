#pragma once

#include "gateway/smtp/commandreader.h"
#include "gateway/smtp/datareader.h"
#include "gateway/smtp/envelope.h"
#include "gateway/smtp/reply.h"

#include <chrono>
#include <concepts>
#include <memory>

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
    bool offersChunking = true;                    ///< BDAT (RFC 3030).
    bool normalizesBareLineEnds = false;           ///< Exception for a known-broken client (S1); then CR or LF alone becomes CRLF.
};

/// One SMTP session, server side, as a pure state machine: octets and time in, replies and requests out (RFC 5321).
///
/// The driver loops: feed() input, send takeOutput(), then look at wants(). While a verdict is awaited feed() takes nothing, so
/// pipelined commands simply wait. The message content comes out through takeContent() as it arrives, dots unstuffed, CRLF line ends.
/// Content taken is void unless DataVerdict follows: when isReadingContent() ends otherwise, the session has refused the message.
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

    /// Takes octets from the front of \a input and returns how many. Octets not taken belong to the next call. It takes nothing while
    /// wants() is not Input, and stops after each reply that outputDelay() holds back until takeOutput() was called.
    /// Give it all that has been received: what stands behind DATA or STARTTLS shows a client that speaks out of turn (S3, T1).
    /// Octets fed while wants() is Tls were sent in clear after STARTTLS: the session closes without TLS.
    [[nodiscard]] qsizetype feed(QByteArrayView input, Clock::time_point now);

    [[nodiscard]] Wants wants() const;
    [[nodiscard]] QByteArray takeOutput();  ///< Replies not yet taken; empty if none.
    [[nodiscard]] QByteArray takeContent(); ///< Content octets since the last call.
    /// A verdict: 2yz, 4yz or 5yz; anything else is sent as 451 4.3.0. 421 ends the session. After a DataVerdict the transaction is over.
    void answer(const Reply &reply, Clock::time_point now);
    void tlsStarted(Clock::time_point now); ///< Forgets everything heard before (RFC 3207 4.2). Before open(): TLS from the start.

    /// The time by which the driver must call timedOut() if nothing else happened; how long to wait before sending (tarpit).
    [[nodiscard]] Clock::time_point deadline() const;
    [[nodiscard]] std::chrono::milliseconds outputDelay() const;
    void timedOut(Clock::time_point now);   ///< 421 4.4.2 and close. Without effect while a verdict is awaited: its reply is owed.
    void shutDown(Clock::time_point now);   ///< 421 4.3.2 and close, unless a verdict is awaited: then after its reply.
    void earlyTalk();                       ///< The client spoke before the greeting: 503 5.5.0 and close (S3).

    [[nodiscard]] const Envelope &envelope() const { return m_envelope; }
    [[nodiscard]] const ForwardPath &recipient() const { return m_recipient; }
    [[nodiscard]] QByteArray helo() const { return m_helo; } ///< The argument of EHLO or HELO: at most 255 printable octets.
    [[nodiscard]] bool isExtended() const { return m_isExtended; } ///< EHLO rather than HELO.
    [[nodiscard]] bool isTls() const { return m_isTls; }
    [[nodiscard]] bool isReadingContent() const;
    [[nodiscard]] qint64 contentSize() const;

private:
    enum class State {
        Opening,          ///< Before the greeting.
        Connected,        ///< Greeted, or TLS just started: EHLO or HELO must come.
        Ready,            ///< Between transactions.
        MailVerdict,
        Mail,             ///< A reverse-path is accepted, no recipient yet.
        RecipientVerdict,
        Rcpt,             ///< At least one recipient is accepted.
        Content,          ///< After 354.
        Chunk,            ///< Within the octets announced by a BDAT, also those that will be refused.
        Chunks,           ///< Between two BDATs of a message.
        DataVerdict,
        Tls,              ///< After the 220 to STARTTLS.
        Closed,
    };
    using Answer = std::optional<Reply>; ///< What a command is answered with; nothing if the handler has seen to it.
    struct Command;
    struct Chunk {
        enum class Refusal { None, BadSequence, TooBig };
        qint64 left = 0;        ///< Octets still to come.
        bool isLast = false;
        State before = State::Ready;
        Refusal refusal = Refusal::None; ///< The octets are dropped, then the client is told.
    };

    static const char *name(State state);
    static bool isTlsHello(QByteArrayView line);
    static constexpr unsigned in(std::same_as<State> auto... states) { return ((1U << unsigned(states)) | ...); }
    [[nodiscard]] bool isIn(unsigned states) const { return in(m_state) & states; }

    void enter(State state);
    void send(const Reply &reply);
    void close(const Reply &reply);
    [[nodiscard]] qsizetype feedCommand(QByteArrayView input);
    [[nodiscard]] qsizetype feedContent(QByteArrayView input);
    [[nodiscard]] qsizetype feedChunk(QByteArrayView input);
    void beginContent(DataReader::Framing framing);
    void endChunk();
    void endContent();

    void dispatch(QByteArrayView line);

    Answer ehlo(QByteArrayView argument);
    Answer helo(QByteArrayView argument);
    Answer mail(QByteArrayView argument);
    Answer rcpt(QByteArrayView argument);
    Answer data(QByteArrayView argument);
    Answer bdat(QByteArrayView argument);
    Answer rset(QByteArrayView argument);
    Answer noop(QByteArrayView argument);
    Answer vrfy(QByteArrayView argument);
    Answer help(QByteArrayView argument);
    Answer quit(QByteArrayView argument);
    Answer startTls(QByteArrayView argument);
    Answer notImplemented(QByteArrayView argument);

    Answer greet(QByteArrayView argument);
    [[nodiscard]] QByteArray extensions() const;

    const ServerConfig &m_config;
    State m_state = State::Opening;
    bool m_isExtended = false;
    bool m_isTls = false;
    bool m_isShuttingDown = false;
    bool m_isMoreWaiting = false; ///< The client sent more behind the command that is being handled.
    int m_errors = 0, m_junkCommands = 0;
    int m_excessRecipients = 0;   ///< In this transaction: refused with 4yz.
    int m_chunks = 0;             ///< In this transaction.
    Clock::time_point m_now, m_opened;
    Clock::time_point m_since;    ///< When the wait for the current command, or the content, began.
    Clock::time_point m_heard;    ///< When content last arrived.
    qint64 m_contentOctets = 0;   ///< Of content or of a chunk, since m_since.
    QByteArray m_helo, m_output;
    CommandReader m_reader;
    Envelope m_envelope;
    ForwardPath m_recipient;
    std::unique_ptr<DataReader> m_content; ///< From 354 or the first BDAT to the final reply.
    Chunk m_chunk;
};

} // namespace gateway::smtp
