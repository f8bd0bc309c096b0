// The states of ServerSession, its content and its deadlines. The commands are in servercommands.cpp.
#include "gateway/smtp/serversession.h"

#include "gateway/smtp/serverreplies.h"

#include <QLoggingCategory>
#include <algorithm>
#include <array>
#include <utility>

namespace gateway::smtp {
namespace {

Q_LOGGING_CATEGORY(log, "postern.smtp", QtInfoMsg)

using namespace std::chrono_literals;

constexpr auto dataStart = 30s; ///< Before the average rate of the mail data counts (threats.md R3).

QByteArray toAscii(QByteArray text)
{
    std::replace_if(text.begin(), text.end(), [](char c) { return uchar(c) >= 0x80; }, '?');
    return text;
}

} // namespace

ServerSession::ServerSession(const ServerConfig &config, Clock::time_point now)
    : m_config(config), m_now(now), m_opened(now), m_since(now), m_heard(now)
{
}

void ServerSession::open(const std::optional<Reply> &refusal, Clock::time_point now)
{
    if (m_state != State::Opening)
        return;
    m_now = m_opened = m_since = now;
    if (refusal)
        return close(*refusal);
    enter(State::Connected);
    send({220, 0, 0, m_config.hostName + " ESMTP", false});
}

ServerSession::Wants ServerSession::wants() const
{
    switch (m_state) {
    case State::Opening:
    case State::Connected:
    case State::Ready:
    case State::Mail:
    case State::Rcpt:
    case State::Content:
    case State::Chunk:
    case State::Chunks: return Wants::Input;
    case State::MailVerdict: return Wants::MailVerdict;
    case State::RecipientVerdict: return Wants::RecipientVerdict;
    case State::DataVerdict: return Wants::DataVerdict;
    case State::Tls: return Wants::Tls;
    case State::Closed: break;
    }
    return Wants::Close;
}

const char *ServerSession::name(State state)
{
    static constexpr std::array names{"Opening", "Connected", "Ready",  "MailVerdict", "Mail", "RecipientVerdict", "Rcpt",
                                      "Content", "Chunk",     "Chunks", "DataVerdict", "Tls",  "Closed"};
    return names[std::size_t(state)];
}

/// The one place where the state changes. What belongs to the states left behind goes.
void ServerSession::enter(State state)
{
    qCDebug(log, "session %p: %s -> %s", static_cast<const void *>(this), name(m_state), name(state));
    m_state = state;
    m_since = m_heard = m_now;
    m_contentOctets = 0;
    if (isIn(in(State::Connected, State::Ready, State::Tls, State::Closed))) { // No transaction (threats.md S4).
        m_envelope = {};
        m_recipient = {};
        m_excessRecipients = 0;
        m_chunks = 0;
        m_content.reset();
    }
    if (isIn(in(State::Tls, State::Closed))) { // RFC 3207 4.2
        m_helo.clear();
        m_isExtended = false;
        m_reader = {};
    }
}

void ServerSession::send(const Reply &reply)
{
    m_output += reply.toWire();
    if (m_state == State::Closed)
        return;
    if (reply.code == 421)
        enter(State::Closed);
    else if (reply.isPermanent() && ++m_errors >= m_config.maxErrors)
        close(replies::tooManyErrors); // The reply above tells what happened to the command.
}

/// The last words of the session.
void ServerSession::close(const Reply &reply)
{
    enter(State::Closed);
    send(reply);
}

QByteArray ServerSession::takeOutput() { return std::exchange(m_output, {}); }

QByteArray ServerSession::takeContent() { return m_content ? m_content->take() : QByteArray(); }

bool ServerSession::isReadingContent() const { return m_content && m_state != State::DataVerdict; }

qint64 ServerSession::contentSize() const { return m_content ? m_content->size() : 0; }

bool ServerSession::isTlsHello(QByteArrayView line) { return line.startsWith("\x16\x03"); } // RFC 8446 5.1

qsizetype ServerSession::feed(QByteArrayView input, Clock::time_point now)
{
    m_now = now;
    if (input.isEmpty())
        return 0;
    if (m_state == State::Opening) {
        earlyTalk();
    } else if (m_state == State::Tls) {
        m_output.clear(); // The 220, if it has not left yet.
        close(replies::earlyTalk);
    }
    qsizetype used = 0;
    while (used < input.size() && wants() == Wants::Input && (m_output.isEmpty() || outputDelay() == 0ms)) {
        const QByteArrayView rest = input.sliced(used);
        used += m_state == State::Content ? feedContent(rest) : m_state == State::Chunk ? feedChunk(rest) : feedCommand(rest);
    }
    return used;
}

qsizetype ServerSession::feedCommand(QByteArrayView input)
{
    const qsizetype used = m_reader.feed(input, m_config.maxCommandLine);
    m_isMoreWaiting = used < input.size();
    switch (m_reader.status()) {
    case CommandReader::Status::NeedMore:
        if (isTlsHello(m_reader.line())) // May have no line end (threats.md S12).
            close(replies::notOurProtocol);
        break;
    case CommandReader::Status::Line:
        m_since = m_now;
        dispatch(m_reader.line());
        break;
    case CommandReader::Status::TooLong:
        send(replies::lineTooLong);
        break;
    case CommandReader::Status::Endless:
        close(replies::tooMuchData);
        break;
    }
    return used;
}

void ServerSession::beginContent(DataReader::Framing framing)
{
    m_content = std::make_unique<DataReader>(DataReader::Config{
        .maxSizeOctets = m_config.maxMessageSize,
        .maxLineOctets = m_config.maxContentLine,
        .normalizesBareLineEnds = m_config.normalizesBareLineEnds,
        .framing = framing,
    });
}

qsizetype ServerSession::feedContent(QByteArrayView input)
{
    const qsizetype used = m_content->feed(input);
    m_heard = m_now;
    m_contentOctets += used;
    switch (m_content->status()) {
    case DataReader::Status::NeedMore:
        break;
    case DataReader::Status::Complete:
        endContent();
        break;
    case DataReader::Status::Runaway:
        close(replies::tooMuchData);
        break;
    }
    return used;
}

qsizetype ServerSession::feedChunk(QByteArrayView input)
{
    const qsizetype used = std::min<qint64>(input.size(), m_chunk.left);
    m_heard = m_now;
    m_contentOctets += used;
    m_chunk.left -= used;
    if (m_chunk.refusal == Chunk::Refusal::None) {
        const qsizetype taken = m_content->feed(input.first(used));
        Q_ASSERT(taken == used); // The sum of the chunks has been checked against the limit.
    }
    if (m_chunk.left == 0)
        endChunk();
    return used;
}

void ServerSession::endChunk()
{
    switch (m_chunk.refusal) {
    case Chunk::Refusal::TooBig:
        return close(replies::tooBig); // What may follow is more than we want to read.
    case Chunk::Refusal::BadSequence:
        enter(m_chunk.before);
        return send(replies::badSequence);
    case Chunk::Refusal::None:
        break;
    }
    if (m_chunk.isLast) {
        m_content->finish();
        return endContent();
    }
    enter(State::Chunks);
    send(replies::ok);
}

/// The end of the content: policy decides, or the session itself when the message breaks the rules of transport.
void ServerSession::endContent()
{
    const DataReader::Fault fault = m_content->fault();
    if (fault == DataReader::Fault::None)
        return enter(State::DataVerdict);
    enter(State::Ready);
    switch (fault) {
    case DataReader::Fault::Nul: return send(replies::nul);
    case DataReader::Fault::LongLine: return send(replies::longLine);
    case DataReader::Fault::BareLineEnd: return send(replies::bareLineEnd);
    case DataReader::Fault::TooLarge: return send(replies::tooBig);
    case DataReader::Fault::None: break;
    }
}

void ServerSession::answer(const Reply &reply, Clock::time_point now)
{
    m_now = now;
    const bool isVerdict = reply.code >= 200 && reply.code <= 599 && reply.code / 100 != 3;
    Reply verdict = isVerdict ? reply : replies::internalError;
    if (!m_envelope.smtpUtf8)
        verdict.text = toAscii(std::move(verdict.text)); // RFC 6531 3.7.4.2
    switch (m_state) {
    case State::MailVerdict:
        enter(verdict.isPositive() ? State::Mail : State::Ready);
        break;
    case State::RecipientVerdict:
        if (verdict.isPositive())
            m_envelope.recipients.append(std::move(m_recipient));
        else if (verdict.isTransient() && ++m_excessRecipients > m_config.maxExcessRecipients)
            verdict = replies::tooManyErrors;
        m_recipient = {};
        enter(m_envelope.recipients.isEmpty() ? State::Mail : State::Rcpt);
        break;
    case State::DataVerdict:
        if (verdict.isPositive())
            m_errors = m_junkCommands = 0; // A client that delivers mail may go on as long as it does.
        enter(State::Ready);
        break;
    default:
        return; // Nothing was asked.
    }
    send(verdict);
    if (m_isShuttingDown && m_state != State::Closed)
        close(replies::stopping);
}

void ServerSession::tlsStarted(Clock::time_point now)
{
    m_now = now;
    m_isTls = true;
    if (m_state != State::Tls)
        return;
    enter(State::Connected);
    if (m_isShuttingDown)
        close(replies::stopping);
}

Clock::time_point ServerSession::deadline() const
{
    switch (m_state) {
    case State::Opening:
    case State::MailVerdict:
    case State::RecipientVerdict:
    case State::DataVerdict:
    case State::Closed:
        return Clock::time_point::max();
    case State::Content:
    case State::Chunk: { // At the average rate; and no longer than a session, however big the message.
        const auto average = dataStart + std::chrono::seconds(m_contentOctets / std::max(m_config.minDataRate, 1));
        return std::min({m_since + average, m_heard + m_config.idleTimeout, m_since + m_config.maxSessionTime});
    }
    case State::Connected:
    case State::Ready:
    case State::Mail:
    case State::Rcpt:
    case State::Chunks:
    case State::Tls:
        break;
    }
    return std::min(m_since + m_config.idleTimeout, m_opened + m_config.maxSessionTime);
}

std::chrono::milliseconds ServerSession::outputDelay() const
{
    return m_errors >= m_config.slowErrors ? m_config.errorDelay : 0ms;
}

void ServerSession::timedOut(Clock::time_point now)
{
    m_now = now;
    if (m_state == State::Tls)
        return enter(State::Closed); // In the middle of a handshake there is nobody to hear a reply.
    if (wants() == Wants::Input)
        close(replies::tooSlow);
}

void ServerSession::shutDown(Clock::time_point now)
{
    m_now = now;
    m_isShuttingDown = true;
    if (wants() == Wants::Input)
        close(replies::stopping);
}

void ServerSession::earlyTalk()
{
    if (m_state == State::Opening)
        close(replies::earlyTalk);
}

} // namespace gateway::smtp
