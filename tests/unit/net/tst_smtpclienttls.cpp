#include "clientrig.h"
#include "fakehandler.h"
#include "testcertificate.h"

#include <QElapsedTimer>
#include <QTest>

using namespace Qt::StringLiterals;

class tst_SmtpClientTls : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void usesTls();
    void resumesTls();
    void fallsBackToClearText_T3_data();
    void fallsBackToClearText_T3();
    void requiredTlsIsNeverClear_T3_data();
    void requiredTlsIsNeverClear_T3();
    void refusesInjectedReplies_T2();
    void neverMeansNever();
    void roundTrip_data();
    void roundTrip();
};

void tst_SmtpClientTls::usesTls()
{
    QByteArray secondHello;
    NextHopServer server({[&secondHello](TestPeer &peer) {
        greet(peer, tlsHello);
        peer.line();
        peer.send("220 go\r\n");
        peer.startTls(tlsContext().current()->native_handle(), true);
        secondHello = peer.line();
        peer.send(fullHello);
        take(peer);
        peer.line();
    }});
    Client client;
    NextHop hop = server.hop();
    hop.host = "localhost";
    const DeliveryResult result = client.deliver(hop, message());
    QCOMPARE(result.outcomes[0].kind, Kind::Delivered);
    QVERIFY(secondHello.startsWith("EHLO "));
    QVERIFY(result.tls.isEncrypted);
    QCOMPARE(result.tls.version, "TLSv1.3");
    QCOMPARE(result.tls.serverName, "localhost");
    QCOMPARE(result.tls.peerSubject, u"CN=mail.example.com"_s);
    QVERIFY(!result.tls.verification.isEmpty() && result.tls.verification != u"ok"_s); // Recorded, not enforced.
}

void tst_SmtpClientTls::resumesTls()
{
    const auto script = [](TestPeer &peer) {
        greet(peer, tlsHello);
        peer.line();
        peer.send("220 go\r\n");
        peer.startTls(tlsContext().current()->native_handle(), true);
        peer.line();
        peer.send(fullHello);
        take(peer);
        peer.line();
        peer.stopTls();
    };
    NextHopServer server({script});
    SmtpClientConfig config;
    config.maxTransactionsPerConnection = 1;
    Client client(config);
    const DeliveryResult first = client.deliver(server.hop(), message()), second = client.deliver(server.hop(), message());
    QCOMPARE(second.outcomes[0].kind, Kind::Delivered);
    QVERIFY(first.tls.isEncrypted && !first.tls.isResumed);
    QVERIFY(second.tls.isEncrypted && second.tls.isResumed);
}

void tst_SmtpClientTls::fallsBackToClearText_T3_data()
{
    QTest::addColumn<int>("way");
    QTest::newRow("closes") << 0;
    QTest::newRow("answers with something else") << 1;
    QTest::newRow("refuses STARTTLS") << 2;
}

namespace {

NextHopServer::Script brokenTls(int way)
{
    return [way](TestPeer &peer) {
        greet(peer, tlsHello);
        peer.line();
        if (way == 2) {
            peer.send("454 4.7.0 not now\r\n");
            take(peer);
        } else {
            peer.send("220 go\r\n");
            if (way == 1)
                peer.send("500 what?\r\n");
        }
        if (way != 0)
            peer.line();
    };
}

} // namespace

void tst_SmtpClientTls::fallsBackToClearText_T3()
{
    QFETCH(const int, way);
    NextHopServer server({brokenTls(way), [](TestPeer &peer) {
                              greet(peer, tlsHello);
                              take(peer);
                              peer.line();
                          }});
    Client client;
    const DeliveryResult result = client.deliver(server.hop(), message());
    if (way == 1 && server.connections() == 1) { // In one segment with the 220: an injected reply (T2), see refusesInjectedReplies().
        QCOMPARE(result.outcomes[0].kind, Kind::Transient);
        return;
    }
    QCOMPARE(result.outcomes[0].kind, Kind::Delivered);
    QVERIFY(!result.tls.isEncrypted);
    QCOMPARE(server.connections(), way == 2 ? 1 : 2);
}

void tst_SmtpClientTls::requiredTlsIsNeverClear_T3_data()
{
    fallsBackToClearText_T3_data();
    QTest::newRow("does not offer it") << 3;
}

void tst_SmtpClientTls::requiredTlsIsNeverClear_T3()
{
    QFETCH(const int, way);
    std::atomic<bool> isClear = false;
    NextHopServer server({[way, &isClear](TestPeer &peer) {
        if (way < 2)
            return brokenTls(way)(peer);
        greet(peer, way == 2 ? tlsHello : fullHello);
        if (way == 2 && peer.line() == "STARTTLS\r\n")
            peer.send("454 4.7.0 not now\r\n");
        isClear = peer.line().startsWith("MAIL");
    }});
    Client client;
    const DeliveryResult result = client.deliver(server.hop(NextHop::Tls::Required), message());
    QCOMPARE(result.outcomes[0].kind, Kind::Transient);
    QVERIFY2(result.outcomes[0].reply.subject == 7, result.outcomes[0].reply.toLine().constData());
    QCOMPARE(server.connections(), 1);
    client.client.shutDown();
    QVERIFY(!isClear);
}

void tst_SmtpClientTls::refusesInjectedReplies_T2()
{
    NextHopServer server({[](TestPeer &peer) {
        greet(peer, tlsHello);
        peer.line();
        peer.send("220 go\r\n250-evil.test\r\n250 PIPELINING\r\n"); // T2
        peer.line();
    }});
    Client client;
    const DeliveryResult result = client.deliver(server.hop(), message());
    QCOMPARE(result.outcomes[0].kind, Kind::Transient);
    QCOMPARE(server.connections(), 1);
}

void tst_SmtpClientTls::neverMeansNever()
{
    NextHopServer server({[](TestPeer &peer) {
        greet(peer, tlsHello);
        take(peer);
        peer.line();
    }});
    Client client;
    const DeliveryResult result = client.deliver(server.hop(NextHop::Tls::Never), message());
    QCOMPARE(result.outcomes[0].kind, Kind::Delivered);
    QVERIFY(!result.tls.isEncrypted);
}

void tst_SmtpClientTls::roundTrip_data()
{
    QTest::addColumn<int>("lines");
    QTest::addColumn<bool>("isEncrypted");
    for (const bool isEncrypted : {false, true}) {
        QTest::addRow("small, %s", isEncrypted ? "TLS" : "clear") << 1 << isEncrypted;
        QTest::addRow("5 MB, %s", isEncrypted ? "TLS" : "clear") << 100'000 << isEncrypted;
    }
}

/// Our client to our server.
void tst_SmtpClientTls::roundTrip()
{
    QFETCH(const int, lines);
    QFETCH(const bool, isEncrypted);
    const QTemporaryDir directory;
    Client client;
    FakeHandler handler(client.loops);
    SmtpServerConfig config;
    config.spoolDirectory = directory.path();
    SmtpServer server(client.loops, config, isEncrypted ? &tlsContext() : nullptr, handler);
    const auto endpoint = server.listen(tcp::endpoint(boost::asio::ip::address_v4::loopback(), 0));
    QVERIFY(endpoint);
    const QByteArray content = QByteArray(".0123456789abcdefghijklmnopqrstuvwxyz\xc3\xa4 0123456789\r\n").repeated(lines);
    Delivery delivery = message(content);
    delivery.envelope.body = smtp::Body::EightBitMime;
    for (int i = 0; i < 3; ++i) {
        const DeliveryResult result = client.deliver({"127.0.0.1", endpoint->port()}, delivery);
        QCOMPARE(result.outcomes[0].kind, Kind::Delivered);
        QCOMPARE(result.tls.isEncrypted, isEncrypted);
        QCOMPARE(result.isReused, i > 0);
    }
    QCOMPARE(handler.messages().size(), 3u);
    QCOMPARE(handler.messages().back().content, delivery.prefix + content);
    client.loops.stop();
}

QTEST_GUILESS_MAIN(tst_SmtpClientTls)
#include "tst_smtpclienttls.moc"
