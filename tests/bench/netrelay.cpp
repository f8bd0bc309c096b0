// netrelay PORT NEXT-HOP-PORT [DIRECTORY]: the SMTP server and client of gateway/net with nothing between them, on
// loopback: what the network side of the gateway costs. With a next hop of 0 messages are taken and forgotten. With a
// directory STARTTLS is offered, with a certificate made there. Ends when its standard input does.
#include "gateway/net/loops.h"
#include "gateway/net/smtpclient.h"
#include "gateway/net/smtpserver.h"
#include "gateway/net/tlscontext.h"

#include <QDir>
#include <cstdio>
#include <cstdlib>

using namespace gateway;
using namespace gateway::net;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const smtp::Reply ok{250, 0, 0, "OK"};

class Forwarder : public SessionHandler
{
public:
    Forwarder(SmtpClient &client, quint16 port) : m_client(client), m_hop{"127.0.0.1", port} {}

    Task<std::optional<smtp::Reply>> connected(const SessionInfo &) override { co_return std::nullopt; }
    Task<smtp::Reply> mail(const SessionInfo &, const smtp::Envelope &) override { co_return ok; }
    Task<smtp::Reply> recipient(const SessionInfo &, const smtp::Envelope &, const smtp::ForwardPath &) override
    {
        co_return ok;
    }
    Task<smtp::Reply> message(const SessionInfo &session, Transaction transaction) override
    {
        if (m_hop.port == 0)
            co_return ok;
        Delivery delivery;
        delivery.envelope = std::move(transaction.envelope);
        delivery.prefix = "Received: from " + session.helo + " by relay.test\r\n";
        const Result<QByteArrayView> content = transaction.content.view();
        if (!content)
            co_return smtp::Reply{451, 3, 0, "The message could not be read"};
        delivery.content.append(*content);
        const DeliveryResult result =
            co_await m_client.deliver(session.loop, m_hop, delivery, smtp::Clock::now() + 60s);
        co_return result.outcomes.front().reply;
    }
    void closed(const SessionInfo &) override {}

private:
    SmtpClient &m_client;
    const NextHop m_hop;
};

} // namespace

int main(int argc, char **argv)
{
    if (argc < 3) {
        std::fputs("usage: netrelay PORT NEXT-HOP-PORT [DIRECTORY]\n", stderr);
        return 2;
    }
    std::unique_ptr<TlsContext> tls;
    if (argc > 3) {
        const TlsContext::KeyPair pair{QDir(QString::fromLocal8Bit(argv[3])).filePath(u"relay.crt"_s),
                                       QDir(QString::fromLocal8Bit(argv[3])).filePath(u"relay.key"_s)};
        if (!makeSelfSigned(pair.chainFile, pair.keyFile, "relay.test"))
            return 1;
        auto loaded = TlsContext::load({pair});
        if (!loaded)
            return 1;
        tls = std::move(*loaded);
    }
    Loops loops;
    SmtpClientConfig clientConfig;
    clientConfig.maxConnectionsPerHop = 100;
    SmtpClient client(loops, clientConfig);
    Forwarder forwarder(client, quint16(std::atoi(argv[2])));
    SmtpServerConfig config;
    config.spoolDirectory = QDir::tempPath();
    SmtpServer server(loops, config, tls.get(), forwarder);
    if (const auto bound = server.listen({boost::asio::ip::address_v4::loopback(), quint16(std::atoi(argv[1]))});
        !bound) {
        std::fprintf(stderr, "%s\n", qPrintable(bound.error().message));
        return 1;
    }
    loops.start();
    while (std::getchar() != EOF) {
    }
    loops.stop();
}
