#pragma once

#include "fakehandler.h"
#include "gateway/net/tlscontext.h"
#include "testpeer.h"

#include <QTemporaryDir>

using namespace gateway;
using namespace gateway::net;
using boost::asio::ip::tcp;
using Question = FakeHandler::Question;

inline constexpr int patience = 20'000; // Milliseconds for what takes a few: generous, for machines under load.

/// A server on a free port of the loopback interface.
struct Server {
    explicit Server(SmtpServerConfig config = {}, TlsContext *tls = nullptr) : handler(loops), server(loops, withDirectory(config), tls, handler)
    {
        const auto bound = server.listen(tcp::endpoint(boost::asio::ip::address_v4::loopback(), 0));
        if (!bound)
            qFatal("cannot listen");
        endpoint = *bound;
        loops.start();
    }
    ~Server() { loops.stop(); }

    SmtpServerConfig withDirectory(SmtpServerConfig config) const
    {
        if (config.spoolDirectory.isEmpty())
            config.spoolDirectory = directory.path();
        return config;
    }

    QTemporaryDir directory;
    Loops loops{2};
    FakeHandler handler;
    SmtpServer server;
    tcp::endpoint endpoint;
};

inline SSL_CTX *clientContext()
{
    static const SslContextPtr made = [] {
        SslContextPtr context(SSL_CTX_new(TLS_client_method()));
        SSL_CTX_set_session_cache_mode(context.get(), SSL_SESS_CACHE_OFF);
        return context;
    }();
    return made.get();
}

/// A client that has been greeted and has said EHLO.
inline TestPeer greeted(const Server &server)
{
    TestPeer client(server.endpoint);
    if (!client.reply().startsWith("220 ") || !client.ask("EHLO client.test").startsWith("250-"))
        qWarning("no greeting");
    return client;
}

inline TestPeer encrypted(const Server &server, SSL_SESSION *session = nullptr)
{
    TestPeer client = greeted(server);
    if (!client.ask("STARTTLS").startsWith("220 ") || !client.startTls(clientContext(), false, session) || !client.ask("EHLO client.test").startsWith("250-"))
        qWarning("no TLS");
    return client;
}

inline QByteArray submit(TestPeer &client, const QByteArray &content)
{
    if (!client.ask("MAIL FROM:<a@client.test>").startsWith("250") || !client.ask("RCPT TO:<b@example.com>").startsWith("250")
        || !client.ask("DATA").startsWith("354"))
        return "refused";
    client.send(content + ".\r\n");
    return client.reply();
}
