#include "gateway/net/connection.h"

#include "gateway/net/tlsdane.h"
#include "gateway/net/tlsengine.h"

#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/address.hpp>
#include <cstring>
#include <openssl/err.h>
#include <openssl/x509v3.h>

using namespace Qt::StringLiterals;

namespace gateway::net {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

namespace {

constexpr std::size_t maxBuffers = 64; // What Asio passes to the system in one call.
constexpr std::size_t tlsBlock = SSL3_RT_MAX_PLAIN_LENGTH;
constexpr std::size_t tlsOutputLimit = 128 * 1024;

/// The next buffers of a list of pieces, and where we are in it.
class Gather
{
public:
    explicit Gather(std::span<const QByteArrayView> pieces) : m_pieces(pieces) { fill(); }
    [[nodiscard]] bool isDone() const { return m_count == 0; }
    [[nodiscard]] auto buffers() const { return std::span(m_buffers.data(), m_count); }
    void advance(std::size_t sent)
    {
        while (!m_pieces.empty() && sent >= std::size_t(m_pieces.front().size()) - m_offset) {
            sent -= std::size_t(m_pieces.front().size()) - m_offset;
            m_pieces = m_pieces.subspan(1);
            m_offset = 0;
        }
        m_offset += sent;
        fill();
    }

private:
    void fill()
    {
        m_count = 0;
        for (std::size_t i = 0; i < m_pieces.size() && m_count < maxBuffers; ++i) {
            const QByteArrayView piece = i == 0 ? m_pieces[i].sliced(qsizetype(m_offset)) : m_pieces[i];
            if (!piece.isEmpty())
                m_buffers[m_count++] = asio::const_buffer(piece.data(), std::size_t(piece.size()));
        }
    }

    std::span<const QByteArrayView> m_pieces;
    std::size_t m_offset = 0, m_count = 0;
    std::array<asio::const_buffer, maxBuffers> m_buffers;
};

} // namespace

Connection::Connection(LoopLocal &loop, tcp::socket socket) : Deadline(loop), m_loop(loop), m_socket(std::move(socket))
{
    if (m_socket.is_open()) {
        error_code ignored; // A socket the peer has closed already: the first receive() says so.
        m_socket.non_blocking(true, ignored);
        m_socket.set_option(tcp::no_delay(true), ignored);
    }
}

Connection::~Connection() = default;

void Connection::expired()
{
    m_hasExpired = true;
    error_code ignored;
    m_socket.cancel(ignored);
}

void Connection::interrupt()
{
    m_isInterrupted = true;
    if (m_isReceiving) {
        error_code ignored;
        m_socket.cancel(ignored);
    }
}

void Connection::shorten(Clock::time_point deadline)
{
    if (m_isReceiving && deadline < at())
        set(deadline);
}

Connection::Status Connection::toStatus(const error_code &error)
{
    if (!error)
        return Status::Ok;
    if (error == asio::error::operation_aborted && m_hasExpired)
        return Status::TimedOut;
    if (error == asio::error::operation_aborted && std::exchange(m_isInterrupted, false))
        return Status::Interrupted;
    return Status::Closed;
}

Task<error_code> Connection::connect(tcp::endpoint endpoint, Clock::time_point deadline)
{
    error_code error;
    m_socket.open(endpoint.protocol(), error);
    if (!error)
        m_socket.non_blocking(true, error);
    if (!error)
        m_socket.set_option(tcp::no_delay(true), error);
    if (error)
        co_return error;
    m_hasExpired = false;
    set(deadline);
    const auto [result] = co_await m_socket.async_connect(endpoint, asTuple);
    clear();
    co_return m_hasExpired ? error_code(asio::error::timed_out) : result;
}

Task<Connection::Received> Connection::receive(Clock::time_point deadline, Expect expect)
{
    return m_tls ? receiveTls(deadline, expect) : receiveRaw(deadline, expect);
}

Task<Connection::Received> Connection::receiveRaw(Clock::time_point deadline, Expect expect)
{
    for (;;) {
        if (std::exchange(m_isInterrupted, false))
            co_return Received{Status::Interrupted, {}};
        std::size_t size = 0;
        error_code error;
        m_hasExpired = false;
        m_isReceiving = true;
        set(deadline);
        if (expect == Expect::Line)
            std::tie(error, size) = co_await m_socket.async_read_some(asio::buffer(m_line), asTuple);
        else
            std::tie(error) = co_await m_socket.async_wait(tcp::socket::wait_read, asTuple);
        clear();
        m_isReceiving = false;
        if (error)
            co_return Received{toStatus(error), {}};
        if (size > 0 && size < m_line.size())
            co_return Received{Status::Ok, QByteArrayView(m_line.data(), qsizetype(size))};

        // From here on nothing waits, so the shared buffer is ours until the caller waits.
        const std::span<char> buffer = m_loop.readBuffer();
        std::memcpy(buffer.data(), m_line.data(), size);
        size += m_socket.read_some(asio::buffer(buffer.data() + size, buffer.size() - size), error);
        if (size > 0)
            co_return Received{Status::Ok, QByteArrayView(buffer.data(), qsizetype(size))};
        if (error != asio::error::would_block) // Else woken for nothing.
            co_return Received{Status::Closed, {}};
    }
}

Task<Connection::Received> Connection::receiveTls(Clock::time_point deadline, Expect expect)
{
    if (!m_plainText.isEmpty()) {
        const std::span<char> plain = m_loop.plainBuffer();
        const qsizetype size = m_plainText.size();
        std::memcpy(plain.data(), m_plainText.constData(), std::size_t(size));
        m_plainText.clear();
        co_return Received{Status::Ok, QByteArrayView(plain.data(), size)};
    }
    for (;;) {
        QByteArray before = std::exchange(m_cipherText, {});
        if (before.isEmpty()) {
            const Received raw = co_await receiveRaw(deadline, expect);
            if (raw.status != Status::Ok)
                co_return raw;
            m_tls->give(raw.octets);
        } else {
            m_tls->give(before);
        }
        const std::span<char> plain = m_loop.plainBuffer();
        qsizetype size = 0;
        const TlsEngine::Status status = m_tls->read(plain, size);
        m_cipherText = m_tls->rest().toByteArray();
        m_tls->give({});
        trySend(m_loop.tlsOutput()); // Answers of TLS itself: key updates, alerts.
        if (size > 0) // An end behind them shows up again the next time.
            co_return Received{Status::Ok, QByteArrayView(plain.data(), size)};
        if (status == TlsEngine::Status::Closed || status == TlsEngine::Status::Failed)
            co_return Received{Status::Closed, {}};
    }
}

Task<Connection::Status> Connection::send(QByteArrayView octets, Clock::time_point deadline)
{
    const std::array pieces{octets};
    co_return co_await send(pieces, deadline);
}

Task<Connection::Status> Connection::send(std::span<const QByteArrayView> pieces, Clock::time_point deadline)
{
    return m_tls ? sendTls(pieces, deadline) : sendRaw(pieces, deadline);
}

Task<Connection::Status> Connection::sendRaw(std::span<const QByteArrayView> pieces, Clock::time_point deadline)
{
    m_hasExpired = false;
    for (Gather gather(pieces); !gather.isDone();) {
        error_code error;
        const std::size_t sent = m_socket.write_some(gather.buffers(), error);
        if (error == asio::error::would_block) {
            set(deadline); // For all of it: a peer that reads one octet now and then gains nothing (threats.md R3).
            std::tie(error) = co_await m_socket.async_wait(tcp::socket::wait_write, asTuple);
            clear();
            if (m_hasExpired)
                co_return Status::TimedOut;
        }
        if (error)
            co_return toStatus(error);
        gather.advance(sent);
    }
    co_return Status::Ok;
}

Task<Connection::Status> Connection::sendTls(std::span<const QByteArrayView> pieces, Clock::time_point deadline)
{
    // Full records, whatever the pieces' sizes: short ones are gathered first.
    const std::span<char> block = m_loop.plainBuffer().first(tlsBlock);
    std::size_t used = 0;
    for (QByteArrayView piece : pieces) {
        while (!piece.isEmpty()) {
            TlsEngine::Status status = TlsEngine::Status::Ok;
            if (used == 0 && piece.size() >= qsizetype(tlsBlock)) {
                status = m_tls->write(piece.first(qsizetype(tlsBlock)));
                piece = piece.sliced(qsizetype(tlsBlock));
            } else {
                const std::size_t count = std::min(tlsBlock - used, std::size_t(piece.size()));
                std::memcpy(block.data() + used, piece.data(), count);
                used += count;
                piece = piece.sliced(qsizetype(count));
                if (used == tlsBlock)
                    status = m_tls->write(QByteArrayView(block.data(), qsizetype(std::exchange(used, 0))));
            }
            if (status != TlsEngine::Status::Ok)
                co_return Status::Closed;
            if (used == 0 && m_loop.tlsOutput().size() >= tlsOutputLimit) {
                if (const Status sent = co_await sendTlsOutput(deadline); sent != Status::Ok)
                    co_return sent;
            }
        }
    }
    if (m_tls->write(QByteArrayView(block.data(), qsizetype(used))) != TlsEngine::Status::Ok)
        co_return Status::Closed;
    co_return co_await sendTlsOutput(deadline);
}

/// Sends at once what the socket takes, and from a copy of its own what it does not.
Task<Connection::Status> Connection::sendTlsOutput(Clock::time_point deadline)
{
    std::vector<char> &output = m_loop.tlsOutput();
    error_code error;
    std::size_t sent = 0;
    while (sent < output.size() && !error)
        sent += m_socket.write_some(asio::buffer(output.data() + sent, output.size() - sent), error);
    const QByteArray rest(output.data() + sent, qsizetype(output.size() - sent));
    output.clear();
    if (error && error != asio::error::would_block)
        co_return Status::Closed;
    if (rest.isEmpty())
        co_return Status::Ok;
    const std::array<QByteArrayView, 1> pieces{rest};
    co_return co_await sendRaw(pieces, deadline);
}

/// For octets that may get lost when the peer does not read.
void Connection::trySend(std::vector<char> &octets)
{
    if (octets.empty())
        return;
    error_code ignored;
    m_socket.write_some(asio::buffer(octets), ignored);
    octets.clear();
}

Task<Result<TlsInfo>> Connection::startTlsServer(SSL_CTX *context, QByteArray sessionContext, Clock::time_point deadline)
{
    SslPtr ssl(SSL_new(context));
    if (!ssl)
        co_return failure(Error::Kind::Tls, opensslError());
    SSL_set_accept_state(ssl.get());
    SSL_set_session_id_context(ssl.get(), reinterpret_cast<const unsigned char *>(sessionContext.constData()), unsigned(sessionContext.size()));
    m_tls = std::make_unique<TlsEngine>(std::move(ssl), m_loop.tlsOutput());
    co_return co_await handshake(deadline);
}

Task<Result<TlsInfo>> Connection::startTlsClient(SSL_CTX *context, QByteArray host, SSL_SESSION *resumed, Clock::time_point deadline,
                                                 const DanePolicy *dane)
{
    SslPtr ssl(SSL_new(context));
    if (!ssl)
        co_return failure(Error::Kind::Tls, opensslError());
    SSL_set_connect_state(ssl.get());
    error_code notAnAddress;
    asio::ip::make_address(host.constData(), notAnAddress);
    if (dane) {
        if (!verifyByDane(ssl.get(), *dane))
            co_return failure(Error::Kind::Tls, opensslError());
    } else if (notAnAddress) {
        SSL_set_tlsext_host_name(ssl.get(), host.constData());
        SSL_set1_host(ssl.get(), host.constData());
    } else {
        X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(ssl.get()), host.constData());
    }
    if (resumed && !dane)
        SSL_set_session(ssl.get(), resumed);
    m_tls = std::make_unique<TlsEngine>(std::move(ssl), m_loop.tlsOutput());
    co_return co_await handshake(deadline);
}

Task<Result<TlsInfo>> Connection::handshake(Clock::time_point deadline)
{
    for (;;) {
        const TlsEngine::Status status = m_tls->handshake();
        const QString cause = status == TlsEngine::Status::Failed ? handshakeError(m_tls->ssl()) : QString();
        m_cipherText = m_tls->rest().toByteArray();
        m_tls->give({});
        const Status sent = co_await sendTlsOutput(deadline); // Also the alert that tells the peer what is wrong.
        if (status == TlsEngine::Status::Ok && sent == Status::Ok)
            co_return tlsInfo(m_tls->ssl());
        if (status == TlsEngine::Status::Failed)
            co_return failure(Error::Kind::Tls, cause);
        if (sent == Status::TimedOut)
            co_return failure(Error::Kind::Timeout, u"the handshake took too long"_s);
        if (sent != Status::Ok || status == TlsEngine::Status::Closed)
            co_return failure(Error::Kind::Tls, u"the peer closed the connection in the handshake"_s);

        const Received raw = co_await receiveRaw(deadline, Expect::Block);
        if (raw.status == Status::TimedOut)
            co_return failure(Error::Kind::Timeout, u"the handshake took too long"_s);
        if (raw.status != Status::Ok)
            co_return failure(Error::Kind::Tls, u"the peer closed the connection in the handshake"_s);
        m_tls->give(raw.octets);
    }
}

Connection::Pending Connection::pending()
{
    error_code error;
    if (!m_tls) {
        char octet = 0;
        const std::size_t size = m_socket.receive(asio::buffer(&octet, 1), tcp::socket::message_peek, error);
        return size > 0 ? Pending::Octets : error == asio::error::would_block ? Pending::Nothing : Pending::End;
    }
    if (!m_cipherText.isEmpty() || !m_plainText.isEmpty())
        return Pending::Octets;
    const std::span<char> buffer = m_loop.readBuffer();
    const std::size_t count = m_socket.read_some(asio::buffer(buffer.data(), buffer.size()), error);
    if (error)
        return error == asio::error::would_block ? Pending::Nothing : Pending::End;
    m_tls->give(QByteArrayView(buffer.data(), qsizetype(count)));
    qsizetype size = 0;
    const TlsEngine::Status status = m_tls->read(m_loop.plainBuffer(), size);
    m_tls->give({});
    trySend(m_loop.tlsOutput());
    m_plainText = QByteArray(m_loop.plainBuffer().data(), size);
    if (size > 0)
        return Pending::Octets;
    return status == TlsEngine::Status::NeedInput ? Pending::Nothing : Pending::End;
}

void Connection::endOutput(QByteArrayView lastWords)
{
    error_code ignored;
    if (m_tls) {
        static_cast<void>(m_tls->write(lastWords));
        m_tls->shutDown();
        trySend(m_loop.tlsOutput());
    } else if (!lastWords.isEmpty()) {
        m_socket.write_some(asio::buffer(lastWords.data(), std::size_t(lastWords.size())), ignored);
    }
    m_socket.shutdown(tcp::socket::shutdown_send, ignored);
}

Task<> Connection::linger(Clock::time_point deadline)
{
    constexpr qsizetype limit = 1024 * 1024;
    m_isInterrupted = false;
    for (qsizetype count = 0; count < limit;) {
        const Received raw = co_await receiveRaw(deadline, Expect::Block);
        if (raw.status != Status::Ok)
            co_return;
        count += raw.octets.size();
    }
}

bool Connection::isCalledFromItsOwnAddress() const
{
    boost::system::error_code error, other;
    const auto local = m_socket.local_endpoint(error);
    const auto remote = m_socket.remote_endpoint(other);
    return !error && !other && local.address() == remote.address();
}

SessionPtr Connection::tlsSession() const
{
    return SessionPtr(m_tls ? SSL_get1_session(m_tls->ssl()) : nullptr);
}

void Connection::close()
{
    error_code ignored;
    m_socket.close(ignored);
}

} // namespace gateway::net
