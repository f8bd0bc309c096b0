#pragma once

#include "gateway/net/openssl.h"

#include <QByteArray>
#include <array>
#include <boost/asio/connect.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/write.hpp>

/// One end of a connection, used by the test's own thread: blocking, each wait at most 20 s.
class TestPeer
{
public:
    explicit TestPeer(boost::asio::ip::tcp::socket socket) : m_socket(std::move(socket)) { setUp(); }
    explicit TestPeer(const boost::asio::ip::tcp::endpoint &server) : m_socket(context())
    {
        m_socket.connect(server);
        setUp();
    }
    TestPeer(TestPeer &&) = default;

    static boost::asio::io_context &context()
    {
        static boost::asio::io_context made;
        return made;
    }

    boost::asio::ip::tcp::socket &socket() { return m_socket; }
    SSL *ssl() { return m_ssl.get(); }

    bool send(const QByteArray &octets)
    {
        if (m_ssl)
            return SSL_write(m_ssl.get(), octets.constData(), int(octets.size())) == octets.size();
        boost::system::error_code error;
        boost::asio::write(m_socket, boost::asio::buffer(octets.constData(), std::size_t(octets.size())), error);
        return !error;
    }

    /// One line with its LF; empty at the end or after 20 s.
    QByteArray line()
    {
        for (;;) {
            if (const qsizetype end = m_received.indexOf('\n'); end >= 0) {
                const QByteArray found = m_received.first(end + 1);
                m_received.remove(0, end + 1);
                return found;
            }
            if (!receive())
                return {};
        }
    }

    /// A whole reply, of several lines perhaps.
    QByteArray reply()
    {
        QByteArray all, one;
        do {
            one = line();
            all += one;
        } while (one.size() > 3 && one[3] == '-');
        return all;
    }

    QByteArray ask(const QByteArray &command) { return send(command + "\r\n") ? reply() : QByteArray(); }

    /// Mail data up to and without the end marker.
    QByteArray content()
    {
        QByteArray all;
        for (QByteArray one = line(); !one.isEmpty(); one = line()) {
            if (one == ".\r\n")
                return all;
            all += one;
        }
        return "LOST";
    }

    /// True if the peer closed, and nothing else came.
    bool isClosed() { return m_received.isEmpty() && !receive() && m_isAtEnd; }
    const QByteArray &received() const { return m_received; }

    bool startTls(SSL_CTX *settings, bool isServer = false, SSL_SESSION *session = nullptr)
    {
        m_ssl.reset(SSL_new(settings));
        SSL_set_fd(m_ssl.get(), int(m_socket.native_handle()));
        if (session)
            SSL_set_session(m_ssl.get(), session);
        return (isServer ? SSL_accept(m_ssl.get()) : SSL_connect(m_ssl.get())) == 1;
    }
    void stopTls() { SSL_shutdown(m_ssl.get()); }
    void forgetTls() { m_ssl.reset(); } ///< Goes on in clear text.
    void close()
    {
        boost::system::error_code ignored;
        m_socket.close(ignored);
    }
    void reset() ///< RST instead of FIN.
    {
        m_socket.set_option(boost::asio::socket_base::linger(true, 0));
        close();
    }

private:
    void setUp()
    {
        m_socket.set_option(boost::asio::ip::tcp::no_delay(true));
        const timeval limit{20, 0};
        ::setsockopt(m_socket.native_handle(), SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
        ::setsockopt(m_socket.native_handle(), SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
    }

    bool receive()
    {
        std::array<char, 65536> buffer;
        const ssize_t count = m_ssl ? SSL_read(m_ssl.get(), buffer.data(), int(buffer.size()))
                                    : ::recv(m_socket.native_handle(), buffer.data(), buffer.size(), 0);
        m_isAtEnd = count == 0 || (count < 0 && errno != EAGAIN && errno != EWOULDBLOCK);
        if (count > 0)
            m_received.append(buffer.data(), count);
        return count > 0;
    }

    boost::asio::ip::tcp::socket m_socket;
    gateway::net::SslPtr m_ssl;
    QByteArray m_received;
    bool m_isAtEnd = false;

};
