#include "gateway/net/smtpclient.h"

#include "gateway/net/hoppool.h"
#include "gateway/net/log.h"
#include "gateway/net/loops.h"

#include <array>
#include <map>
#include <mutex>

namespace gateway::net {

using namespace std::chrono_literals;
using Clock = smtp::Clock;
using smtp::RecipientOutcome;
using smtp::Reply;

namespace {

QList<RecipientOutcome> everyone(const Delivery &delivery, RecipientOutcome::Kind kind, const Reply &reply)
{
    return QList<RecipientOutcome>(delivery.envelope.recipients.size(), RecipientOutcome{kind, reply, false});
}

SslContextPtr makeClientContext()
{
    SslContextPtr context(SSL_CTX_new(TLS_client_method()));
    SSL_CTX_set_options(context.get(), SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION);
    SSL_CTX_set_mode(context.get(), SSL_MODE_RELEASE_BUFFERS);
    SSL_CTX_set_min_proto_version(context.get(), TLS1_2_VERSION);
    SSL_CTX_set_session_cache_mode(context.get(), SSL_SESS_CACHE_OFF);
    SSL_CTX_set_max_cert_list(context.get(), 64 * 1024);
    SSL_CTX_set_default_verify_paths(context.get());
    SSL_CTX_dane_enable(context.get()); // For those connections that ask for it.
    SSL_CTX_set_verify(context.get(), SSL_VERIFY_NONE, nullptr); // The result is recorded; a wrong certificate is better than clear text.
    return context;
}

} // namespace

QByteArray NextHop::toBytes() const
{
    return (host.contains(':') ? "[" + host + "]" : host) + ":" + QByteArray::number(port);
}

QList<QByteArrayView> Delivery::pieces() const
{
    QList<QByteArrayView> all;
    all.reserve(content.size() + 1);
    all.append(prefix);
    all.append(content);
    return all;
}

struct SmtpClient::Private {
    Private(Loops &l, SmtpClientConfig c, DaneFinder f)
        : loops(l), config(std::move(c)), findDane(std::move(f)),
          pool(std::make_shared<HopPool>(l, config.maxConnectionsPerHop, config.keepOpen)), tls(makeClientContext()), tlsSessions(l.count())
    {
        for (smtp::ClientConfig &session : sessions)
            session = config.session;
        sessions[int(NextHop::Tls::Opportunistic)].usesTls = config.session.usesTls;
        sessions[int(NextHop::Tls::Opportunistic)].requiresTls = false;
        sessions[int(NextHop::Tls::Required)].usesTls = sessions[int(NextHop::Tls::Required)].requiresTls = true;
        sessions[int(NextHop::Tls::Never)].usesTls = sessions[int(NextHop::Tls::Never)].requiresTls = false;
    }

    [[nodiscard]] Task<DanePolicy> daneOf(const NextHop &hop, Clock::time_point deadline);
    [[nodiscard]] Task<ClientConnection::Opened> open(HopPool::Lease &lease, const DanePolicy &dane, Clock::time_point deadline);
    void keepTlsSession(std::size_t loop, const NextHop &hop, const ClientConnection &connection);

    Loops &loops;
    const SmtpClientConfig config;
    const DaneFinder findDane; ///< May be empty.
    std::mutex mutex;
    std::vector<boost::asio::ip::tcp::endpoint> own; ///< Where we listen. Under the mutex.
    std::array<smtp::ClientConfig, 3> sessions; ///< By NextHop::Tls.
    std::shared_ptr<HopPool> pool;
    SslContextPtr tls;
    std::vector<std::map<NextHop, SessionPtr>> tlsSessions; ///< Of each loop: the last one with a hop.
};

SmtpClient::SmtpClient(Loops &loops, SmtpClientConfig config, DaneFinder dane)
    : d(std::make_unique<Private>(loops, std::move(config), std::move(dane)))
{
}

SmtpClient::~SmtpClient()
{
    d->pool->clear(); // What is kept there holds the pool.
}

/// Asked for every message, as it may change at any time; the answers come from the resolver's cache.
Task<DanePolicy> SmtpClient::Private::daneOf(const NextHop &hop, Clock::time_point deadline)
{
    if (!findDane || hop.tls != NextHop::Tls::Opportunistic)
        co_return DanePolicy();
    DanePolicy dane = co_await findDane(hop.host, hop.port, deadline);
    if (dane.kind == DanePolicy::Kind::Defer)
        qCWarning(lcNet).noquote() << LogRecord("dane-unknown").add("hop", hop.toBytes()).add("cause", dane.cause).text();
    co_return dane;
}

/// A new connection for the lease's slot. Where TLS may but need not be, a failed handshake is followed by one in clear text (threats.md T3).
Task<ClientConnection::Opened> SmtpClient::Private::open(HopPool::Lease &lease, const DanePolicy &dane, Clock::time_point deadline)
{
    const NextHop &hop = lease.slot.hop();
    const std::size_t loop = lease.slot.loop();
    const auto make = [&](NextHop::Tls policy) {
        return std::make_unique<ClientConnection>(loops.local(loop), sessions[std::size_t(policy)], tls.get(), hop, dane);
    };
    const NextHop::Tls policy = dane.requiresTls() ? NextHop::Tls::Required : hop.tls;
    // A resumed session was verified under the policy of its time, if at all: under DANE each connection is verified anew (threats.md T4).
    const bool mayResume = dane.kind != DanePolicy::Kind::Dane;
    // The session is held here: another delivery may replace it in the table meanwhile.
    SessionPtr resumed;
    if (const auto found = tlsSessions[loop].find(hop); mayResume && found != tlsSessions[loop].end() && SSL_SESSION_up_ref(found->second.get()) == 1)
        resumed.reset(found->second.get());
    lease.connection = make(policy);
    ClientConnection::Opening opening{config.connectTimeout, resumed.get()};
    {
        const std::scoped_lock lock(mutex);
        opening.own = own;
    }
    ClientConnection::Opened opened = co_await lease.connection->open(opening, deadline);
    if (opened == ClientConnection::Opened::TlsFailed) {
        tlsSessions[loop].erase(hop);
        if (policy == NextHop::Tls::Opportunistic) {
            qCWarning(lcNet).noquote() << LogRecord("cleartext").add("hop", hop.toBytes()).add("cause", lease.connection->failure().text).text();
            lease.connection = make(NextHop::Tls::Never);
            opening.resumed = nullptr;
            opened = co_await lease.connection->open(opening, deadline);
        }
    }
    if (opened == ClientConnection::Opened::Ready && mayResume)
        keepTlsSession(loop, hop, *lease.connection);
    else if (opened != ClientConnection::Opened::Ready)
        qCInfo(lcNet).noquote() << LogRecord("hop-failed").add("hop", hop.toBytes()).add("cause", lease.connection->failure().toLine()).text();
    co_return opened;
}

void SmtpClient::Private::keepTlsSession(std::size_t loop, const NextHop &hop, const ClientConnection &connection)
{
    constexpr std::size_t maxSessions = 1000; // threats.md R7
    SessionPtr session = connection.tlsSession();
    if (!session || SSL_SESSION_is_resumable(session.get()) != 1)
        return;
    auto &table = tlsSessions[loop];
    if (table.size() >= maxSessions && !table.contains(hop))
        table.erase(table.begin());
    table[hop] = std::move(session);
}

Task<DeliveryResult> SmtpClient::deliver(std::size_t loop, NextHop hop, const Delivery &delivery, Clock::time_point deadline)
{
    const Clock::time_point started = Clock::now();
    const auto elapsed = [](Clock::time_point since) { return std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - since); };
    DeliveryResult result;
    smtp::ContentFacts facts = smtp::inspectContent(delivery.pieces());
    facts.is8Bit = facts.is8Bit && !delivery.hasSevenBitBodies;
    if (facts.fault != smtp::ContentFault::None) { // Never passed on (threats.md S2).
        result.outcomes = everyone(delivery, RecipientOutcome::Kind::Permanent, {554, 6, 0, "The message holds a bare CR or LF or a NUL and cannot be sent"});
        co_return result;
    }

    const DanePolicy dane = co_await d->daneOf(hop, deadline);
    if (dane.kind == DanePolicy::Kind::Defer) {
        result.tls.verification = dane.cause;
        result.outcomes = everyone(delivery, RecipientOutcome::Kind::Transient,
                                   {451, 7, 5, "The DNS does not tell what TLS " + hop.toBytes() + " needs: " + dane.cause.toLatin1()});
        result.totalTime = elapsed(started);
        co_return result;
    }
    std::optional<HopPool::Lease> lease = co_await d->pool->acquire(loop, hop, deadline);
    if (!lease) {
        result.outcomes = everyone(delivery, RecipientOutcome::Kind::Transient, {451, 4, 5, "No connection to " + hop.toBytes() + " became free in time"});
        result.totalTime = elapsed(started);
        co_return result;
    }
    if (lease->connection && !lease->connection->dane().demandsTheSameAs(dane)) {
        lease->connection->quit();
        lease->connection.reset();
    }
    // Closed by the server while it was idle, or it said goodbye? After a short while that is unlikely, and MAIL finds out as well.
    if (lease->connection && started - lease->connection->idleSince > 1s && !lease->connection->isQuiet())
        lease->connection.reset();
    result.isContacted = true;
    for (bool isDone = false; !isDone;) {
        result.isReused = lease->connection != nullptr;
        if (!lease->connection) {
            const Clock::time_point connecting = Clock::now();
            const ClientConnection::Opened opened = co_await d->open(*lease, dane, deadline);
            result.connectTime = elapsed(connecting);
            if (opened != ClientConnection::Opened::Ready) {
                result.isUnreachable = opened == ClientConnection::Opened::Unreachable;
                result.tls = lease->connection->tls();
                result.outcomes = everyone(delivery, RecipientOutcome::Kind::Transient, lease->connection->failure());
                result.totalTime = elapsed(started);
                co_return result;
            }
        }
        co_await lease->connection->transact(delivery, facts, deadline);
        isDone = !result.isReused || !lease->connection->wasStale();
        if (!isDone)
            lease->connection.reset();
    }
    ClientConnection &connection = *lease->connection;
    result.outcomes = connection.outcomes();
    result.tls = connection.tls();
    result.needsSevenBit = facts.is8Bit && !connection.offers8Bit() && !delivery.envelope.smtpUtf8;
    if (std::ranges::any_of(result.outcomes, &RecipientOutcome::isFateUnknown))
        qCWarning(lcNet).noquote() << LogRecord("fate-unknown").add("hop", hop.toBytes()).add("cause", result.outcomes.front().reply.toLine()).text();
    if (connection.isReusable()) {
        if (connection.transactions() < d->config.maxTransactionsPerConnection)
            d->pool->giveBack(std::move(*lease));
        else
            connection.quit();
    }
    result.totalTime = elapsed(started);
    co_return result;
}

void SmtpClient::addOwn(const boost::asio::ip::tcp::endpoint &listener)
{
    const std::scoped_lock lock(d->mutex);
    d->own.push_back(listener);
}

void SmtpClient::shutDown()
{
    d->pool->shutDown();
}

} // namespace gateway::net
