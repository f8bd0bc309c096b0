#include "clientrig.h"
#include "testchain.h"

#include <QCryptographicHash>
#include <QTest>

using namespace Qt::StringLiterals;

/// The client under what the DNS says about its next hop (threats.md T3, T4).
class tst_SmtpClientDane : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void verifies_T4_data();
    void verifies_T4();
    void strippedTlsDefers_T4_data();
    void strippedTlsDefers_T4();
    void encryptOnlyTakesAnyCertificate_T4();
    void deferIsNotCalled_T4();
    void onlyProvedAddressesAreCalled_T4();
    void keptConnectionsFollowThePolicy_T4();
    void resumptionDoesNotVerify_T4();
    void settingsGoFirst();
};

namespace {

const QByteArray hostName = "mail.hop.test", baseName = "mx.hop.test";

struct Certificates {
    TestCertificate authority = TestCertificate::authority("Authority"), stranger = TestCertificate::authority("Stranger");
    TestCertificate good = TestCertificate::server(baseName, &authority), forHost = TestCertificate::server(hostName, &authority),
                    otherName = TestCertificate::server("other.test", &authority),
                    over = TestCertificate::server(baseName, &authority, TestCertificate::Time::Over),
                    otherNameAndOver = TestCertificate::server("other.test", nullptr, TestCertificate::Time::Over);
};

const Certificates &certificates()
{
    static const Certificates made;
    return made;
}

enum Usage : quint8 { Ta = 2, Ee = 3 };

dns::Tlsa record(Usage usage, const TestCertificate &certificate)
{
    return {usage, 1, 1, QCryptographicHash::hash(certificate.publicKey(), QCryptographicHash::Sha256)};
}

DanePolicy policyOf(DanePolicy::Kind kind, const QList<dns::Tlsa> &records = {})
{
    DanePolicy policy;
    policy.kind = kind;
    if (kind != DanePolicy::Kind::None) {
        policy.baseDomain = baseName;
        policy.host = hostName;
        policy.records = records;
        policy.addresses = {boost::asio::ip::address_v4::loopback()};
    }
    return policy;
}

/// The DNS of a test: says what it is told to.
struct Dns {
    DaneFinder finder()
    {
        return [this](QByteArray, quint16, smtp::Clock::time_point) { return answer(); };
    }
    Task<DanePolicy> answer()
    {
        ++asked;
        co_return policy;
    }
    DanePolicy policy;
    std::atomic<int> asked = 0;
};

struct DaneClient {
    explicit DaneClient(const DanePolicy &policy, SmtpClientConfig config = {}) : dns{policy}, client(loops, config, dns.finder()) { loops.start(); }
    ~DaneClient() { loops.stop(); }
    DeliveryResult deliver(const NextHop &hop)
    {
        const Delivery delivery = message();
        return boost::asio::co_spawn(loops.at(0), client.deliver(0, hop, delivery, smtp::Clock::now() + 30s), boost::asio::use_future).get();
    }

    Dns dns;
    Loops loops{1};
    SmtpClient client;
};

/// The system knows no such name: only who takes the addresses from the policy gets there.
NextHop hopOf(const NextHopServer &server, NextHop::Tls tls = NextHop::Tls::Opportunistic)
{
    return {hostName, server.hop().port, tls};
}

NextHopServer::Script tlsServer(SSL_CTX *context)
{
    return [context](TestPeer &peer) {
        greet(peer, tlsHello);
        if (peer.line() != "STARTTLS\r\n" || !peer.send("220 go\r\n") || !peer.startTls(context, true))
            return;
        peer.line();
        peer.send(fullHello);
        while (take(peer) != "LOST") { }
        peer.stopTls();
    };
}

} // namespace

void tst_SmtpClientDane::verifies_T4_data()
{
    QTest::addColumn<const TestCertificate *>("certificate");
    QTest::addColumn<QList<dns::Tlsa>>("records");
    QTest::addColumn<QString>("verification");
    QTest::addColumn<bool>("delivered");

    const Certificates &c = certificates();
    const auto row = [](const char *name, const TestCertificate &certificate, const QList<dns::Tlsa> &records, const QString &verification,
                        bool isDelivered) {
        QTest::newRow(name) << &certificate << records << verification << isDelivered;
    };
    const QString dane = u"dane"_s, noMatch = u"no matching DANE TLSA records"_s;
    row("DANE-EE", c.good, {record(Ee, c.good)}, dane, true);
    row("DANE-EE, whole certificate", c.good, {{Ee, 0, 0, c.good.der()}}, dane, true);
    row("DANE-EE, SHA-512", c.good, {{Ee, 1, 2, QCryptographicHash::hash(c.good.publicKey(), QCryptographicHash::Sha512)}}, dane, true);
    row("DANE-EE, name and dates do not matter (RFC 7672 3.1.1)", c.otherNameAndOver, {record(Ee, c.otherNameAndOver)}, dane, true);
    row("DANE-EE, one of two", c.good, {record(Ee, c.over), record(Ee, c.good)}, dane, true);
    row("DANE-EE of another key", c.good, {record(Ee, c.over)}, noMatch, false);
    row("DANE-EE of the issuer", c.good, {record(Ee, c.authority)}, noMatch, false);
    row("DANE-TA", c.good, {record(Ta, c.authority)}, dane, true);
    row("DANE-TA, our own name for it (RFC 7672 3.2.3)", c.forHost, {record(Ta, c.authority)}, dane, true);
    row("DANE-TA of another authority", c.good, {record(Ta, c.stranger)}, noMatch, false);
    row("DANE-TA, another name", c.otherName, {record(Ta, c.authority)}, u"name does not match"_s, false);
    row("DANE-TA, expired", c.over, {record(Ta, c.authority)}, u"certificate has expired"_s, false);
    row("DANE-TA of another authority, DANE-EE", c.good, {record(Ta, c.stranger), record(Ee, c.good)}, dane, true);
    row("a certificate that is none: unusable (RFC 7672 2.2)", c.good, {{Ee, 0, 0, "garbage"}},
        u"self-signed certificate in certificate chain"_s, true);
}

void tst_SmtpClientDane::verifies_T4()
{
    QFETCH(const TestCertificate *, certificate);
    QFETCH(const QList<dns::Tlsa>, records);
    QFETCH(const QString, verification);
    QFETCH(const bool, delivered);
    const SslContextPtr context = certificate->serverContext(&certificates().authority);
    NextHopServer server({tlsServer(context.get())});
    DaneClient client(policyOf(DanePolicy::Kind::Dane, records));
    const DeliveryResult result = client.deliver(hopOf(server));
    QCOMPARE(result.outcomes[0].kind, delivered ? Kind::Delivered : Kind::Transient);
    QCOMPARE(result.tls.isEncrypted, delivered);
    QCOMPARE(result.tls.verification, verification);
    if (delivered)
        QCOMPARE(result.tls.serverName, baseName); // RFC 7672 8.1
    else
        QVERIFY2(result.outcomes[0].reply.toLine().startsWith("451 4.7.5 "), result.outcomes[0].reply.toLine().constData());
    QCOMPARE(server.connections(), 1); // No second one, in clear text.
}

void tst_SmtpClientDane::strippedTlsDefers_T4_data()
{
    QTest::addColumn<DanePolicy::Kind>("kind");
    QTest::addColumn<int>("way");
    for (const DanePolicy::Kind kind : {DanePolicy::Kind::Dane, DanePolicy::Kind::EncryptOnly}) {
        const char *const name = kind == DanePolicy::Kind::Dane ? "DANE" : "TLS alone";
        QTest::addRow("%s, not offered", name) << kind << 0;
        QTest::addRow("%s, refused", name) << kind << 1;
        QTest::addRow("%s, closed in the handshake", name) << kind << 2;
    }
}

void tst_SmtpClientDane::strippedTlsDefers_T4()
{
    QFETCH(const DanePolicy::Kind, kind);
    QFETCH(const int, way);
    std::atomic<bool> isClear = false;
    NextHopServer server({[way, &isClear](TestPeer &peer) {
        greet(peer, way == 0 ? fullHello : tlsHello);
        if (way > 0)
            peer.line();
        if (way == 1)
            peer.send("454 4.7.0 not now\r\n");
        if (way == 2)
            peer.send("220 go\r\n");
        else
            isClear = peer.line().startsWith("MAIL");
    }});
    DaneClient client(policyOf(kind, {record(Ee, certificates().good)}));
    const DeliveryResult result = client.deliver(hopOf(server));
    QCOMPARE(result.outcomes[0].kind, Kind::Transient);
    QVERIFY2(result.outcomes[0].reply.subject == 7, result.outcomes[0].reply.toLine().constData());
    QCOMPARE(server.connections(), 1);
    client.client.shutDown();
    QVERIFY(!isClear);
}

void tst_SmtpClientDane::encryptOnlyTakesAnyCertificate_T4()
{
    const SslContextPtr context = certificates().otherNameAndOver.serverContext();
    NextHopServer server({tlsServer(context.get())});
    DaneClient client(policyOf(DanePolicy::Kind::EncryptOnly));
    const DeliveryResult result = client.deliver(hopOf(server));
    QCOMPARE(result.outcomes[0].kind, Kind::Delivered);
    QVERIFY(result.tls.isEncrypted);
    QVERIFY(result.tls.verification != u"dane"_s && result.tls.verification != u"ok"_s);
}

void tst_SmtpClientDane::deferIsNotCalled_T4()
{
    NextHopServer server({serve});
    DanePolicy policy;
    policy.kind = DanePolicy::Kind::Defer;
    policy.cause = u"DNSSEC: forged"_s;
    DaneClient client(policy);
    const DeliveryResult result = client.deliver(hopOf(server));
    QCOMPARE(result.outcomes[0].kind, Kind::Transient);
    const QByteArray line = result.outcomes[0].reply.toLine();
    QVERIFY2(line.startsWith("451 4.7.5 ") && line.contains("DNSSEC: forged"), line.constData());
    QVERIFY(!result.isContacted && !result.isUnreachable); // It is not the next hop that is down.
    QCOMPARE(server.connections(), 0);
}

void tst_SmtpClientDane::onlyProvedAddressesAreCalled_T4()
{
    NextHopServer server({serve});
    DanePolicy policy = policyOf(DanePolicy::Kind::EncryptOnly);
    policy.addresses.clear();
    DaneClient client(policy);
    const DeliveryResult result = client.deliver({"localhost", server.hop().port});
    QCOMPARE(result.outcomes[0].kind, Kind::Transient);
    QVERIFY2(result.outcomes[0].reply.toLine().startsWith("451 4.4.3 "), result.outcomes[0].reply.toLine().constData());
    QCOMPARE(server.connections(), 0);
}

void tst_SmtpClientDane::keptConnectionsFollowThePolicy_T4()
{
    const SslContextPtr context = certificates().good.serverContext();
    NextHopServer server({tlsServer(context.get())});
    DaneClient client(policyOf(DanePolicy::Kind::EncryptOnly));
    const NextHop hop = hopOf(server);
    QVERIFY(!client.deliver(hop).isReused);
    QVERIFY(client.deliver(hop).isReused);

    client.dns.policy = policyOf(DanePolicy::Kind::Dane, {record(Ee, certificates().good)});
    const DeliveryResult verified = client.deliver(hop), again = client.deliver(hop);
    QVERIFY(!verified.isReused && again.isReused);
    QCOMPARE(verified.tls.verification, u"dane"_s);
    QCOMPARE(server.connections(), 2);

    client.dns.policy = policyOf(DanePolicy::Kind::Dane, {record(Ee, certificates().over)});
    QCOMPARE(client.deliver(hop).outcomes[0].kind, Kind::Transient);
    QCOMPARE(server.connections(), 3);
}

void tst_SmtpClientDane::resumptionDoesNotVerify_T4()
{
    const SslContextPtr context = certificates().good.serverContext();
    NextHopServer server({tlsServer(context.get())});
    SmtpClientConfig config;
    config.maxTransactionsPerConnection = 1;
    DaneClient client(policyOf(DanePolicy::Kind::EncryptOnly), config);
    const NextHop hop = hopOf(server);
    QVERIFY(!client.deliver(hop).tls.isResumed);
    QVERIFY(client.deliver(hop).tls.isResumed); // There is a session.

    client.dns.policy = policyOf(DanePolicy::Kind::Dane, {record(Ee, certificates().over)});
    QCOMPARE(client.deliver(hop).outcomes[0].kind, Kind::Transient);
    client.dns.policy = policyOf(DanePolicy::Kind::Dane, {record(Ee, certificates().good)});
    for (int i = 0; i < 2; ++i) {
        const DeliveryResult result = client.deliver(hop);
        QCOMPARE(result.outcomes[0].kind, Kind::Delivered);
        QVERIFY(!result.tls.isResumed);
        QCOMPARE(result.tls.verification, u"dane"_s);
    }
}

void tst_SmtpClientDane::settingsGoFirst()
{
    NextHopServer server({serve});
    DaneClient client(policyOf(DanePolicy::Kind::Dane, {record(Ee, certificates().good)}));
    NextHop never = server.hop(NextHop::Tls::Never);
    QCOMPARE(client.deliver(never).outcomes[0].kind, Kind::Delivered);
    QCOMPARE(client.dns.asked, 0);
}

QTEST_GUILESS_MAIN(tst_SmtpClientDane)
#include "tst_smtpclientdane.moc"
