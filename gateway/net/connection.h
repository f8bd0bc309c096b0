#pragma once

#include "gateway/net/looplocal.h"
#include "gateway/net/openssl.h"
#include "gateway/net/task.h"
#include "gateway/net/tlsinfo.h"
#include "gateway/result.h"

#include <QByteArrayView>
#include <array>
#include <boost/asio/ip/tcp.hpp>
#include <memory>
#include <span>

namespace gateway::net {

class TlsEngine;
struct DanePolicy;

/// A TCP connection of one loop, in clear text or TLS. One coroutine at a time uses it.
///
/// Waiting costs no buffer: octets are received into one that the loop shares when they are there. Once TLS has started not one octet of
/// the socket is taken as clear text (threats.md T8).
class Connection : private LoopLocal::Deadline
{
public:
    using Clock = std::chrono::steady_clock;
    enum class Status {
        Ok,
        Closed,      ///< By the peer, also with TLS's close_notify, or broken.
        TimedOut,
        Interrupted, ///< See interrupt().
    };
    struct Received {
        Status status = Status::Closed;
        QByteArrayView octets; ///< Valid until the caller's next co_await on this loop; not empty when Ok.
    };
    enum class Expect { Line, Block }; ///< Something short, or as much as there is.
    enum class Pending { Nothing, Octets, End };

    /// \a socket belongs to \a loop's context.
    Connection(LoopLocal &loop, boost::asio::ip::tcp::socket socket);
    ~Connection() override;

    [[nodiscard]] Task<boost::system::error_code> connect(boost::asio::ip::tcp::endpoint endpoint, Clock::time_point deadline);
    [[nodiscard]] Task<Received> receive(Clock::time_point deadline, Expect expect = Expect::Line);
    /// Sends all of \a pieces, which must stay valid until then, as one.
    [[nodiscard]] Task<Status> send(std::span<const QByteArrayView> pieces, Clock::time_point deadline);
    [[nodiscard]] Task<Status> send(QByteArrayView octets, Clock::time_point deadline);

    /// The server's side of a handshake; \a sessionContext (at most 32 octets) binds session tickets to a listener.
    [[nodiscard]] Task<Result<TlsInfo>> startTlsServer(SSL_CTX *context, QByteArray sessionContext, Clock::time_point deadline);
    /// The client's side: SNI and the name to verify is \a host (an address is verified, not sent); \a resumed may be null.
    /// With \a dane SNI and the names to verify are that policy's, and the handshake fails unless the certificate fits its records. Nothing is
    /// resumed then: it would not be verified.
    [[nodiscard]] Task<Result<TlsInfo>> startTlsClient(SSL_CTX *context, QByteArray host, SSL_SESSION *resumed, Clock::time_point deadline,
                                                       const DanePolicy *dane = nullptr);

    /// What the next receive() would find without waiting. TLS's own talk does not count.
    [[nodiscard]] Pending pending();
    void interrupt();                        ///< Ends a receive() under way, or the next one.
    void shorten(Clock::time_point deadline); ///< An earlier deadline for the receive() under way.
    [[nodiscard]] bool isReceiving() const { return m_isReceiving; }
    /// Nothing more to send: \a lastWords, TLS's close_notify and TCP's FIN, as far as they can go at once.
    void endOutput(QByteArrayView lastWords = {});
    /// After endOutput(): receives and forgets until the peer closes, so that it can read our last words (a close with octets unread resets).
    [[nodiscard]] Task<> linger(Clock::time_point deadline);
    void close();
    [[nodiscard]] bool isCalledFromItsOwnAddress() const; ///< The peer is a program on this machine.
    [[nodiscard]] SessionPtr tlsSession() const; ///< The TLS session, to be resumed by another connection; null without.

private:
    void expired() override;
    [[nodiscard]] Task<Received> receiveRaw(Clock::time_point deadline, Expect expect);
    [[nodiscard]] Task<Received> receiveTls(Clock::time_point deadline, Expect expect);
    [[nodiscard]] Task<Status> sendRaw(std::span<const QByteArrayView> pieces, Clock::time_point deadline);
    [[nodiscard]] Task<Status> sendTls(std::span<const QByteArrayView> pieces, Clock::time_point deadline);
    [[nodiscard]] Task<Status> sendTlsOutput(Clock::time_point deadline);
    [[nodiscard]] Task<Result<TlsInfo>> handshake(Clock::time_point deadline);
    [[nodiscard]] Status toStatus(const boost::system::error_code &error);
    void trySend(std::vector<char> &octets);

    LoopLocal &m_loop;
    boost::asio::ip::tcp::socket m_socket;
    std::unique_ptr<TlsEngine> m_tls;
    QByteArray m_cipherText;      ///< Received behind the end of the handshake.
    QByteArray m_plainText;       ///< Received by pending().
    bool m_hasExpired = false, m_isInterrupted = false, m_isReceiving = false;
    std::array<char, 512> m_line; ///< Where a command is received: long enough for nearly all, short enough to have one each.
};

} // namespace gateway::net
