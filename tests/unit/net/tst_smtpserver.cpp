#include "serverrig.h"
#include "testcertificate.h"

#include <QRegularExpression>
#include <QTest>
#include <thread>

#ifdef Q_OS_UNIX
#include <sys/resource.h>
#include <unistd.h>
#endif

using namespace Qt::StringLiterals;

class tst_SmtpServer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesMessages_data();
    void takesMessages();
    void answersPipelinedCommandsInOrder();
    void tellsTheHandlerWhoIsThere();
    void refusesAConnection();
    void refusesEarlyTalk_S3();
    void logsRefusals_I11();
    void refusesOtherProtocols_data();
    void refusesOtherProtocols();
    void limitsSessions();
    void limitsSessionsOfAClient_R1();
    void spreadsSessionsOverTheLoops();
    void endsIdleSessions_R2();
    void endsSlowReaders_R3();
    void hurriesUnderStress_R4();
    void limitsOctetsInFlight_R5();
    void refusesContentBeyondAllRoom();
    void survivesAFailingSpool();
    void finishesWithoutTheClient_S18();
    void survivesWithoutDescriptors_D10();
    void shutsDown_D12();
    void finishesContentInShutDown();
    void newLimitsAreForNewSessions();
    void refusesAPortInUse();
    void dropsSessionsAtTheEnd();
};

void tst_SmtpServer::takesMessages_data()
{
    QTest::addColumn<int>("lines");
    QTest::newRow("small") << 1;
    QTest::newRow("4 KiB") << 50;
    QTest::newRow("on disk (R5)") << 10'000;
}

void tst_SmtpServer::takesMessages()
{
    QFETCH(const int, lines);
    Server server;
    TestPeer client = greeted(server);
    const QByteArray content = QByteArray("Subject: x\r\n\r\n") + QByteArray(76, 'x').append("\r\n").repeated(lines);
    for (int i = 0; i < 2; ++i)
        QCOMPARE(submit(client, content), "250 2.0.0 Taken\r\n");
    QVERIFY(client.ask("QUIT").startsWith("221 "));
    QVERIFY(client.isClosed());
    QTRY_COMPARE_WITH_TIMEOUT(server.server.sessions(), 0, patience);
    QCOMPARE(server.handler.closedCount(), 1);
    const auto messages = server.handler.messages();
    QCOMPARE(messages.size(), 2u);
    for (const FakeHandler::Message &message : messages) {
        QCOMPARE(message.content, content);
        QCOMPARE(message.isOnDisk, content.size() > MessageContent::memoryLimit);
        QCOMPARE(message.envelope.reversePath.toBytes(), "a@client.test");
        QCOMPARE(message.envelope.recipients.size(), 1);
    }
}

void tst_SmtpServer::answersPipelinedCommandsInOrder()
{
    Server server;
    TestPeer client = greeted(server);
    for (const qsizetype cut : {qsizetype(1000), qsizetype(1)}) {
        const QByteArray group = "MAIL FROM:<a@client.test>\r\nRCPT TO:<b@example.com>\r\nRCPT TO:<c@example.com>\r\nNOOP\r\nDATA\r\n";
        for (qsizetype i = 0; i < group.size(); i += cut)
            QVERIFY(client.send(group.mid(i, cut)));
        for (const char *expected : {"250 2.1.0", "250 2.1.5", "250 2.1.5", "250 2.0.0", "354 "})
            QVERIFY(client.reply().startsWith(expected));
        QVERIFY(client.send("x\r\n.\r\nRSET\r\nMAIL FROM:<>\r\nRSET\r\n"));
        for (const char *expected : {"250 2.0.0 Taken", "250 2.0.0", "250 2.1.0", "250 2.0.0"})
            QVERIFY(client.reply().startsWith(expected));
    }
    QCOMPARE(server.handler.messages().size(), 2u);
}

void tst_SmtpServer::tellsTheHandlerWhoIsThere()
{
    Server server;
    TestPeer client = greeted(server);
    QVERIFY(submit(client, "x\r\n").startsWith("250"));
    const SessionInfo info = server.handler.messages().at(0).session;
    QCOMPARE(info.clientAddress, "127.0.0.1");
    QCOMPARE(info.clientPort, client.socket().local_endpoint().port());
    QCOMPARE(info.listener, "127.0.0.1:" + QByteArray::number(server.endpoint.port()));
    QCOMPARE(info.helo, "client.test");
    QCOMPARE(info.sessionId.size(), 12);
    QVERIFY(info.isExtended && !info.tls.isEncrypted);
}

void tst_SmtpServer::refusesAConnection()
{
    Server server;
    server.handler.refusal = smtp::Reply{554, 7, 1, "Not you"};
    TestPeer client(server.endpoint);
    QCOMPARE(client.reply(), "554 5.7.1 Not you\r\n");
    QVERIFY(client.isClosed());
}

void tst_SmtpServer::refusesEarlyTalk_S3()
{
    Server server;
    server.handler.hold(Question::Connected);
    TestPeer client(server.endpoint);
    QVERIFY(client.send("EHLO client.test\r\n"));
    QTRY_COMPARE_WITH_TIMEOUT(server.handler.held(), 1, patience);
    server.handler.release();
    QVERIFY(client.reply().startsWith("503 5.5.0 "));
    QVERIFY(client.isClosed());
}

void tst_SmtpServer::logsRefusals_I11() // I11: whoever decides, the handler or the session itself.
{
    Server server;
    TestPeer client = greeted(server);
    for (const char *reply : {"503 5\\.5\\.1 .*", "555 5\\.5\\.4 .*"})
        QTest::ignoreMessage(QtInfoMsg, QRegularExpression(u"^event=refused session=\\w{12} client=127\\.0\\.0\\.1 reply=\"%1\"$"_s.arg(QLatin1StringView(reply))));
    QVERIFY(client.ask("DATA").startsWith("503"));
    QVERIFY(client.ask("MAIL FROM:<a@client.test> NONSENSE=1").startsWith("555"));
}

void tst_SmtpServer::refusesOtherProtocols_data()
{
    QTest::addColumn<QByteArray>("octets");
    QTest::newRow("GET") << QByteArray("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    QTest::newRow("POST with mail in it") << QByteArray("POST / HTTP/1.1\r\nHost: x\r\n\r\nMAIL FROM:<a@client.test>\r\n");
    QTest::newRow("TLS") << QByteArray("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11);
}

void tst_SmtpServer::refusesOtherProtocols()
{
    QFETCH(const QByteArray, octets);
    Server server;
    TestPeer client(server.endpoint);
    QVERIFY(client.reply().startsWith("220 "));
    QVERIFY(client.send(octets));
    const QByteArray reply = client.reply();
    QVERIFY2(reply.startsWith("421 4.7.0 ") && !reply.contains("Host") && !reply.contains("GET"), reply.constData());
    QVERIFY(client.isClosed());
}

void tst_SmtpServer::limitsSessions()
{
    SmtpServerConfig config;
    config.maxSessions = 2;
    config.stressOn = 2; // Not what this is about.
    Server server(config);
    TestPeer first = greeted(server), second = greeted(server);
    TestPeer third(server.endpoint);
    QVERIFY(third.reply().startsWith("421 4.7.0 "));
    QVERIFY(third.isClosed());
    QVERIFY(first.ask("NOOP").startsWith("250"));
    first.close();
    QTRY_COMPARE_WITH_TIMEOUT(server.server.sessions(), 1, patience);
    TestPeer fourth = greeted(server);
    QVERIFY(fourth.ask("NOOP").startsWith("250"));
}

void tst_SmtpServer::limitsSessionsOfAClient_R1()
{
    SmtpServerConfig config;
    config.maxSessionsPerClient = 1;
    {
        Server server(config); // Our own machine is not counted.
        TestPeer first = greeted(server), second = greeted(server);
        QVERIFY(second.ask("NOOP").startsWith("250"));
    }
    config.countsLoopback = true;
    Server server(config);
    TestPeer first = greeted(server);
    TestPeer second(server.endpoint);
    QVERIFY(second.reply().startsWith("421 4.7.0 "));
    QVERIFY(second.isClosed());
    tcp::socket other(TestPeer::context(), tcp::endpoint(boost::asio::ip::make_address("127.0.0.2"), 0));
    other.connect(server.endpoint);
    TestPeer third(std::move(other));
    QVERIFY(third.reply().startsWith("220 "));
}

void tst_SmtpServer::spreadsSessionsOverTheLoops()
{
    Server server;
    std::vector<TestPeer> clients;
    for (int i = 0; i < 8; ++i)
        clients.push_back(greeted(server));
    const auto sessions = server.handler.sessions();
    const auto onFirst = std::ranges::count(sessions, std::size_t(0), &SessionInfo::loop);
    QVERIFY2(onFirst >= 3 && onFirst <= 5, QByteArray::number(qint64(onFirst)).constData());
}

void tst_SmtpServer::endsIdleSessions_R2()
{
    SmtpServerConfig config;
    config.session.idleTimeout = std::chrono::seconds(1);
    Server server(config);
    TestPeer idle = greeted(server), slow = greeted(server);
    std::thread drip([&slow] { // One octet now and then gains nothing: the deadline is for the whole command (R3).
        for (int i = 0; i < 100 && slow.send("N"); ++i)
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
    });
    QVERIFY(idle.reply().startsWith("421 4.4.2 "));
    QVERIFY(idle.isClosed());
    QVERIFY(slow.reply().startsWith("421 4.4.2 "));
    drip.join();
    QTRY_COMPARE_WITH_TIMEOUT(server.server.sessions(), 0, patience);
}

void tst_SmtpServer::endsSlowReaders_R3()
{
    SmtpServerConfig config;
    config.session.maxJunkCommands = 1'000'000'000;
    config.session.idleTimeout = std::chrono::seconds(1);
    Server server(config);
    TestPeer client = greeted(server);
    client.socket().non_blocking(true);
    const QByteArray flood = QByteArray("NOOP\r\n").repeated(10'000);
    boost::system::error_code error;
    QElapsedTimer timer;
    timer.start();
    while (server.server.sessions() == 1 && timer.elapsed() < patience) // Its replies pile up: it never reads one.
        client.socket().write_some(boost::asio::buffer(flood.constData(), std::size_t(flood.size())), error);
    QCOMPARE(server.server.sessions(), 0);
}

void tst_SmtpServer::hurriesUnderStress_R4()
{
    SmtpServerConfig config;
    config.maxSessions = 4;
    config.stressOn = 0.75;
    config.stressOff = 0.5;
    config.stressTimeout = std::chrono::seconds(2);
    Server server(config);
    TestPeer first = greeted(server), second = greeted(server);
    QVERIFY(!server.server.isUnderStress());
    TestPeer third = greeted(server);
    QVERIFY(server.server.isUnderStress());
    QVERIFY(third.ask("XYZZY").startsWith("500 ")); // One error is one too many now (R4).
    QVERIFY(third.reply().startsWith("421 4.7.0 "));
    QVERIFY(third.isClosed());
    QVERIFY(first.reply().startsWith("421 4.4.2 ")); // Instead of 300 s.
    QTRY_VERIFY_WITH_TIMEOUT(!server.server.isUnderStress(), patience);
}

void tst_SmtpServer::limitsOctetsInFlight_R5()
{
    SmtpServerConfig config;
    config.maxOctetsInFlight = 1000;
    config.stressOn = 2;
    Server server(config);
    TestPeer first = greeted(server), second = greeted(server);
    server.handler.hold(Question::Message);
    QVERIFY(first.ask("MAIL FROM:<a@client.test>").startsWith("250") && first.ask("RCPT TO:<b@example.com>").startsWith("250"));
    QVERIFY(first.ask("DATA").startsWith("354"));
    QVERIFY(first.send(QByteArray("1234567\r\n").repeated(125) + ".\r\n"));
    QTRY_COMPARE_WITH_TIMEOUT(server.handler.held(), 1, patience);
    QVERIFY(second.ask("MAIL FROM:<a@client.test>").startsWith("452 4.3.1 "));
    server.handler.release();
    QVERIFY(first.reply().startsWith("250 "));
    QVERIFY(submit(second, "x\r\n").startsWith("250 "));
}

void tst_SmtpServer::refusesContentBeyondAllRoom()
{
    SmtpServerConfig config;
    config.maxOctetsInFlight = 1000;
    config.stressOn = 2;
    Server server(config);
    TestPeer client = greeted(server);
    QVERIFY(submit(client, QByteArray(76, 'x').append("\r\n").repeated(20)).startsWith("452 4.3.1 "));
    QVERIFY(server.handler.messages().empty());
    QVERIFY(submit(client, "x\r\n").startsWith("250 "));
    QCOMPARE(server.handler.messages().at(0).content, "x\r\n");
}

void tst_SmtpServer::survivesAFailingSpool()
{
    SmtpServerConfig config;
    config.spoolDirectory = u"/nonexistent"_s;
    Server server(config);
    TestPeer client = greeted(server);
    QVERIFY(submit(client, QByteArray(76, 'x').append("\r\n").repeated(5000)).startsWith("451 4.3.0 "));
    QVERIFY(server.handler.messages().empty());
    QVERIFY(submit(client, "x\r\n").startsWith("250 "));
}

void tst_SmtpServer::finishesWithoutTheClient_S18()
{
    Server server;
    server.handler.hold(Question::Message);
    {
        TestPeer client = greeted(server);
        QVERIFY(client.ask("MAIL FROM:<a@client.test>").startsWith("250") && client.ask("RCPT TO:<b@example.com>").startsWith("250"));
        QVERIFY(client.ask("DATA").startsWith("354"));
        QVERIFY(client.send("x\r\n.\r\n"));
        QTRY_COMPARE_WITH_TIMEOUT(server.handler.held(), 1, patience);
        client.reset();
    }
    QVERIFY(server.handler.messages().empty());
    server.handler.release();
    QTRY_COMPARE_WITH_TIMEOUT(server.server.sessions(), 0, patience);
    QCOMPARE(server.handler.messages().size(), 1u);
    QCOMPARE(server.handler.closedCount(), 1);
}

void tst_SmtpServer::survivesWithoutDescriptors_D10()
{
#ifndef Q_OS_UNIX
    QSKIP("Descriptors do not run out here.");
#else
    Server server;
    TestPeer before = greeted(server);
    tcp::socket client(TestPeer::context(), tcp::v4()); // Made while there are descriptors; accepting it takes one more.
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    const rlimit low{200, limit.rlim_max};
    ::setrlimit(RLIMIT_NOFILE, &low);
    std::vector<int> fill;
    for (int descriptor = ::dup(0); descriptor >= 0; descriptor = ::dup(0))
        fill.push_back(descriptor);
    client.connect(server.endpoint);
    TestPeer refused(std::move(client));
    const QByteArray reply = refused.reply();
    const QByteArray others = before.ask("NOOP"); // Running sessions do not notice.
    for (const int descriptor : fill)
        ::close(descriptor);
    ::setrlimit(RLIMIT_NOFILE, &limit);
    QVERIFY2(reply.startsWith("421 4.3.2 "), reply.constData());
    QVERIFY(refused.isClosed());
    QVERIFY(others.startsWith("250"));
    TestPeer after = greeted(server);
    QVERIFY(after.ask("NOOP").startsWith("250"));
#endif
}

void tst_SmtpServer::shutsDown_D12()
{
    Server server;
    TestPeer idle = greeted(server), busy = greeted(server);
    server.handler.hold(Question::Message);
    QVERIFY(busy.ask("MAIL FROM:<a@client.test>").startsWith("250") && busy.ask("RCPT TO:<b@example.com>").startsWith("250"));
    QVERIFY(busy.ask("DATA").startsWith("354"));
    QVERIFY(busy.send("x\r\n.\r\n"));
    QTRY_COMPARE_WITH_TIMEOUT(server.handler.held(), 1, patience);
    QVERIFY(!server.server.isDrained());
    server.server.shutDown();
    QVERIFY(idle.reply().startsWith("421 4.3.2 "));
    QVERIFY(idle.isClosed());
    QVERIFY(!server.server.isDrained());
    server.handler.release();
    QVERIFY(busy.reply().startsWith("250 2.0.0 Taken"));
    QVERIFY(busy.reply().startsWith("421 4.3.2 "));
    busy.close();
    QTRY_VERIFY_WITH_TIMEOUT(server.server.isDrained(), patience);
    tcp::socket late(TestPeer::context());
    boost::system::error_code error;
    late.connect(server.endpoint, error);
    QVERIFY(error == boost::asio::error::connection_refused);
}

void tst_SmtpServer::finishesContentInShutDown()
{
    Server server;
    TestPeer client = greeted(server);
    QVERIFY(client.ask("MAIL FROM:<a@client.test>").startsWith("250") && client.ask("RCPT TO:<b@example.com>").startsWith("250"));
    QVERIFY(client.ask("DATA").startsWith("354"));
    server.server.shutDown();
    QVERIFY(client.send("x\r\n"));
    QVERIFY(client.send(".\r\n"));
    QVERIFY(client.reply().startsWith("250 2.0.0 Taken"));
    QVERIFY(client.reply().startsWith("421 4.3.2 "));
    QVERIFY(client.isClosed());
    QCOMPARE(server.handler.messages().size(), 1u);
}

void tst_SmtpServer::newLimitsAreForNewSessions()
{
    Server server;
    TestPeer before = greeted(server);
    SmtpServerConfig config = server.withDirectory({});
    config.session.maxMessageSize = 1000;
    server.server.reconfigure(config);
    TestPeer after = greeted(server);
    QVERIFY(before.ask("MAIL FROM:<a@client.test> SIZE=2000").startsWith("250"));
    QVERIFY(after.ask("MAIL FROM:<a@client.test> SIZE=2000").startsWith("552 5.3.4"));
}

void tst_SmtpServer::refusesAPortInUse()
{
    Server server;
    const auto again = server.server.listen(server.endpoint);
    QVERIFY(!again);
    QCOMPARE(again.error().kind, Error::Kind::Io);
    QVERIFY(again.error().message.contains(QString::number(server.endpoint.port())));
}

void tst_SmtpServer::dropsSessionsAtTheEnd()
{
    std::vector<TestPeer> clients;
    Server server({}, &tlsContext());
    server.handler.hold(Question::Message);
    clients.push_back(greeted(server));
    clients.push_back(encrypted(server));
    TestPeer busy = greeted(server);
    QVERIFY(busy.ask("MAIL FROM:<a@client.test>").startsWith("250") && busy.ask("RCPT TO:<b@example.com>").startsWith("250"));
    QVERIFY(busy.ask("DATA").startsWith("354"));
    QVERIFY(busy.send("x\r\n.\r\n"));
    QTRY_COMPARE_WITH_TIMEOUT(server.handler.held(), 1, patience);
    server.loops.stop(); // Everything they use is still there when they go.
    QCOMPARE(server.server.sessions(), 0);
    for (TestPeer &client : clients)
        QVERIFY(client.isClosed());
}

QTEST_GUILESS_MAIN(tst_SmtpServer)
#include "tst_smtpserver.moc"
