#include "gateway/net/serverdriver.h"

#include "gateway/net/log.h"
#include "gateway/net/loops.h"
#include "gateway/net/tlscontext.h"

#include <boost/asio/ssl/context.hpp>
#include <boost/asio/steady_timer.hpp>

namespace gateway::net {

using namespace std::chrono_literals;
using smtp::Reply;
using smtp::ServerSession;
using Clock = smtp::Clock;

namespace {

constexpr auto lingerTimeout = 2s;
constexpr auto stressLingerTimeout = 200ms;
constexpr auto shutDownGrace = 20s; // For content under way; D12 allows 30 s for everything.
constexpr auto overloadDelay = 1s;  // R5: accepting slows before it stops.
constexpr qsizetype spillSize = 256 * 1024; // Content above the memory limit goes to disk in such parts.

QByteArray makeSessionId(std::mt19937_64 &random)
{
    constexpr char digits[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    quint64 number = random();
    QByteArray id(12, Qt::Uninitialized);
    for (char &c : id) {
        c = digits[number & 31];
        number >>= 5;
    }
    return id;
}

QByteArray toBytes(const boost::asio::ip::address &address)
{
    return QByteArray::fromStdString(address.to_string());
}

/// Counts a TLS handshake for as long as it lasts, also if its coroutine is dropped.
class HandshakeSlot
{
public:
    explicit HandshakeSlot(ServerLimits &limits) : m_limits(limits), m_isGranted(limits.beginHandshake()) {}
    ~HandshakeSlot()
    {
        if (m_isGranted)
            m_limits.endHandshake();
    }
    HandshakeSlot(const HandshakeSlot &) = delete;
    HandshakeSlot &operator=(const HandshakeSlot &) = delete;
    [[nodiscard]] bool isGranted() const { return m_isGranted; }

private:
    ServerLimits &m_limits;
    const bool m_isGranted;
};

/// Writes a part of a content to disk. Nobody may read or change the content meanwhile.
class Spill final : public Errand
{
public:
    Spill(MessageContent content, QByteArray part) : m_content(std::move(content)), m_part(std::move(part)) {}
    void run() override { m_result = m_content.append(QByteArrayView(m_part)); }
    [[nodiscard]] const Result<> &result() const { return m_result; }
    [[nodiscard]] MessageContent takeContent() { return std::move(m_content); }

private:
    MessageContent m_content;
    QByteArray m_part;
    Result<> m_result;
};

} // namespace

ServerDriver::ServerDriver(std::shared_ptr<ServerCore> core, std::size_t loop, boost::asio::ip::tcp::socket socket,
                           const boost::asio::ip::tcp::endpoint &client, std::shared_ptr<const Listener> listener, bool isEsteemed)
    : m_core(std::move(core)), m_settings(m_core->settings()), m_listener(std::move(listener)), m_client(client.address()),
      m_connection(m_core->loops().local(loop), std::move(socket)),
      m_session(m_core->limits().isUnderStress() && !isEsteemed ? m_settings->stress : m_settings->config.session, Clock::now())
{
    ServerCore::LoopSessions &sessions = m_core->sessionsOf(loop);
    sessions.running.push_back(*this);
    m_info.sessionId = makeSessionId(sessions.random);
    m_info.clientAddress = toBytes(client.address());
    m_info.clientPort = client.port();
    m_info.listener = m_listener->name;
    m_info.connected = Clock::now();
    m_info.loop = loop;
    m_info.isEsteemed = isEsteemed;
    m_isShutDown = m_core->isShuttingDown();
}

ServerDriver::~ServerDriver()
{
    dropContent();
    --m_core->sessionsOf(m_info.loop).count;
    m_core->limits().release(m_client);
    m_core->updateStress();
}

void ServerDriver::hurry()
{
    if (!m_session.isReadingContent() && !m_info.isEsteemed)
        m_connection.shorten(Clock::now() + m_settings->config.stressTimeout);
}

void ServerDriver::shutDown()
{
    m_isShutDown = true;
    m_shutDownEnd = Clock::now() + shutDownGrace;
    m_connection.interrupt();
}

Task<> ServerDriver::run()
{
    m_info.memory = m_core->handler().begin(m_info);
    const std::optional<Reply> refusal = co_await m_core->handler().connected(m_info);
    if (refusal)
        m_handlerRefusals.append(refusal->toWire().trimmed());
    // A client that speaks first is a spam engine or was led here from another protocol (threats.md S3).
    const Connection::Pending pending = refusal ? Connection::Pending::Nothing : m_connection.pending();
    if (pending == Connection::Pending::Octets)
        m_session.earlyTalk();
    else
        m_session.open(refusal, Clock::now());
    if (pending != Connection::Pending::End)
        co_await converse();
    dropContent();
    m_core->handler().closed(m_info);
}

Task<> ServerDriver::converse()
{
    using enum ServerSession::Wants;
    // The results of co_await have names here and below: GCC 12 lays the frame out wrongly for if (!co_await ...).
    for (bool isOpen = true; isOpen;) {
        switch (m_session.wants()) {
        case Input:
            if (m_input.isEmpty())
                isOpen = co_await receive();
            if (isOpen)
                feed();
            if (m_unwritten.size() >= spillSize || (!m_unwritten.isEmpty() && m_session.wants() == DataVerdict))
                co_await spill();
            // What feed() leaves waits for its replies to go out, which the session wants delayed.
            if (isOpen && !m_input.isEmpty() && m_session.wants() == Input)
                isOpen = co_await flush();
            break;
        case MailVerdict:
            keepInput();
            co_await decideMail();
            break;
        case RecipientVerdict:
            keepInput();
            co_await decideRecipient();
            break;
        case DataVerdict:
            keepInput();
            co_await decideMessage();
            break;
        case Tls:
            isOpen = co_await startTls();
            break;
        case Close:
            m_input = {};
            isOpen = co_await flush();
            if (isOpen && (m_info.tls.isEncrypted || !m_saysGoodbye))
                m_connection.endOutput();
            if (isOpen && !m_saysGoodbye)
                co_await m_connection.linger(Clock::now() + (isInAHurry() ? stressLingerTimeout : lingerTimeout));
            co_return;
        }
    }
}

/// Sends what there is to send and waits for more input. False: the connection is gone.
Task<bool> ServerDriver::receive()
{
    const bool isOpen = co_await flush();
    if (!isOpen)
        co_return false;
    m_ownInput.clear();
    m_ownsInput = false;
    const Clock::time_point now = Clock::now();
    if (m_isShutDown && (!m_session.isReadingContent() || now >= m_shutDownEnd)) {
        m_session.shutDown(now);
        co_return true;
    }
    const bool isReadingContent = m_session.isReadingContent();
    const Connection::Received received =
        co_await m_connection.receive(receiveDeadline(now), isReadingContent ? Connection::Expect::Block : Connection::Expect::Line);
    switch (received.status) {
    case Connection::Status::Ok:
        m_input = received.octets;
        break;
    case Connection::Status::TimedOut:
        if (m_isShutDown)
            break;
        qCInfo(lcNet).noquote() << record("timeout").add("in", isReadingContent ? "content" : "command").text();
        m_session.timedOut(Clock::now());
        break;
    case Connection::Status::Interrupted:
        break;
    case Connection::Status::Closed:
        co_return false;
    }
    co_return true;
}

Clock::time_point ServerDriver::receiveDeadline(Clock::time_point now) const
{
    Clock::time_point deadline = std::min(m_session.deadline(), m_shutDownEnd);
    if (isInAHurry() && !m_session.isReadingContent())
        deadline = std::min(deadline, now + m_settings->config.stressTimeout);
    return deadline;
}

Clock::time_point ServerDriver::sendDeadline(Clock::time_point now) const
{
    const auto timeout = m_settings->config.session.idleTimeout;
    return now + (isInAHurry() ? std::min(timeout, m_settings->config.stressTimeout) : timeout);
}

void ServerDriver::feed()
{
    if (m_input.isEmpty())
        return;
    const bool wasReadingContent = m_session.isReadingContent();
    const Clock::time_point now = Clock::now();
    const qsizetype used = m_session.feed(m_input, now);
    m_input = m_input.sliced(used);
    if (!wasReadingContent && m_session.isReadingContent())
        m_dataStarted = now;
    if (QByteArray content = m_session.takeContent(); !content.isEmpty())
        store(std::move(content));
    if (m_session.wants() == ServerSession::Wants::DataVerdict)
        m_dataEnded = now;
    else if (!m_session.isReadingContent())
        dropContent(); // The session refused it by itself.
}

/// The receive buffer is the loop's: what is left in it must be copied before anything waits.
void ServerDriver::keepInput()
{
    if (m_input.isEmpty() || m_ownsInput)
        return;
    m_ownInput = m_input.toByteArray();
    m_input = m_ownInput;
    m_ownsInput = true;
}

LogRecord ServerDriver::record(const char *event) const
{
    LogRecord record(event);
    record.add("session", m_info.sessionId).add("client", m_info.clientAddress);
    return record;
}

/// The handler's verdict on a recipient or a message. It has logged a refusal itself, with the message's id and the rule.
void ServerDriver::answer(const Reply &reply)
{
    if (!reply.isPositive())
        m_handlerRefusals.append(reply.toWire().trimmed());
    m_session.answer(reply, Clock::now());
}

/// Every refusal and deferral leaves through here: what nobody else has logged, the session itself decided (threats.md I11).
void ServerDriver::logRefusals(QByteArrayView replies)
{
    while (!replies.isEmpty()) {
        const qsizetype end = replies.indexOf('\n') + 1;
        const QByteArrayView line = replies.first(end > 0 ? end : replies.size());
        replies = replies.sliced(line.size());
        const bool isRefusal = line.size() > 3 && (line[0] == '4' || line[0] == '5') && line[3] == ' ';
        if (isRefusal && !m_handlerRefusals.removeOne(line.trimmed()))
            m_core->sessionsOf(m_info.loop).refusals.refused(m_info.clientAddress, record("refused").add("reply", line.trimmed()), Clock::now());
    }
}

Task<bool> ServerDriver::flush()
{
    const auto delay = m_session.outputDelay();
    const QByteArray output = m_session.takeOutput();
    if (output.isEmpty())
        co_return true;
    keepInput();
    m_saysGoodbye = output.startsWith("221 ");
    logRefusals(output);
    if (delay > 0ms) {
        boost::asio::steady_timer timer(m_core->loops().at(m_info.loop), delay);
        co_await timer.async_wait(asTuple);
    }
    const Connection::Status status = co_await m_connection.send(output, sendDeadline(Clock::now()));
    if (status == Connection::Status::TimedOut)
        qCInfo(lcNet).noquote() << record("timeout").add("in", "reply").text();
    co_return status == Connection::Status::Ok;
}

/// What the handler may know of the session has to be up to date when it is asked.
void ServerDriver::learn()
{
    m_info.helo = m_session.helo();
    m_info.isExtended = m_session.isExtended();
}

Task<> ServerDriver::decideMail()
{
    m_mailGiven = Clock::now();
    learn();
    if (!m_core->limits().hasRoomForTransaction()) {
        m_session.answer({452, 3, 1, "Too much mail is being received, try again later"}, m_mailGiven);
        co_return;
    }
    if (m_core->limits().isFilling()) {
        boost::asio::steady_timer timer(m_core->loops().at(m_info.loop), overloadDelay);
        co_await timer.async_wait(asTuple);
    }
    const Reply reply = co_await m_core->handler().mail(m_info, m_session.envelope());
    m_session.answer(reply, Clock::now());
}

Task<> ServerDriver::decideRecipient()
{
    const Reply reply = co_await m_core->handler().recipient(m_info, m_session.envelope(), m_session.recipient());
    answer(reply);
}

Task<> ServerDriver::decideMessage()
{
    if (m_contentFailure) {
        const Reply reply = *m_contentFailure;
        dropContent();
        m_session.answer(reply, Clock::now());
        co_return;
    }
    Transaction transaction{m_session.envelope(), std::exchange(m_content, MessageContent(QByteArray())), m_mailGiven, m_dataStarted, m_dataEnded,
                            std::exchange(m_observer, {})};
    // The client may vanish meanwhile (threats.md S18): nobody looks, and the handler comes to its end.
    const Reply reply = co_await m_core->handler().message(m_info, std::move(transaction));
    dropContent();
    answer(reply);
}

void ServerDriver::store(QByteArray &&content)
{
    if (m_contentFailure)
        return; // The session reads on to the end of data, where the failure is the reply.
    ServerLimits &limits = m_core->limits();
    if (m_octetsInFlight == 0) {
        m_content = MessageContent(m_settings->config.spoolDirectory, m_core->sharedFiles());
        learn();
        m_observer = m_core->handler().content(m_info, m_session.envelope());
    }
    if (m_observer)
        m_observer->feed(content);
    m_octetsInFlight += content.size();
    limits.addOctets(content.size());
    m_core->updateStress();
    if (!limits.hasRoomForContent()) {
        dropContent();
        m_contentFailure = Reply{452, 3, 1, "Too much mail is being received, try again later"};
        return;
    }
    if (!m_unwritten.isEmpty() || !m_content.hasRoomInMemory(content.size()))
        m_unwritten.append(content);
    else if (const Result<> stored = m_content.append(std::move(content)); !stored)
        failContent(stored.error());
}

/// The disk may be slow, or hang (threats.md D6): the loop does not wait for it, and the session not for ever.
Task<> ServerDriver::spill()
{
    keepInput();
    const auto errand = std::make_shared<Spill>(std::exchange(m_content, MessageContent(QByteArray())), std::exchange(m_unwritten, {}));
    const bool isDone = co_await m_core->files().runUntil(errand, Clock::now() + m_settings->config.storagePatience);
    if (!isDone) {
        failContent({Error::Kind::Timeout, QStringLiteral("temporary file for message content: the disk does not answer")});
    } else if (!errand->result()) {
        failContent(errand->result().error());
    } else {
        m_content = errand->takeContent();
    }
}

void ServerDriver::failContent(const Error &error)
{
    qCWarning(lcNet).noquote() << record("content-failed").add("cause", error.message).text();
    if (error.kind != Error::Kind::Full)
        m_core->handler().storageFailed();
    dropContent();
    m_contentFailure = error.kind == Error::Kind::Full ? Reply{452, 3, 1, "Insufficient storage, try again later"}
                                                       : Reply{451, 3, 0, "Internal error, try again later"};
}

void ServerDriver::dropContent()
{
    m_contentFailure.reset();
    m_unwritten = {};
    m_observer.reset();
    if (m_octetsInFlight == 0)
        return;
    m_content = MessageContent(QByteArray());
    m_core->limits().removeOctets(std::exchange(m_octetsInFlight, 0));
    m_core->updateStress();
}

Task<bool> ServerDriver::startTls()
{
    if (!m_input.isEmpty()) { // T1: clear text behind STARTTLS must never be taken for what came through TLS. The session ends.
        static_cast<void>(m_session.feed(m_input, Clock::now()));
        co_return true;
    }
    HandshakeSlot slot(m_core->limits());
    if (!slot.isGranted()) {
        static_cast<void>(m_session.takeOutput());
        const Reply refusal{421, 7, 0, "Too many TLS handshakes, try again later"};
        qCWarning(lcNet).noquote() << record("refused").add("reply", refusal.toLine()).text();
        const QByteArray wire = refusal.toWire();
        static_cast<void>(co_await m_connection.send(wire, sendDeadline(Clock::now())));
        co_return false;
    }
    const bool isOpen = co_await flush();
    if (!isOpen)
        co_return false;
    const std::shared_ptr<boost::asio::ssl::context> context = m_core->tls()->current();
    const auto timeout = isInAHurry() ? m_settings->config.stressTimeout : m_settings->config.handshakeTimeout;
    Result<TlsInfo> info = co_await m_connection.startTlsServer(context->native_handle(), m_listener->sessionContext, Clock::now() + timeout);
    if (!info) {
        qCInfo(lcNet).noquote() << record("tls-failed").add("cause", info.error().message).text();
        co_return false;
    }
    m_info.tls = std::move(*info);
    m_info.helo.clear();
    m_info.isExtended = false;
    m_session.tlsStarted(Clock::now());
    co_return true;
}

} // namespace gateway::net
