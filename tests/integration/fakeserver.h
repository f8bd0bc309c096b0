#pragma once

#include <QByteArray>
#include <QList>
#include <arpa/inet.h>
#include <atomic>
#include <functional>
#include <poll.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

/// A listening socket on loopback whose connections, one at a time, are served on a thread by a function. Waiting there must be done with
/// FakeServer::waitFor(), which ends with the server.
class FakeServer
{
public:
    using Serve = std::function<void(const FakeServer &server, int connection)>;

    explicit FakeServer(Serve serve) : m_serve(std::move(serve)), m_listener(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof(address);
        if (::bind(m_listener, reinterpret_cast<sockaddr *>(&address), size) == 0 && ::listen(m_listener, 10) == 0
            && ::getsockname(m_listener, reinterpret_cast<sockaddr *>(&address), &size) == 0)
            m_port = ntohs(address.sin_port);
        m_thread = std::thread([this] { run(); });
    }
    ~FakeServer()
    {
        m_isDone = true;
        m_thread.join();
        ::close(m_listener);
    }

    [[nodiscard]] quint16 port() const { return m_port; }
    [[nodiscard]] int connections() const { return m_connections; }
    /// Whether there is something to read; false when the server ends.
    [[nodiscard]] bool waitFor(int socket) const
    {
        while (!m_isDone) {
            pollfd watched{socket, POLLIN, 0};
            if (::poll(&watched, 1, 20) > 0)
                return true;
        }
        return false;
    }
    void idle() const ///< Until the server ends.
    {
        while (!m_isDone)
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }

    /// Answers each thing read with the next of \a answers, and stays silent after the last.
    [[nodiscard]] static Serve answering(QList<QByteArray> answers)
    {
        return [answers = std::move(answers)](const FakeServer &server, int connection) {
            char octets[4096];
            for (const QByteArray &answer : answers) {
                if (!server.waitFor(connection) || ::read(connection, octets, sizeof(octets)) <= 0)
                    return;
                (void)!::write(connection, answer.constData(), size_t(answer.size()));
            }
            while (server.waitFor(connection) && ::read(connection, octets, sizeof(octets)) > 0) {
            }
        };
    }
    /// Passes everything on to and from \a port, and calls \a onLimit once after \a limit octets of the server. If that returns false,
    /// the connection ends.
    [[nodiscard]] static Serve relaying(quint16 port, qint64 limit, std::function<bool()> onLimit)
    {
        return [=](const FakeServer &server, int connection) {
            const int target = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
            sockaddr_in address{};
            address.sin_family = AF_INET;
            address.sin_port = htons(port);
            address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
            qint64 passed = 0;
            bool isOpen = ::connect(target, reinterpret_cast<sockaddr *>(&address), sizeof(address)) == 0;
            while (isOpen && !server.m_isDone) {
                pollfd watched[]{{connection, POLLIN, 0}, {target, POLLIN, 0}};
                if (::poll(watched, 2, 20) <= 0)
                    continue;
                char octets[16384];
                for (const int side : {0, 1}) {
                    if (!watched[side].revents)
                        continue;
                    const ssize_t size = ::read(watched[side].fd, octets, sizeof(octets));
                    isOpen = isOpen && size > 0 && ::write(watched[1 - side].fd, octets, size_t(size)) == size;
                    if (side == 1 && passed < limit && (passed += std::max<ssize_t>(size, 0)) >= limit)
                        isOpen = isOpen && onLimit();
                }
            }
            ::close(target);
        };
    }

private:
    void run()
    {
        while (waitFor(m_listener)) {
            const int connection = ::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC);
            if (connection < 0)
                continue;
            ++m_connections;
            m_serve(*this, connection);
            ::close(connection);
        }
    }

    const Serve m_serve;
    const int m_listener;
    quint16 m_port = 0;
    std::atomic<bool> m_isDone = false;
    std::atomic<int> m_connections = 0;
    std::thread m_thread;
};
