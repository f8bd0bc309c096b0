#include "gateway/net/clientconnection.h"

#include "gateway/net/log.h"
#include "gateway/net/resolve.h"

namespace gateway::net {

using namespace std::chrono_literals;
using boost::asio::ip::tcp;
using boost::system::error_code;
using smtp::ClientSession;
using smtp::Reply;

namespace {

constexpr auto handshakeTimeout = 30s;

QByteArray describe(const error_code &error)
{
    if (error == boost::asio::error::connection_refused)
        return "refused the connection";
    if (error == boost::asio::error::timed_out)
        return "did not answer";
    return "could not be reached (" + QByteArray::fromStdString(error.message()) + ")";
}

QByteArray toBytes(const tcp::endpoint &endpoint)
{
    return NextHop{QByteArray::fromStdString(endpoint.address().to_string()), endpoint.port()}.toBytes();
}

} // namespace

ClientConnection::ClientConnection(LoopLocal &loop, const smtp::ClientConfig &config, SSL_CTX *tls, NextHop hop, DanePolicy dane)
    : m_loop(loop), m_config(config), m_tls(tls), m_hop(std::move(hop)), m_dane(std::move(dane))
{
}

ClientConnection::~ClientConnection() = default;

/// Where the next hop is: what DNSSEC has proved, or else what the system says.
Task<Result<std::vector<tcp::endpoint>>> ClientConnection::endpoints(Clock::time_point deadline)
{
    if (!m_dane.requiresTls())
        co_return co_await resolve(m_loop.context(), m_hop.host, m_hop.port, deadline);
    std::vector<tcp::endpoint> proved;
    for (const boost::asio::ip::address &address : m_dane.addresses)
        proved.emplace_back(address, m_hop.port);
    if (proved.empty()) // Proved, and yet none that could be read.
        co_return gateway::failure(Error::Kind::NotFound, QString::fromLatin1(m_hop.host) + QStringLiteral(": no address found"));
    co_return proved;
}

Task<bool> ClientConnection::connect(std::chrono::seconds timeout, Clock::time_point deadline)
{
    const Result<std::vector<tcp::endpoint>> found = co_await endpoints(std::min(deadline, Clock::now() + timeout));
    if (!found) {
        m_failure = {451, 4, 3, found.error().message.toLatin1()};
        co_return false;
    }
    for (const tcp::endpoint &endpoint : *found) {
        m_connection.emplace(m_loop, tcp::socket(m_loop.context()));
        const error_code error = co_await m_connection->connect(endpoint, std::min(deadline, Clock::now() + timeout));
        if (!error) {
            m_peer = endpoint;
            co_return true;
        }
        m_connection.reset();
        const QByteArray peer = found->size() == 1 ? m_hop.toBytes() : m_hop.toBytes() + " at " + toBytes(endpoint);
        m_failure = {451, 4, 1, peer + " " + describe(error)};
        if (Clock::now() >= deadline)
            break;
    }
    co_return false;
}

/// A listener on all addresses hears what is sent to any of this machine's.
bool ClientConnection::isOneOf(const std::vector<tcp::endpoint> &own) const
{
    const bool isOnThisMachine = m_peer.address().is_loopback() || m_connection->isCalledFromItsOwnAddress();
    return std::ranges::any_of(own, [&](const tcp::endpoint &each) {
        return each.port() == m_peer.port() && (each.address() == m_peer.address() || (each.address().is_unspecified() && isOnThisMachine));
    });
}

Task<ClientConnection::Opened> ClientConnection::open(Opening opening, Clock::time_point deadline)
{
    const bool isConnected = co_await connect(opening.connectTimeout, deadline); // GCC 12 lays the frame out wrongly for if (!co_await ...).
    if (!isConnected)
        co_return Opened::Unreachable;
    if (isOneOf(opening.own)) {
        m_connection->close();
        m_failure = {451, 4, 6, m_hop.toBytes() + " is this gateway itself"};
        co_return Opened::Unreachable;
    }
    m_resumed = opening.resumed;
    m_session.emplace(m_config, Clock::now());
    co_await speak(nullptr, deadline);
    m_resumed = nullptr;
    co_return judge();
}

/// How open() went.
ClientConnection::Opened ClientConnection::judge()
{
    if (m_session->wants() == ClientSession::Wants::Transaction)
        return Opened::Ready;
    m_failure = m_session->closingReply();
    if (m_hasTlsFailed)
        return Opened::TlsFailed;
    // What a server says before any transaction is about itself, not about the message.
    if (!m_failure.isTransient())
        m_failure = {451, 4, 0, m_hop.toBytes() + " refused the session: " + m_failure.toLine()};
    return m_hasHeard || m_isDismissed ? Opened::Refused : Opened::Unreachable;
}

Task<> ClientConnection::transact(const Delivery &delivery, const smtp::ContentFacts &facts, Clock::time_point deadline)
{
    m_hasHeard = m_wasStale = m_isLost = false;
    ++m_transactions;
    if (delivery.isQuestion)
        m_session->ask(delivery.envelope, Clock::now());
    else
        m_session->begin(delivery.envelope, facts.is8Bit, facts.size, Clock::now());
    co_await speak(&delivery, deadline);
    m_wasStale = m_isLost && !m_hasHeard;
}

/// Until the session is idle or over.
Task<> ClientConnection::speak(const Delivery *delivery, Clock::time_point deadline)
{
    using enum ClientSession::Wants;
    const Clock::time_point finalDeadline = delivery ? deadline + delivery->finalPatience : deadline;
    for (;;) {
        if (const QByteArray output = m_session->takeOutput(); !output.isEmpty()) {
            const Connection::Status sent = co_await m_connection->send(output, std::min(deadline, m_session->deadline()));
            if (sent != Connection::Status::Ok)
                co_await lost(sent);
        }
        switch (m_session->wants()) {
        case Input:
            co_await receive(m_session->awaitsFinalReply() ? finalDeadline : deadline);
            break;
        case Content:
            co_await sendContent(*delivery, deadline);
            break;
        case Tls:
            co_await startTls(deadline);
            break;
        case Transaction:
            co_return;
        case Close:
            // Last words, QUIT at most: whether they arrive does not matter.
            m_connection->endOutput(m_session->takeOutput());
            m_connection->close();
            co_return;
        }
    }
}

Task<> ClientConnection::receive(Clock::time_point deadline)
{
    if (!m_rest.isEmpty()) {
        const QByteArray rest = std::exchange(m_rest, {});
        feed(rest);
        co_return;
    }
    const Connection::Received received = co_await m_connection->receive(std::min(deadline, m_session->deadline()));
    if (received.status == Connection::Status::Ok)
        feed(received.octets);
    else
        co_await lost(received.status);
}

void ClientConnection::feed(QByteArrayView octets)
{
    const qsizetype used = m_session->feed(octets, Clock::now());
    m_rest = octets.sliced(used).toByteArray();
    const bool isGoodbye = m_session->wants() == ClientSession::Wants::Close && m_session->closingReply().code == 421;
    m_isLost = m_isLost || isGoodbye;
    m_isDismissed = m_isDismissed || isGoodbye;
    m_hasHeard = m_hasHeard || !isGoodbye;
}

/// The connection is of no more use. What the server said before it closed is heard first: it may say why.
Task<> ClientConnection::lost(Connection::Status status)
{
    if (status == Connection::Status::TimedOut) {
        m_session->timedOut();
        co_return;
    }
    m_isLost = true;
    while (m_connection->pending() == Connection::Pending::Octets && m_session->wants() != ClientSession::Wants::Close) {
        const Connection::Received received = co_await m_connection->receive(Clock::now());
        if (received.status != Connection::Status::Ok)
            break;
        feed(received.octets);
    }
    if (m_session->wants() != ClientSession::Wants::Close)
        m_session->disconnected();
}

Task<> ClientConnection::sendContent(const Delivery &delivery, Clock::time_point deadline)
{
    smtp::DataWriter writer(delivery.pieces());
    bool isFirst = true;
    for (auto views = writer.next(); !views.empty(); views = writer.next()) {
        if (!std::exchange(isFirst, false) && m_connection->pending() == Connection::Pending::Octets)
            co_await receive(deadline); // The server has heard enough.
        if (m_session->wants() != ClientSession::Wants::Content)
            co_return;
        const Connection::Status sent = co_await m_connection->send(views, std::min(deadline, m_session->deadline()));
        if (sent != Connection::Status::Ok) {
            co_await lost(sent);
            co_return;
        }
        m_session->contentProgress(Clock::now());
    }
    if (writer.status() == smtp::DataWriter::Status::Complete)
        m_session->contentSent(Clock::now());
    else // Looked at before MAIL, so the octets have changed since. No end marker was sent: nothing was delivered.
        m_session->failed({451, 3, 0, "Internal error: the message has changed"});
}

Task<> ClientConnection::startTls(Clock::time_point deadline)
{
    if (!m_rest.isEmpty()) {
        const QByteArray rest = std::exchange(m_rest, {});
        feed(rest); // Clear text behind the reply to STARTTLS ends the session (threats.md T2).
        co_return;
    }
    const Clock::time_point end = std::min(std::min(deadline, m_session->deadline()), Clock::now() + handshakeTimeout);
    const DanePolicy *const dane = m_dane.kind == DanePolicy::Kind::Dane ? &m_dane : nullptr;
    Result<TlsInfo> info = co_await m_connection->startTlsClient(m_tls, m_hop.host, m_resumed, end, dane);
    if (info) {
        m_tlsInfo = std::move(*info);
        m_session->tlsStarted(Clock::now());
        co_return;
    }
    m_hasTlsFailed = true;
    m_tlsInfo.verification = info.error().message;
    qCInfo(lcNet).noquote() << LogRecord("tls-failed").add("hop", m_hop.toBytes()).add("cause", info.error().message).text();
    m_session->failed({451, 7, 5, "TLS with " + m_hop.toBytes() + " failed: " + info.error().message.toLatin1()});
}

void ClientConnection::quit()
{
    m_session->quit(Clock::now());
    m_connection->endOutput(m_session->takeOutput());
    m_connection->close();
}

} // namespace gateway::net
