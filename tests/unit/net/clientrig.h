#pragma once

#include "gateway/net/loops.h"
#include "gateway/net/smtpclient.h"
#include "testpeer.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_future.hpp>
#include <functional>
#include <future>
#include <thread>

using namespace std::chrono_literals;
using namespace gateway;
using namespace gateway::net;
using boost::asio::ip::tcp;
using Kind = smtp::RecipientOutcome::Kind;

inline constexpr int patience = 20'000; // Milliseconds.

/// A next hop that runs one script per connection, in order; the last one again for all that follow.
class NextHopServer
{
public:
    using Script = std::function<void(TestPeer &)>;
    explicit NextHopServer(std::vector<Script> scripts)
        : m_acceptor(TestPeer::context(), tcp::endpoint(boost::asio::ip::address_v4::loopback(), 0)), m_scripts(std::move(scripts)),
          m_thread([this] { run(); })
    {
    }
    ~NextHopServer()
    {
        m_isEnding = true;
        tcp::socket wake(TestPeer::context());
        boost::system::error_code ignored;
        wake.connect(m_acceptor.local_endpoint(), ignored);
        m_thread.join();
        for (std::thread &thread : m_connections)
            thread.join();
    }
    NextHop hop(NextHop::Tls tls = NextHop::Tls::Opportunistic) const { return {"127.0.0.1", m_acceptor.local_endpoint().port(), tls}; }
    int connections() const { return m_count; }

private:
    void run()
    {
        for (;;) {
            tcp::socket socket(TestPeer::context());
            m_acceptor.accept(socket);
            if (m_isEnding)
                return;
            const Script &script = m_scripts[std::min(std::size_t(m_count++), m_scripts.size() - 1)];
            m_connections.emplace_back([&script, peer = TestPeer(std::move(socket))]() mutable { script(peer); });
        }
    }

    tcp::acceptor m_acceptor;
    const std::vector<Script> m_scripts;
    std::atomic<bool> m_isEnding = false;
    std::atomic<int> m_count = 0;
    std::vector<std::thread> m_connections;
    std::thread m_thread;
};

inline const QByteArray fullHello = "250-hop.test\r\n250-PIPELINING\r\n250-8BITMIME\r\n250 SIZE 50000000\r\n";
inline const QByteArray tlsHello = "250-hop.test\r\n250-PIPELINING\r\n250 STARTTLS\r\n";

inline bool greet(TestPeer &peer, const QByteArray &hello = fullHello)
{
    return peer.send("220 hop.test ESMTP\r\n") && peer.line().startsWith("EHLO ") && peer.send(hello);
}

/// Takes one message of one recipient; its content, stuffed as it came.
inline QByteArray take(TestPeer &peer, const QByteArray &finalReply = "250 2.0.0 ok 4711\r\n")
{
    if (!peer.line().startsWith("MAIL FROM:") || !peer.line().startsWith("RCPT TO:") || peer.line() != "DATA\r\n")
        return "LOST";
    peer.send("250 2.1.0 ok\r\n250 2.1.5 ok\r\n354 go\r\n");
    const QByteArray content = peer.content();
    peer.send(finalReply);
    return content;
}

inline void serve(TestPeer &peer) ///< Like a good server, until QUIT.
{
    greet(peer);
    while (take(peer) != "LOST") { }
}

struct Client {
    explicit Client(SmtpClientConfig config = {}) : client(loops, config) { loops.start(); }
    ~Client() { loops.stop(); }

    std::future<DeliveryResult> start(const NextHop &hop, const Delivery &delivery, std::size_t loop = 0, std::chrono::milliseconds within = 30s)
    {
        return boost::asio::co_spawn(loops.at(loop), client.deliver(loop, hop, delivery, smtp::Clock::now() + within), boost::asio::use_future);
    }
    DeliveryResult deliver(const NextHop &hop, const Delivery &delivery, std::chrono::milliseconds within = 30s)
    {
        return start(hop, delivery, 0, within).get();
    }

    Loops loops{2};
    SmtpClient client;
};

inline Delivery message(QByteArrayView content = "Subject: x\r\n\r\n.dot\r\n", int recipients = 1)
{
    Delivery delivery;
    delivery.envelope.reversePath = {"a", "client.test"};
    for (int i = 0; i < recipients; ++i)
        delivery.envelope.recipients.append(smtp::ForwardPath{{"b" + QByteArray::number(i), "example.com"}, {}, {}});
    delivery.prefix = "Received: by us\r\n";
    delivery.content.append(content);
    return delivery;
}
