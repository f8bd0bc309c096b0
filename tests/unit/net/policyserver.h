#pragma once

#include "clientrig.h"
#include "dnsserver.h"
#include "testchain.h"

#include "gateway/net/dnsresolver.h"
#include "gateway/net/mtastsfetcher.h"

#include <QTemporaryDir>
#include <csignal>
#include <map>

inline const QByteArray policyText = "version: STSv1\r\nmode: enforce\r\nmx: mail.hop.test\r\nmax_age: 604800\r\n";

/// A response with \a body.
inline QByteArray response(const QByteArray &body, const QByteArray &status = "200 OK", const QByteArray &type = "text/plain",
                           const QByteArray &more = {})
{
    return "HTTP/1.1 " + status + "\r\nContent-Type: " + type + "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n" + more + "\r\n"
        + body;
}

/// Reads a request; its lines.
inline QByteArray readRequest(TestPeer &peer)
{
    QByteArray all;
    for (QByteArray line = peer.line(); !line.isEmpty(); line = peer.line()) {
        all += line;
        if (line == "\r\n")
            break;
    }
    return all;
}

/// The web server of hop.test, its DNS, its CA, and who fetches from it.
class PolicyServer
{
public:
    /// Each connection: TLS with \a context, then \a script; no TLS without a context.
    PolicyServer(SSL_CTX *context, NextHopServer::Script script, const QByteArray &address = QByteArray("\x7f\0\0\1", 4))
        : m_server({[context, script = std::move(script)](TestPeer &peer) {
              if (context && !peer.startTls(context, true))
                  return;
              script(peer);
          }}),
          m_dns([this](const DnsServer::Query &query) { return answer(query); })
    {
        std::signal(SIGPIPE, SIG_IGN); // Who has heard enough closes.
        setAddresses({address});
        setRecord("v=STSv1; id=1;");
        gateway::net::DnsConfig config;
        config.forwarders = {m_dns.address()};
        config.validates = false;
        config.cacheOctets = 0;
        m_resolver = *std::move(gateway::net::DnsResolver::make(config));
        authority().writePem(m_directory.filePath(QStringLiteral("ca.pem")));
        fetching = {m_directory.filePath(QStringLiteral("ca.pem")), 10s, m_server.hop().port, true};
    }
    ~PolicyServer() { loops.stop(); }

    static const TestCertificate &authority()
    {
        static const TestCertificate made = TestCertificate::authority("Authority");
        return made;
    }
    static SslContextPtr goodContext() { return TestCertificate::server("mta-sts.hop.test", &authority()).serverContext(); }

    /// Before the first fetch: \a fetching may be changed as well.
    std::unique_ptr<MtaStsFetcher> makeFetcher() { return *std::move(MtaStsFetcher::make(*m_resolver, fetching)); }
    void setAddresses(const QList<QByteArray> &rdata)
    {
        const std::scoped_lock lock(m_mutex);
        m_addresses = rdata;
    }
    void setRecord(const QByteArray &text) ///< Empty: the name server is broken.
    {
        const std::scoped_lock lock(m_mutex);
        m_record = text;
    }
    DnsResolver &resolver() { return *m_resolver; }
    int connections() const { return m_server.connections(); }
    quint16 port() const { return m_server.hop().port; }

    MtaStsFetcherConfig fetching;
    Loops loops{2};

private:
    QByteArray answer(const DnsServer::Query &query)
    {
        const std::scoped_lock lock(m_mutex);
        QList<QByteArray> records;
        if (query.name == "mta-sts.hop.test") {
            for (const QByteArray &address : m_addresses) {
                if (address.size() == (query.type == dns::Type::A ? 4 : query.type == dns::Type::Aaaa ? 16 : -1))
                    records.append(address);
            }
        } else if (query.name == "_mta-sts.hop.test" && query.type == dns::Type::Txt) {
            if (m_record.isEmpty())
                return DnsServer::reply(query, 2);
            records.append(dns::textRecord({m_record}));
        }
        return DnsServer::reply(query, 0, records, 0);
    }

    QTemporaryDir m_directory;
    std::mutex m_mutex;
    QList<QByteArray> m_addresses;
    QByteArray m_record;
    NextHopServer m_server;
    DnsServer m_dns;
    std::unique_ptr<DnsResolver> m_resolver;
};
