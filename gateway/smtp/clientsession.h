#pragma once

#include "gateway/smtp/envelope.h"
#include "gateway/smtp/reply.h"
#include "gateway/smtp/replyparser.h"

#include <chrono>
#include <deque>

namespace gateway::smtp {

using Clock = std::chrono::steady_clock;

/// Timeouts of RFC 5321 4.5.3.2 and limits of threats.md C1.
struct ClientConfig {
    QByteArray hostName = "localhost"; ///< In EHLO.
    bool usesTls = true;               ///< STARTTLS whenever the server offers it.
    bool requiresTls = false;          ///< Without STARTTLS the transaction fails with 450 4.7.x.
    std::chrono::seconds greetingTimeout{300}, ehloTimeout{300}, mailTimeout{300}, rcptTimeout{300}, dataTimeout{120}, blockTimeout{180},
        finalTimeout{600}, quitTimeout{10};
    int maxReplyLine = 2048, maxReplyLines = 100, maxReplyOctets = 65536;
};

/// The outcome for one recipient.
struct RecipientOutcome {
    enum class Kind { Delivered, Transient, Permanent };
    Kind kind = Kind::Transient;
    Reply reply;                     ///< The next hop's own words, or ours where it said none ("451 4.4.2 connection lost").
    bool isFateUnknown = false;      ///< The connection was lost after the final dot: a retry may duplicate (threats.md C2).
    bool isUnreported = false;       ///< Delivered, and the sender wants to hear of it (NOTIFY=SUCCESS), but the next hop does not report (RFC 3461 5.2.2).
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
/// see datawriter.h) and calls contentSent(). With PIPELINING, MAIL, RCPT and DATA leave in one write. Every call may produce output,
/// also one that ends the session (QUIT). feed() leaves octets untaken while content is being sent: they belong to the next call.
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

    /// Starts a transaction. Wants::Transaction must be the state. When wants() is Transaction or Close again, outcomes() is complete;
    /// that may be at once, if the server is known not to take the message. \a contentIs8Bit and \a size are the facts of the content
    /// to be sent (inspectContent()).
    void begin(const Envelope &envelope, bool contentIs8Bit, qint64 size, Clock::time_point now);
    /// Asks whether the server takes mail for the recipients of \a envelope: MAIL, RCPT and RSET, no content. As begin(), but the outcome
    /// Delivered means that it does, and a refused MAIL, which says nothing about them, is Transient.
    void ask(const Envelope &envelope, Clock::time_point now);
    [[nodiscard]] qsizetype feed(QByteArrayView input, Clock::time_point now);
    void contentProgress(Clock::time_point now); ///< A part of the content went out: the deadline moves to blockTimeout from now.
    void contentSent(Clock::time_point now);
    void tlsStarted(Clock::time_point now); ///< Forgets everything heard before (RFC 3207 4.2). The driver's read buffer must be empty.
    void quit(Clock::time_point now);
    void timedOut();                    ///< The deadline passed.
    void disconnected();                ///< The peer closed or the connection broke.
    void failed(const Reply &reply);    ///< E.g. the TLS handshake: all recipients get \a reply, then Close.

    [[nodiscard]] Wants wants() const;
    [[nodiscard]] QByteArray takeOutput();
    [[nodiscard]] Clock::time_point deadline() const { return m_deadline; } ///< time_point::max() while idle.
    [[nodiscard]] const QList<RecipientOutcome> &outcomes() const { return m_outcomes; } ///< In the order of the envelope's recipients.
    [[nodiscard]] const Capabilities &capabilities() const { return m_capabilities; }
    [[nodiscard]] bool awaitsFinalReply() const { return !m_awaited.empty() && m_awaited.front().step == Step::Content; } ///< All was sent.
    [[nodiscard]] bool isTls() const { return m_isTls; }
    [[nodiscard]] bool isReusable() const { return m_state == State::Idle; } ///< No transaction failed in a way that leaves the session in doubt.
    /// Why the session is over: the server's words (a refusing greeting, a 421) or ours. Code 0 while it lives and after quit().
    /// For the driver that had no chance to begin() its transaction.
    [[nodiscard]] const Reply &closingReply() const { return m_closingReply; }

private:
    enum class State { Busy, Handshake, Idle, Content, Closed };
    enum class Step { Greeting, Ehlo, Helo, StartTls, Rset, Mail, Rcpt, Data, EmptyContent, Content, Quit };
    enum class Progress { Open, Accepted, Done }; ///< Of one recipient.
    struct Command {
        Step step = Step::Greeting;
        qsizetype recipient = -1;
    };

    void start(const Envelope &envelope, bool contentIs8Bit, qint64 size, Clock::time_point now);
    void handle(const Reply &reply);
    void handleEhlo(const Reply &reply);
    void handleMail(const Reply &reply);
    void handleRcpt(qsizetype recipient, const Reply &reply);
    void handleData(const Reply &reply);
    void handleFinal(const Reply &reply);
    [[nodiscard]] qsizetype feedDuringContent(QByteArrayView input);
    void sendHello(Step step);
    void await(Step step) { m_awaited.push_back({step, -1}); }
    void advance(Clock::time_point now);
    void sendCommands();
    [[nodiscard]] QByteArray line(const Command &command) const;
    [[nodiscard]] Clock::duration timeout() const;
    [[nodiscard]] QByteArray whereWeAre() const;

    void settle(qsizetype recipient, RecipientOutcome::Kind kind, const Reply &reply);
    void settleAll(Progress which, RecipientOutcome::Kind kind, const Reply &reply);
    void refuse(Progress which, const Reply &reply);
    void end(const Reply &reply, QByteArrayView lastWords = {});
    void abandon(const Reply &reply);
    void endOutOfStep(const char *what);

    const ClientConfig &m_config;
    State m_state = State::Busy;
    ReplyParser m_parser;
    std::deque<Command> m_unsent, m_awaited; ///< Of the transaction; replies come in the order of the commands.
    QByteArray m_output;
    Clock::time_point m_deadline;
    Capabilities m_capabilities;
    bool m_isTls = false;
    bool m_mustReset = false;     ///< The server may hold a transaction that was not ended by content.
    Reply m_closingReply{0, 0, 0, {}, false};

    // One transaction's.
    Envelope m_envelope;
    bool m_isQuestion = false;
    bool m_contentIs8Bit = false;
    qint64 m_size = 0;
    bool m_hasServerRecipient = false; ///< The server accepted an RCPT, be it after a refused MAIL.
    QList<Progress> m_progress;
    QList<RecipientOutcome> m_outcomes;
};

} // namespace gateway::smtp
