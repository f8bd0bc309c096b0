#include "serverrig.h"
#include "testcertificate.h"

#include <QTest>

using namespace Qt::StringLiterals;

class tst_SmtpServerTls : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void noClearTextBehindStartTls_T1_data();
    void noClearTextBehindStartTls_T1();
    void forgetsWhatWasSaidBeforeTls_T1();
    void refusesStartTlsWithout();
    void takesMessagesOverTls_data();
    void takesMessagesOverTls();
    void ticketsAreOfOneListener_T6();
    void endsSilentHandshakes_T7();
    void limitsHandshakes_T7();
    void brokenHandshakeCloses();
    void tlsCloseIsADisconnect_T8();
};

void tst_SmtpServerTls::noClearTextBehindStartTls_T1_data()
{
    QTest::addColumn<QByteArray>("octets");
    QTest::newRow("a command") << QByteArray("STARTTLS\r\nRSET\r\n");
    QTest::newRow("one octet") << QByteArray("STARTTLS\r\nR");
}

void tst_SmtpServerTls::noClearTextBehindStartTls_T1()
{
    QFETCH(const QByteArray, octets);
    Server server({}, &tlsContext());
    TestPeer client = greeted(server);
    QVERIFY(client.send(octets));
    QVERIFY(client.reply().startsWith("503 5.5.0 ")); // And no 220 before it.
    QVERIFY(client.isClosed());
}

void tst_SmtpServerTls::forgetsWhatWasSaidBeforeTls_T1()
{
    Server server({}, &tlsContext());
    TestPeer client = greeted(server);
    QVERIFY(client.ask("STARTTLS").startsWith("220 "));
    QVERIFY(client.startTls(clientContext()));
    QVERIFY(client.ask("DATA").startsWith("503 5.5.1 "));
    QVERIFY(client.ask("MAIL FROM:<a@client.test>").startsWith("503 5.5.1 ")); // EHLO is forgotten, too.
    const QByteArray hello = client.ask("EHLO client.test");
    QVERIFY(hello.startsWith("250-") && !hello.contains("STARTTLS"));
}

void tst_SmtpServerTls::refusesStartTlsWithout()
{
    Server server;
    TestPeer client(server.endpoint);
    QVERIFY(client.reply().startsWith("220 "));
    QVERIFY(!client.ask("EHLO client.test").contains("STARTTLS"));
    QVERIFY(client.ask("STARTTLS").startsWith("5"));
}

void tst_SmtpServerTls::takesMessagesOverTls_data()
{
    QTest::addColumn<int>("lines");
    QTest::newRow("small") << 1;
    QTest::newRow("many records") << 40'000;
}

void tst_SmtpServerTls::takesMessagesOverTls()
{
    QFETCH(const int, lines);
    Server server({}, &tlsContext());
    TestPeer client = encrypted(server);
    const QByteArray content = QByteArray("0123456789abcdefghijklmnopqrstuvwxyz\r\n").repeated(lines);
    for (int i = 0; i < 2; ++i)
        QCOMPARE(submit(client, content), "250 2.0.0 Taken\r\n");
    QVERIFY(client.ask("QUIT").startsWith("221 "));
    QVERIFY(client.isClosed());
    QCOMPARE(SSL_get_shutdown(client.ssl()) & SSL_RECEIVED_SHUTDOWN, SSL_RECEIVED_SHUTDOWN); // Ended in order.
    const auto messages = server.handler.messages();
    QCOMPARE(messages.size(), 2u);
    QCOMPARE(messages[1].content, content);
    QVERIFY(messages[1].session.tls.isEncrypted);
    QCOMPARE(messages[1].session.tls.version, "TLSv1.3");
}

void tst_SmtpServerTls::ticketsAreOfOneListener_T6()
{
    Server server({}, &tlsContext());
    const auto second = server.server.listen(tcp::endpoint(boost::asio::ip::address_v4::loopback(), 0));
    QVERIFY(second);
    TestPeer first = encrypted(server);
    const SessionPtr session(SSL_get1_session(first.ssl()));
    QVERIFY(first.ask("QUIT").startsWith("221 "));
    QVERIFY(first.isClosed());
    first.stopTls();
    TestPeer again = encrypted(server, session.get());
    QCOMPARE(SSL_session_reused(again.ssl()), 1);
    again.stopTls();
    server.endpoint = *second;
    TestPeer elsewhere = encrypted(server, session.get());
    QCOMPARE(SSL_session_reused(elsewhere.ssl()), 0);
}

void tst_SmtpServerTls::endsSilentHandshakes_T7()
{
    SmtpServerConfig config;
    config.handshakeTimeout = std::chrono::seconds(1);
    Server server(config, &tlsContext());
    TestPeer client = greeted(server);
    QVERIFY(client.ask("STARTTLS").startsWith("220 "));
    QVERIFY(client.isClosed());
    QTRY_COMPARE_WITH_TIMEOUT(server.server.sessions(), 0, patience);
}

void tst_SmtpServerTls::limitsHandshakes_T7()
{
    SmtpServerConfig config;
    config.maxHandshakes = 1;
    Server server(config, &tlsContext());
    TestPeer first = greeted(server), second = greeted(server);
    QVERIFY(first.ask("STARTTLS").startsWith("220 "));
    QVERIFY(second.ask("STARTTLS").startsWith("421 4.7.0 "));
    QVERIFY(second.isClosed());
    QVERIFY(first.startTls(clientContext()));
    QVERIFY(first.ask("NOOP").startsWith("250")); // So the server's side of the handshake has ended, too.
    TestPeer third = encrypted(server);
    QVERIFY(third.ask("NOOP").startsWith("250"));
}

void tst_SmtpServerTls::brokenHandshakeCloses()
{
    Server server({}, &tlsContext());
    TestPeer client = greeted(server);
    QVERIFY(client.ask("STARTTLS").startsWith("220 "));
    QVERIFY(client.send("EHLO client.test\r\nMAIL FROM:<a@client.test>\r\n"));
    QVERIFY(!client.line().startsWith("250")); // An alert perhaps, then the end.
    QTRY_COMPARE_WITH_TIMEOUT(server.server.sessions(), 0, patience);
}

void tst_SmtpServerTls::tlsCloseIsADisconnect_T8()
{
    Server server({}, &tlsContext());
    TestPeer client = encrypted(server);
    QVERIFY(client.ask("MAIL FROM:<a@client.test>").startsWith("250") && client.ask("RCPT TO:<b@example.com>").startsWith("250"));
    QVERIFY(client.ask("DATA").startsWith("354"));
    QVERIFY(client.send("Subject: x\r\n\r\n"));
    client.stopTls();
    client.forgetTls();
    client.send(".\r\nQUIT\r\n"); // T8: no octet of the socket is read in clear after TLS has started.
    QTRY_COMPARE_WITH_TIMEOUT(server.server.sessions(), 0, patience);
    QVERIFY(server.handler.messages().empty());
}

QTEST_GUILESS_MAIN(tst_SmtpServerTls)
#include "tst_smtpservertls.moc"
