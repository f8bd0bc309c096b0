#include "gateway/smtp/clientsession.h"

#include "gateway/smtp/clientcommands.h"

#include <algorithm>

namespace gateway::smtp {

namespace {

/// Commands sent ahead of their replies. More could fill the buffers of both ways while each side waits for the other (RFC 2920 3.1).
constexpr std::size_t maxInFlight = 100;
constexpr qsizetype maxKeptText = 2048; ///< Of a reply in an outcome.

/// What a refusal means. Whatever is not clearly permanent is tried again.
RecipientOutcome::Kind kindOf(const Reply &refusal)
{
    return refusal.isPermanent() ? RecipientOutcome::Kind::Permanent : RecipientOutcome::Kind::Transient;
}

bool isCompletion(const Reply &reply)
{
    return reply.code / 100 == 2;
}

} // namespace

ClientSession::ClientSession(const ClientConfig &config, Clock::time_point now)
    : m_config(config), m_parser({config.maxReplyLine, config.maxReplyLines, config.maxReplyOctets}),
      m_deadline(now + config.greetingTimeout)
{
    await(Step::Greeting);
}

ClientSession::Wants ClientSession::wants() const
{
    switch (m_state) {
    case State::Busy:      return Wants::Input;
    case State::Handshake: return Wants::Tls;
    case State::Idle:      return Wants::Transaction;
    case State::Content:   return Wants::Content;
    case State::Closed:    break;
    }
    return Wants::Close;
}

QByteArray ClientSession::takeOutput()
{
    return std::exchange(m_output, {});
}

void ClientSession::begin(const Envelope &envelope, bool contentIs8Bit, qint64 size, Clock::time_point now)
{
    m_isQuestion = false;
    start(envelope, contentIs8Bit, size, now);
}

void ClientSession::ask(const Envelope &envelope, Clock::time_point now)
{
    m_isQuestion = true;
    start(envelope, false, 0, now);
}

void ClientSession::start(const Envelope &envelope, bool contentIs8Bit, qint64 size, Clock::time_point now)
{
    m_envelope = envelope;
    m_contentIs8Bit = contentIs8Bit;
    m_size = size;
    m_hasServerRecipient = false;
    m_progress.fill(Progress::Open, envelope.recipients.size());
    m_outcomes.fill({}, envelope.recipients.size());
    if (m_state == State::Idle && !m_parser.isEmpty())
        endOutOfStep("a reply to nothing");
    if (m_state != State::Idle) // Over before the driver knew.
        return refuse(Progress::Open, m_closingReply.code ? m_closingReply : Reply{451, 4, 2, "The session is over"});
    if (m_config.requiresTls && !m_isTls)
        return refuse(Progress::Open, {450, 7, 4, "The next hop does not offer the TLS that is required"});
    if (const std::optional<Reply> refusal = refusalOf(envelope, {contentIs8Bit, size}, m_capabilities))
        return refuse(Progress::Open, *refusal);
    for (qsizetype i = 0; i < envelope.recipients.size(); ++i) {
        if (const std::optional<Reply> refusal = refusalOf(envelope.recipients[i], m_capabilities))
            settle(i, kindOf(*refusal), *refusal);
        else
            m_unsent.push_back({Step::Rcpt, i});
    }
    if (m_unsent.empty())
        return;
    m_unsent.push_back({m_isQuestion ? Step::Rset : Step::Data, -1});
    m_unsent.push_front({Step::Mail, -1});
    if (m_mustReset)
        m_unsent.push_front({Step::Rset, -1});
    m_state = State::Busy;
    advance(now);
}

qsizetype ClientSession::feed(QByteArrayView input, Clock::time_point now)
{
    qsizetype used = 0;
    while (used < input.size() && m_state != State::Closed) {
        if (m_state == State::Content)
            return used + feedDuringContent(input.sliced(used));
        if (m_state == State::Handshake) {
            // What was sent in clear behind the answer to STARTTLS could be taken for what comes through TLS (threats.md T2).
            end({451, 7, 0, "The next hop sent more than its reply to STARTTLS"});
            break;
        }
        used += m_parser.feed(input.sliced(used));
        if (m_parser.status() == ReplyParser::Status::Broken)
            endOutOfStep(m_parser.fault());
        else if (m_parser.status() == ReplyParser::Status::Complete)
            handle(m_parser.take());
        if (m_state != State::Closed && m_parser.isEmpty())
            advance(now);
    }
    return m_state == State::Closed ? input.size() : used;
}

/// While the content goes out only a refusal is heard. A positive reply can only be the one to the end marker, which the driver may
/// receive before it knows that its writing is done: it is left for later.
qsizetype ClientSession::feedDuringContent(QByteArrayView input)
{
    if (input.size() > m_config.maxReplyOctets) { // What is left for later must not grow without end.
        endOutOfStep("it talks while it ought to listen");
        return input.size();
    }
    ReplyParser ahead = m_parser;
    const qsizetype used = ahead.feed(input);
    if (ahead.status() == ReplyParser::Status::NeedMore || (ahead.status() == ReplyParser::Status::Complete && ahead.reply().isPositive()))
        return 0;
    if (ahead.status() == ReplyParser::Status::Broken)
        endOutOfStep(ahead.fault());
    else
        end(ahead.reply());
    return used;
}

void ClientSession::handle(const Reply &reply)
{
    if (reply.code == 421) // At any time (RFC 5321 3.8).
        return end(reply);
    if (m_awaited.empty())
        return endOutOfStep("a reply to nothing");
    if (reply.code / 100 == 3 && m_awaited.front().step != Step::Data)
        return endOutOfStep("a 3yz reply to something else than DATA");
    const Command command = m_awaited.front();
    m_awaited.pop_front();
    switch (command.step) {
    case Step::Greeting:     return isCompletion(reply) ? sendHello(Step::Ehlo) : end(reply, "QUIT\r\n");
    case Step::Ehlo:         return handleEhlo(reply);
    case Step::Helo:         return isCompletion(reply) ? void() : end(reply, "QUIT\r\n");
    case Step::StartTls:     m_state = isCompletion(reply) ? State::Handshake : m_state; return; // Else in clear; begin() knows whether it may.
    case Step::Rset:         m_mustReset = false; return isCompletion(reply) ? void() : endOutOfStep("RSET was refused");
    case Step::Mail:         return handleMail(reply);
    case Step::Rcpt:         return handleRcpt(command.recipient, reply);
    case Step::Data:         return handleData(reply);
    case Step::EmptyContent: m_mustReset = false; return;
    case Step::Content:      return handleFinal(reply);
    case Step::Quit:         return end(Reply{0, 0, 0, {}, false});
    }
}

void ClientSession::handleEhlo(const Reply &reply)
{
    if (reply.isPermanent())
        return sendHello(Step::Helo); // RFC 5321 3.2
    if (!isCompletion(reply))
        return end(reply, "QUIT\r\n");
    m_capabilities = capabilitiesFrom(reply);
    if (!m_isTls && m_capabilities.startTls && (m_config.usesTls || m_config.requiresTls)) {
        m_output += "STARTTLS\r\n";
        await(Step::StartTls);
    }
}

void ClientSession::handleMail(const Reply &reply)
{
    if (isCompletion(reply)) {
        m_mustReset = true;
    } else {
        m_unsent.clear();
        if (m_isQuestion)
            settleAll(Progress::Open, RecipientOutcome::Kind::Transient, reply);
        else
            refuse(Progress::Open, reply);
    }
}

void ClientSession::handleRcpt(qsizetype recipient, const Reply &reply)
{
    if (isCompletion(reply)) {
        m_hasServerRecipient = true;
        if (m_progress[recipient] != Progress::Open) // After a refused MAIL.
            return;
        m_progress[recipient] = Progress::Accepted;
        if (m_isQuestion)
            settle(recipient, RecipientOutcome::Kind::Delivered, reply);
        return;
    }
    if (m_progress[recipient] != Progress::Open)
        return;
    // RFC 5321 4.5.3.1.10: 552 once meant "too many recipients" and counts as 452, unless its enhanced code says otherwise.
    const bool isTooMany = reply.code == 552 && (!reply.hasEnhancedCode || (reply.subject == 5 && reply.detail == 3));
    settle(recipient, isTooMany ? RecipientOutcome::Kind::Transient : kindOf(reply), reply);
}

void ClientSession::handleData(const Reply &reply)
{
    if (isCompletion(reply))
        return endOutOfStep("a 2yz reply to DATA");
    if (!reply.isPositive())
        return refuse(Progress::Accepted, reply);
    if (m_progress.contains(Progress::Accepted)) {
        m_state = State::Content;
    } else if (m_hasServerRecipient) {
        // MAIL was refused, RCPT and DATA were not: an end marker would deliver an empty message.
        endOutOfStep("DATA was accepted after a refused MAIL");
    } else {
        m_output += ".\r\n"; // RFC 2920 3.1: no recipient, yet 354; an empty content gets us out of it.
        await(Step::EmptyContent);
    }
}

void ClientSession::handleFinal(const Reply &reply)
{
    m_mustReset = false;
    if (isCompletion(reply))
        settleAll(Progress::Accepted, RecipientOutcome::Kind::Delivered, reply);
    else
        refuse(Progress::Accepted, reply);
}

void ClientSession::contentProgress(Clock::time_point now)
{
    if (m_state == State::Content)
        m_deadline = now + m_config.blockTimeout;
}

void ClientSession::contentSent(Clock::time_point now)
{
    if (m_state != State::Content)
        return;
    m_state = State::Busy;
    await(Step::Content);
    advance(now);
}

void ClientSession::tlsStarted(Clock::time_point now)
{
    if (m_state != State::Handshake)
        return;
    m_isTls = true;
    m_capabilities = {};
    m_parser = ReplyParser({m_config.maxReplyLine, m_config.maxReplyLines, m_config.maxReplyOctets});
    m_state = State::Busy;
    sendHello(Step::Ehlo);
    advance(now);
}

void ClientSession::quit(Clock::time_point now)
{
    if (m_state != State::Idle)
        return abandon({451, 4, 2, "The session was given up " + whereWeAre()});
    m_output += "QUIT\r\n";
    m_state = State::Busy;
    await(Step::Quit);
    advance(now);
}

void ClientSession::timedOut()
{
    abandon({451, 4, 2, "The next hop took too long " + whereWeAre()});
}

void ClientSession::disconnected()
{
    abandon({451, 4, 2, "The connection was lost " + whereWeAre()});
}

void ClientSession::failed(const Reply &reply)
{
    abandon(reply);
}

void ClientSession::sendHello(Step step)
{
    m_output += (step == Step::Ehlo ? "EHLO " : "HELO ") + m_config.hostName + "\r\n";
    await(step);
}

/// Sends what may be sent now, finds out whether we are done, and sets the deadline.
void ClientSession::advance(Clock::time_point now)
{
    sendCommands();
    if (m_state == State::Busy && m_awaited.empty())
        m_state = State::Idle;
    m_deadline = m_state == State::Idle || m_state == State::Closed ? Clock::time_point::max() : now + timeout();
}

void ClientSession::sendCommands()
{
    const std::size_t limit = m_capabilities.pipelining ? maxInFlight : 1;
    while (m_state == State::Busy && !m_unsent.empty() && m_awaited.size() < limit) {
        const Command command = m_unsent.front();
        m_unsent.pop_front();
        if (command.step == Step::Data && m_awaited.empty() && !m_progress.contains(Progress::Accepted))
            return; // Every recipient was refused. The next begin() resets the transaction.
        m_output += line(command);
        m_awaited.push_back(command);
    }
}

QByteArray ClientSession::line(const Command &command) const
{
    switch (command.step) {
    case Step::Rset: return "RSET\r\n";
    case Step::Mail: return mailCommand(m_envelope, {m_contentIs8Bit, m_size}, m_capabilities);
    case Step::Rcpt: return rcptCommand(m_envelope.recipients[command.recipient], m_capabilities);
    default:         return "DATA\r\n";
    }
}

/// RFC 5321 4.5.3.2
Clock::duration ClientSession::timeout() const
{
    if (m_state == State::Content || m_awaited.empty())
        return m_state == State::Content ? m_config.finalTimeout : m_config.ehloTimeout;
    switch (m_awaited.front().step) {
    case Step::Greeting: return m_config.greetingTimeout;
    case Step::Rcpt:     return m_config.rcptTimeout;
    case Step::Data:     return m_config.dataTimeout;
    case Step::Content:
    case Step::EmptyContent: return m_config.finalTimeout;
    case Step::Quit:     return m_config.quitTimeout;
    case Step::Rset:
    case Step::Mail:     return m_config.mailTimeout;
    case Step::Ehlo:
    case Step::Helo:
    case Step::StartTls: break;
    }
    return m_config.ehloTimeout;
}

/// For texts of ours: "before its reply to MAIL".
QByteArray ClientSession::whereWeAre() const
{
    if (m_state == State::Handshake)
        return "in the TLS handshake";
    if (m_state == State::Content)
        return "in the middle of the content";
    if (m_awaited.empty())
        return "while idle";
    switch (m_awaited.front().step) {
    case Step::Greeting: return "before its greeting";
    case Step::Ehlo:     return "before its reply to EHLO";
    case Step::Helo:     return "before its reply to HELO";
    case Step::StartTls: return "before its reply to STARTTLS";
    case Step::Rset:     return "before its reply to RSET";
    case Step::Mail:     return "before its reply to MAIL";
    case Step::Rcpt:     return "before its reply to RCPT";
    case Step::Data:     return "before its reply to DATA";
    case Step::Quit:     return "before its reply to QUIT";
    case Step::Content:
    case Step::EmptyContent: break;
    }
    return "before its reply to the content";
}

void ClientSession::settle(qsizetype recipient, RecipientOutcome::Kind kind, const Reply &reply)
{
    m_progress[recipient] = Progress::Done;
    m_outcomes[recipient].kind = kind;
    m_outcomes[recipient].isUnreported = kind == RecipientOutcome::Kind::Delivered && m_envelope.recipients[recipient].notify.success && !m_capabilities.dsn;
    m_outcomes[recipient].reply = reply;
    if (reply.text.size() > maxKeptText) // A thousand recipients with 64 KiB each would be too much (threats.md I8).
        m_outcomes[recipient].reply.text.truncate(maxKeptText);
}

void ClientSession::settleAll(Progress which, RecipientOutcome::Kind kind, const Reply &reply)
{
    for (qsizetype i = 0; i < m_progress.size(); ++i) {
        if (m_progress[i] == which)
            settle(i, kind, reply);
    }
}

void ClientSession::refuse(Progress which, const Reply &reply)
{
    settleAll(which, kindOf(reply), reply);
}

/// The server's own words, or something it did, end the session: they hold for all recipients that have no outcome yet.
void ClientSession::end(const Reply &reply, QByteArrayView lastWords)
{
    m_output += lastWords;
    m_unsent.clear();
    m_awaited.clear();
    m_deadline = Clock::time_point::max();
    m_state = State::Closed;
    m_closingReply = reply;
    refuse(Progress::Open, reply);
    refuse(Progress::Accepted, reply);
}

/// The session ends without an answer. After the end marker nobody knows whether the message was taken (RFC 1047, threats.md C2).
void ClientSession::abandon(const Reply &reply)
{
    if (m_state == State::Closed)
        return;
    const Step step = m_awaited.empty() ? Step::Greeting : m_awaited.front().step;
    if (step == Step::Content) {
        for (qsizetype i = 0; i < m_progress.size(); ++i)
            m_outcomes[i].isFateUnknown = m_progress[i] == Progress::Accepted;
    }
    end(step == Step::Quit ? Reply{0, 0, 0, {}, false} : reply);
}

/// The server does not speak SMTP with us: nothing it said since is to be trusted (threats.md C1).
void ClientSession::endOutOfStep(const char *what)
{
    abandon({451, 4, 2, "The next hop does not follow the protocol: " + QByteArray(what)});
}

} // namespace gateway::smtp
