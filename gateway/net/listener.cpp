#include "gateway/net/listener.h"

#include "gateway/net/log.h"
#include "gateway/net/loops.h"
#include "gateway/unattended.h"

#include <QCryptographicHash>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/ip/v6_only.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>

using namespace Qt::StringLiterals;

namespace gateway::net {

using namespace std::chrono_literals;
using boost::asio::ip::tcp;
using boost::system::error_code;
using smtp::Reply;

namespace {

constexpr auto descriptorPause = 100ms; // Ten refusals a second while no descriptor is left.
constexpr auto noteInterval = 1s;

#if defined(SO_REUSEPORT) && defined(__linux__)
constexpr bool sharesPorts = true;
using ReusePort = boost::asio::detail::socket_option::boolean<SOL_SOCKET, SO_REUSEPORT>;
#else // Elsewhere the option does not spread connections, or is missing.
constexpr bool sharesPorts = false;
using ReusePort = boost::asio::socket_base::reuse_address;
#endif

QByteArray toBytes(const tcp::endpoint &endpoint)
{
    const QByteArray address = QByteArray::fromStdString(endpoint.address().to_string());
    return (endpoint.address().is_v6() ? "[" + address + "]" : address) + ":" + QByteArray::number(endpoint.port());
}

error_code listenOn(tcp::acceptor &acceptor, const tcp::endpoint &endpoint, bool isShared)
{
    error_code error;
    acceptor.open(endpoint.protocol(), error);
#ifndef Q_OS_WIN // There the option would let others take our port.
    if (!error)
        acceptor.set_option(tcp::acceptor::reuse_address(true), error);
#endif
    if (!error && endpoint.address().is_v6())
        acceptor.set_option(boost::asio::ip::v6_only(true), error); // One family per listener: no addresses in disguise.
    if (!error && isShared)
        acceptor.set_option(ReusePort(true), error);
    if (!error)
        acceptor.bind(endpoint, error);
    if (!error)
        acceptor.listen(boost::asio::socket_base::max_listen_connections, error);
    return error;
}

bool isOutOfDescriptors(const error_code &error)
{
    return error == boost::asio::error::no_descriptors || error == boost::system::errc::too_many_files_open_in_system
        || error == boost::asio::error::no_buffer_space || error == boost::asio::error::no_memory;
}

} // namespace

Result<std::shared_ptr<Listener>> Listener::open(std::shared_ptr<ServerCore> core, const tcp::endpoint &endpoint)
{
    Loops &loops = core->loops();
    auto listener = std::make_shared<Listener>(std::move(core));
    const auto fail = [&endpoint](const error_code &error) {
        return failure(Error::Kind::Io, u"cannot listen on %1: %2"_s.arg(QString::fromLatin1(toBytes(endpoint)),
                                                                          QString::fromLocal8Bit(error.message().c_str())));
    };
    listener->m_endpoint = endpoint;
    if (sharesPorts && endpoint.port() != 0) {
        // A shared port can also be taken by a second instance without an error; one that is not shared tells us that the port is in use.
        // A port that the system picks is nobody else's.
        tcp::acceptor probe(loops.at(0));
        if (const error_code error = listenOn(probe, endpoint, /*isShared=*/false))
            return fail(error);
        listener->m_endpoint = probe.local_endpoint();
    }
    for (std::size_t i = 0; i < (sharesPorts ? loops.count() : 1); ++i) {
        tcp::acceptor acceptor(loops.at(i));
        if (const error_code error = listenOn(acceptor, listener->m_endpoint, sharesPorts))
            return fail(error);
        listener->m_endpoint = acceptor.local_endpoint();
        listener->m_sockets.push_back(std::make_unique<Socket>(i, std::move(acceptor)));
    }
    const QByteArray name = toBytes(listener->m_endpoint);
    listener->m_identity = std::make_shared<const ServerDriver::Listener>(
        ServerDriver::Listener{name, QCryptographicHash::hash(name, QCryptographicHash::Sha256)});
    return listener;
}

void Listener::start()
{
    for (const std::unique_ptr<Socket> &socket : m_sockets) {
        boost::asio::co_spawn(m_core->loops().at(socket->loop), accept(*socket), [self = shared_from_this()](const std::exception_ptr &failure) { unattended(failure); });
    }
    qCInfo(lcNet).noquote() << LogRecord("listening").add("on", m_identity->name).text();
}

Task<> Listener::accept(Socket &socket)
{
    while (socket.acceptor.is_open()) {
        tcp::endpoint client;
        auto [error, connection] = co_await socket.acceptor.async_accept(client, asTuple);
        if (!error)
            admit(socket, std::move(connection), client);
        else if (isOutOfDescriptors(error))
            co_await pause(socket);
        else if (error == boost::asio::error::operation_aborted)
            break;
    }
}

/// No descriptor is left. Waiting without accepting would leave the clients guessing, accepting in a circle would burn the processor.
Task<> Listener::pause(Socket &socket)
{
    socket.reserve.give();
    error_code error;
    socket.acceptor.non_blocking(true, error);
    tcp::endpoint client;
    tcp::socket connection = socket.acceptor.accept(client, error);
    if (!error) {
        noteRefusal(client, "descriptors");
        refuse(connection, {421, 3, 2, "Too busy, try again later"});
        connection.close(error);
    }
    socket.reserve.take();
    boost::asio::steady_timer timer(m_core->loops().at(socket.loop), descriptorPause);
    co_await timer.async_wait(asTuple);
}

void Listener::admit(Socket &socket, tcp::socket connection, const tcp::endpoint &client)
{
    if (m_core->isShuttingDown())
        return refuse(connection, {421, 3, 2, "Service shutting down"});
    const bool isEsteemed = m_core->handler().isEsteemed(client.address());
    switch (m_core->limits().admit(client.address(), isEsteemed)) {
    case ServerLimits::Admission::Granted:
        break;
    case ServerLimits::Admission::TooMany:
        noteRefusal(client, "sessions");
        return refuse(connection, {421, 7, 0, "Too many connections, try again later"});
    case ServerLimits::Admission::TooManyOfClient:
        noteRefusal(client, "sessions-of-client");
        return refuse(connection, {421, 7, 0, "Too many connections from your address"});
    }
    m_core->updateStress();
    const std::size_t loop = chooseLoop(socket.loop);
    ++m_core->sessionsOf(loop).count;
    if (loop == socket.loop)
        return begin(loop, std::move(connection), client, isEsteemed);
    error_code error;
    const auto handle = connection.release(error);
    boost::asio::post(m_core->loops().at(loop), [self = shared_from_this(), loop, handle, client, isEsteemed, protocol = m_endpoint.protocol()] {
        error_code assignError;
        tcp::socket moved(self->m_core->loops().at(loop));
        moved.assign(protocol, handle, assignError);
        self->begin(loop, std::move(moved), client, isEsteemed);
    });
}

/// The loop that accepted, unless another has clearly less to do.
std::size_t Listener::chooseLoop(std::size_t own) const
{
    const int allowance = m_sockets.size() > 1 ? 1 : 0;
    std::size_t chosen = own;
    int least = m_core->sessionsOf(own).count - allowance;
    for (std::size_t i = 0; i < m_core->loops().count(); ++i) {
        if (const int count = m_core->sessionsOf(i).count; count < least) {
            least = count;
            chosen = i;
        }
    }
    return chosen;
}

void Listener::begin(std::size_t loop, tcp::socket connection, const tcp::endpoint &client, bool isEsteemed)
{
    auto driver = std::make_unique<ServerDriver>(m_core, loop, std::move(connection), client, m_identity, isEsteemed);
    ServerDriver &session = *driver;
    boost::asio::co_spawn(m_core->loops().at(loop), session.run(), [driver = std::move(driver)](const std::exception_ptr &thrown) {
        if (thrown) // Memory, most likely: one session ends.
            qCCritical(lcNet).noquote() << LogRecord("session-failed").text();
    });
}

void Listener::refuse(tcp::socket &connection, const Reply &reply) const
{
    error_code ignored;
    connection.non_blocking(true, ignored);
    const QByteArray text = reply.toWire();
    connection.write_some(boost::asio::buffer(text.constData(), std::size_t(text.size())), ignored);
    connection.shutdown(tcp::socket::shutdown_send, ignored);
}

/// A flood of refusals makes one line a second (threats.md R8).
void Listener::noteRefusal(const tcp::endpoint &client, const char *cause)
{
    ++m_refusals;
    const auto now = smtp::Clock::now().time_since_epoch().count();
    auto last = m_lastNote.load();
    if (now - last < smtp::Clock::duration(noteInterval).count() || !m_lastNote.compare_exchange_strong(last, now))
        return;
    qCWarning(lcNet).noquote() << LogRecord("refused").add("listener", m_identity->name).add("client", toBytes(client)).add("code", 421).add("cause", cause)
                                      .add("count", m_refusals.exchange(0)).text();
}

void Listener::close()
{
    for (const std::unique_ptr<Socket> &socket : m_sockets) {
        boost::asio::post(m_core->loops().at(socket->loop), [self = shared_from_this(), s = socket.get()] {
            error_code error;
            s->acceptor.non_blocking(true, error);
            for (int i = 0; i < 1000 && !error; ++i) { // Who has connected already would otherwise see a reset.
                tcp::socket connection = s->acceptor.accept(error);
                if (!error)
                    self->refuse(connection, {421, 3, 2, "Service shutting down"});
            }
            s->acceptor.close(error);
        });
    }
}

} // namespace gateway::net
