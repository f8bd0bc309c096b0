#include "clientrig.h"

#include <QElapsedTimer>
#include <QTest>

using namespace Qt::StringLiterals;

class tst_SmtpClient : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pipelines();
    void goesStepByStepWithoutPipelining();
    void sendsPieces();
    void keepsOutcomesPerRecipient();
    void reusesConnections();
    void replacesStaleConnections_data();
    void replacesStaleConnections();
    void lostAtAnyStep_C2_data();
    void lostAtAnyStep_C2();
    void refusedConnection();
    void refusedSession();
    void triesAllAddresses();
    void isNoNextHopOfItself_C6_data();
    void isNoNextHopOfItself_C6();
    void returnsAtTheDeadline_R3_data();
    void returnsAtTheDeadline_R3();
    void waitsForTheFinalReplyPastTheDeadline_I3();
    void busyIsNotDown();
    void hearsARefusalWhileSending();
    void refusesBrokenContent();
    void keepsToTheCap_data();
    void keepsToTheCap();
    void slotsMoveBetweenLoops();
    void givesUpWaitingForATurn();
    void closesIdleConnections();
    void closesIdleConnectionsInShutDown();
    void limitsTransactions();
    void dropsDeliveriesAtTheEnd();
};

void tst_SmtpClient::pipelines()
{
    std::promise<QByteArray> content;
    NextHopServer server({[&content](TestPeer &peer) {
        greet(peer);
        content.set_value(take(peer));
        peer.line();
    }});
    Client client;
    const DeliveryResult result = client.deliver(server.hop(), message());
    QCOMPARE(result.outcomes.size(), 1);
    QCOMPARE(result.outcomes[0].kind, Kind::Delivered);
    QCOMPARE(result.outcomes[0].reply.toLine(), "250 2.0.0 ok 4711");
    QCOMPARE(content.get_future().get(), "Received: by us\r\nSubject: x\r\n\r\n..dot\r\n");
    QVERIFY(!result.isReused && !result.isUnreachable && !result.tls.isEncrypted);
    QVERIFY(result.totalTime >= result.connectTime && result.connectTime.count() > 0);
}

void tst_SmtpClient::goesStepByStepWithoutPipelining()
{
    QByteArray ahead;
    NextHopServer server({[&ahead](TestPeer &peer) {
        greet(peer, "250 hop.test\r\n");
        for (const char *reply : {"250 ok\r\n", "250 ok\r\n", "354 go\r\n"}) {
            peer.line();
            ahead += peer.received();
            peer.send(reply);
        }
        peer.content();
        peer.send("250 ok\r\n");
        peer.line();
    }});
    Client client;
    QCOMPARE(client.deliver(server.hop(), message()).outcomes[0].kind, Kind::Delivered);
    QVERIFY(ahead.isEmpty());
}

void tst_SmtpClient::sendsPieces()
{
    std::promise<QByteArray> content;
    NextHopServer server({[&content](TestPeer &peer) {
        greet(peer);
        content.set_value(take(peer));
        peer.line();
    }});
    Client client;
    Delivery delivery = message("Subject: [Sp");
    for (const char *piece : {"am] x\r", "\n", "\r\n", ".", "\r\n", "no line end"})
        delivery.content.append(piece);
    QCOMPARE(client.deliver(server.hop(), delivery).outcomes[0].kind, Kind::Delivered);
    QCOMPARE(content.get_future().get(), "Received: by us\r\nSubject: [Spam] x\r\n\r\n..\r\nno line end\r\n");
}

void tst_SmtpClient::keepsOutcomesPerRecipient()
{
    NextHopServer server({[](TestPeer &peer) {
        greet(peer);
        for (int i = 0; i < 5; ++i)
            peer.line();
        peer.send("250 ok\r\n250 2.1.5 ok\r\n550 5.1.1 no such user\r\n450 4.2.1 later\r\n354 go\r\n");
        peer.content();
        peer.send("250 2.0.0 ok\r\n");
        peer.line();
    }});
    Client client;
    const auto outcomes = client.deliver(server.hop(), message("x\r\n", 3)).outcomes;
    QCOMPARE(outcomes.size(), 3);
    QCOMPARE(outcomes[0].kind, Kind::Delivered);
    QCOMPARE(outcomes[1].kind, Kind::Permanent);
    QCOMPARE(outcomes[1].reply.toLine(), "550 5.1.1 no such user");
    QCOMPARE(outcomes[2].kind, Kind::Transient);
}

void tst_SmtpClient::reusesConnections()
{
    NextHopServer server({serve});
    Client client;
    for (int i = 0; i < 5; ++i) {
        const DeliveryResult result = client.deliver(server.hop(), message());
        QCOMPARE(result.outcomes[0].kind, Kind::Delivered);
        QCOMPARE(result.isReused, i > 0);
    }
    QCOMPARE(server.connections(), 1);
}

void tst_SmtpClient::replacesStaleConnections_data()
{
    QTest::addColumn<int>("way");
    QTest::newRow("closed while idle") << 0;
    QTest::newRow("said goodbye while idle") << 1;
    QTest::newRow("closes when MAIL comes") << 2;
    QTest::newRow("says goodbye when MAIL comes") << 3;
}

void tst_SmtpClient::replacesStaleConnections()
{
    QFETCH(const int, way);
    std::promise<void> isStale;
    NextHopServer server({[way, &isStale](TestPeer &peer) {
                              greet(peer);
                              take(peer);
                              if (way == 1)
                                  peer.send("421 4.4.2 too long idle\r\n");
                              if (way >= 2) {
                                  isStale.set_value();
                                  peer.line();
                              }
                              if (way == 3)
                                  peer.send("421 4.4.2 too long idle\r\n");
                              peer.close();
                              if (way < 2)
                                  isStale.set_value();
                          },
                          serve});
    Client client;
    QCOMPARE(client.deliver(server.hop(), message()).outcomes[0].kind, Kind::Delivered);
    isStale.get_future().wait();
    const DeliveryResult result = client.deliver(server.hop(), message());
    QCOMPARE(result.outcomes[0].kind, Kind::Delivered);
    QVERIFY(!result.isReused);
    QCOMPARE(server.connections(), 2);
}

void tst_SmtpClient::lostAtAnyStep_C2_data()
{
    QTest::addColumn<int>("step");
    for (int step = 0; step <= 7; ++step)
        QTest::addRow("step %d", step) << step;
}

void tst_SmtpClient::lostAtAnyStep_C2()
{
    QFETCH(const int, step);
    NextHopServer server({[step](TestPeer &peer) {
        if (step == 0)
            return peer.close();
        peer.send("220 hop.test\r\n");
        if (step == 1)
            return peer.close();
        peer.line();
        if (step == 2)
            return peer.close();
        peer.send(fullHello);
        for (int i = 0; i < 3; ++i)
            peer.line();
        if (step == 3)
            return peer.close();
        peer.send("250 ok\r\n");
        if (step == 4)
            return peer.close();
        peer.send("250 ok\r\n");
        if (step == 5)
            return peer.close();
        peer.send("354 go\r\n");
        if (step == 6) {
            peer.line();
            return peer.reset();
        }
        peer.content();
        peer.close();
    }});
    Client client;
    // At step 6 more than the buffers of both ends hold, so that the end marker cannot have left.
    const QByteArray content = step == 6 ? QByteArray(78, 'x').append("\r\n").repeated(400'000) : QByteArray("x\r\n");
    const DeliveryResult result = client.deliver(server.hop(), message(content));
    QCOMPARE(result.outcomes[0].kind, Kind::Transient);
    QVERIFY(result.outcomes[0].reply.isTransient());
    QVERIFY(result.outcomes[0].reply.text.contains("lost"));
    QCOMPARE(result.outcomes[0].isFateUnknown, step == 7); // C2
    QCOMPARE(result.isUnreachable, step == 0);
    QCOMPARE(server.connections(), 1);
}

void tst_SmtpClient::refusedConnection()
{
    quint16 port = 0;
    {
        const tcp::acceptor taken(TestPeer::context(), tcp::endpoint(boost::asio::ip::address_v4::loopback(), 0));
        port = taken.local_endpoint().port();
    }
    Client client;
    const DeliveryResult result = client.deliver({"127.0.0.1", port}, message());
    QVERIFY(result.isUnreachable);
    QCOMPARE(result.outcomes[0].kind, Kind::Transient);
    QCOMPARE(result.outcomes[0].reply.toLine(), "451 4.4.1 127.0.0.1:" + QByteArray::number(port) + " refused the connection");
}

void tst_SmtpClient::refusedSession()
{
    NextHopServer server({[](TestPeer &peer) {
        peer.send("554 5.7.1 we do not talk to you\r\n");
        peer.line();
    }});
    Client client;
    const DeliveryResult result = client.deliver(server.hop(), message());
    QCOMPARE(result.outcomes[0].kind, Kind::Transient); // About the session, not about the message.
    QVERIFY(result.outcomes[0].reply.isTransient());
    QVERIFY(result.outcomes[0].reply.text.contains("554 5.7.1 we do not talk to you"));
}

void tst_SmtpClient::triesAllAddresses()
{
    NextHopServer server({serve}); // On 127.0.0.1; a host's first address may be ::1, where nobody listens.
    Client client;
    NextHop hop = server.hop();
    hop.host = "localhost";
    QCOMPARE(client.deliver(hop, message()).outcomes[0].kind, Kind::Delivered);
}

void tst_SmtpClient::isNoNextHopOfItself_C6_data()
{
    QTest::addColumn<QByteArray>("listener");
    QTest::addColumn<bool>("isOurselves");
    QTest::newRow("the same address") << QByteArray("127.0.0.1") << true;
    QTest::newRow("all addresses") << QByteArray("0.0.0.0") << true;
    QTest::newRow("another server on this machine") << QByteArray("127.0.0.2") << false;
}

void tst_SmtpClient::isNoNextHopOfItself_C6()
{
    QFETCH(const QByteArray, listener);
    QFETCH(const bool, isOurselves);
    NextHopServer server({serve});
    Client client;
    client.client.addOwn({boost::asio::ip::make_address(listener.constData()), server.hop().port});
    const DeliveryResult result = client.deliver(server.hop(), message());
    QCOMPARE(result.outcomes[0].kind, isOurselves ? Kind::Transient : Kind::Delivered);
    QCOMPARE(result.outcomes[0].reply.toLine().startsWith("451 4.4.6 "), isOurselves);
    QCOMPARE(result.isUnreachable, isOurselves);
}

void tst_SmtpClient::returnsAtTheDeadline_R3_data()
{
    QTest::addColumn<int>("step");
    QTest::newRow("no greeting") << 0;
    QTest::newRow("no reply to MAIL") << 1;
    QTest::newRow("no reply to the content") << 2;
    QTest::newRow("content not taken") << 3;
}

void tst_SmtpClient::returnsAtTheDeadline_R3()
{
    QFETCH(const int, step);
    NextHopServer server({[step](TestPeer &peer) {
        if (step > 0)
            greet(peer);
        if (step > 1) {
            for (int i = 0; i < 3; ++i)
                peer.line();
            peer.send("250 ok\r\n250 ok\r\n354 go\r\n");
        }
        if (step == 2)
            peer.content();
        if (step != 3)
            while (!peer.line().isEmpty()) { } // Until the client gives up.
        else
            std::this_thread::sleep_for(3s); // The one thing that cannot be waited for is nothing.
    }});
    Client client;
    QElapsedTimer timer;
    timer.start();
    const QByteArray content = step == 3 ? QByteArray(78, 'x').append("\r\n").repeated(400'000) : QByteArray("x\r\n");
    const DeliveryResult result = client.deliver(server.hop(), message(content), 1s);
    QVERIFY2(timer.elapsed() >= 900 && timer.elapsed() < patience, QByteArray::number(timer.elapsed()).constData());
    QCOMPARE(result.outcomes[0].kind, Kind::Transient);
    QVERIFY(result.outcomes[0].reply.toLine().startsWith("451 4.4.2 "));
    QCOMPARE(result.outcomes[0].isFateUnknown, step == 2);
    QCOMPARE(result.isUnreachable, step == 0);
}

/// The next hop has everything and takes its time: what it says is worth waiting for, or the message would go out twice.
void tst_SmtpClient::waitsForTheFinalReplyPastTheDeadline_I3()
{
    std::promise<void> isOver;
    NextHopServer server({[over = isOver.get_future().share()](TestPeer &peer) {
        greet(peer);
        if (!peer.line().startsWith("MAIL") || !peer.line().startsWith("RCPT") || peer.line() != "DATA\r\n")
            return;
        peer.send("250 2.1.0 ok\r\n250 2.1.5 ok\r\n354 go\r\n");
        (void)peer.content();
        over.wait(); // The deadline.
        peer.send("250 2.0.0 at last\r\n");
        (void)peer.line();
    }});
    Client client;
    Delivery delivery = message();
    delivery.finalPatience = 20s;
    auto result = client.start(server.hop(), delivery, 0, 500ms);
    QCOMPARE(result.wait_for(1s), std::future_status::timeout); // Past the deadline.
    isOver.set_value();
    const DeliveryResult delivered = result.get();
    QCOMPARE(delivered.outcomes[0].kind, Kind::Delivered);
    QVERIFY(!delivered.outcomes[0].isFateUnknown);
}

void tst_SmtpClient::busyIsNotDown()
{
    NextHopServer server({[](TestPeer &peer) { peer.send("421 4.7.0 hop.test too many connections\r\n"); }});
    Client client;
    const DeliveryResult result = client.deliver(server.hop(), message());
    QCOMPARE(result.outcomes[0].kind, Kind::Transient);
    QVERIFY(result.isContacted && !result.isUnreachable);
}

void tst_SmtpClient::hearsARefusalWhileSending()
{
    NextHopServer server({[](TestPeer &peer) {
        greet(peer);
        for (int i = 0; i < 3; ++i)
            peer.line();
        peer.send("250 ok\r\n250 ok\r\n354 go\r\n");
        peer.line();
        peer.send("552 5.3.4 too big\r\n");
        while (!peer.line().isEmpty()) { }
    }});
    Client client;
    const DeliveryResult result = client.deliver(server.hop(), message(QByteArray(78, 'x').append("\r\n").repeated(400'000)));
    QCOMPARE(result.outcomes[0].kind, Kind::Permanent);
    QCOMPARE(result.outcomes[0].reply.toLine(), "552 5.3.4 too big");
}

void tst_SmtpClient::refusesBrokenContent()
{
    NextHopServer server({serve});
    Client client;
    for (const QByteArrayView content : {QByteArrayView("a\nb\r\n"), QByteArrayView("a\rb\r\n"), QByteArrayView("a\0b\r\n", 5)}) {
        const DeliveryResult result = client.deliver(server.hop(), message(content)); // S2
        QCOMPARE(result.outcomes[0].kind, Kind::Permanent);
        QVERIFY(result.outcomes[0].reply.toLine().startsWith("554 5.6.0 "));
    }
    QCOMPARE(server.connections(), 0);
}

void tst_SmtpClient::keepsToTheCap_data()
{
    QTest::addColumn<int>("cap");
    QTest::newRow("1") << 1;
    QTest::newRow("3") << 3;
}

void tst_SmtpClient::keepsToTheCap()
{
    QFETCH(const int, cap);
    std::atomic<int> open = 0, busy = 0, most = 0;
    NextHopServer server({[&](TestPeer &peer) {
        ++open;
        greet(peer);
        while (peer.line().startsWith("MAIL")) {
            const int now = ++busy;
            for (int seen = most; now > seen && !most.compare_exchange_weak(seen, now);) { }
            peer.line();
            peer.line();
            peer.send("250 ok\r\n250 ok\r\n354 go\r\n");
            peer.content();
            --busy; // Before the reply, after which the client may begin elsewhere.
            peer.send("250 ok\r\n");
        }
        --open;
    }});
    SmtpClientConfig config;
    config.maxConnectionsPerHop = cap;
    Client client(config);
    const Delivery delivery = message();
    std::vector<std::future<DeliveryResult>> results;
    for (std::size_t i = 0; i < 60; ++i)
        results.push_back(client.start(server.hop(), delivery, i % 2));
    for (auto &result : results)
        QCOMPARE(result.get().outcomes[0].kind, Kind::Delivered); // Both loops have their turns.
    QVERIFY2(most <= cap, QByteArray::number(most).constData());
    client.client.shutDown();
    QTRY_COMPARE_WITH_TIMEOUT(open.load(), 0, patience);
}

void tst_SmtpClient::slotsMoveBetweenLoops()
{
    NextHopServer server({serve});
    SmtpClientConfig config;
    config.maxConnectionsPerHop = 1;
    Client client(config);
    const Delivery delivery = message();
    for (std::size_t i = 0; i < 6; ++i) // The other loop's idle connection makes room.
        QCOMPARE(client.start(server.hop(), delivery, i % 2).get().outcomes[0].kind, Kind::Delivered);
    QCOMPARE(server.connections(), 6);
}

void tst_SmtpClient::givesUpWaitingForATurn()
{
    std::promise<void> end;
    std::shared_future<void> ended = end.get_future().share();
    NextHopServer server({[ended](TestPeer &peer) {
        greet(peer);
        ended.wait();
        take(peer);
        peer.line();
    }});
    SmtpClientConfig config;
    config.maxConnectionsPerHop = 1;
    Client client(config);
    const Delivery delivery = message();
    auto first = client.start(server.hop(), delivery);
    QTRY_COMPARE_WITH_TIMEOUT(server.connections(), 1, patience);
    const DeliveryResult second = client.deliver(server.hop(), delivery, 300ms);
    QCOMPARE(second.outcomes[0].kind, Kind::Transient);
    QVERIFY(second.outcomes[0].reply.toLine().startsWith("451 4.4.5 "));
    QVERIFY(!second.isContacted && !second.isUnreachable); // That says nothing about the next hop.
    end.set_value();
    QCOMPARE(first.get().outcomes[0].kind, Kind::Delivered);
}

void tst_SmtpClient::closesIdleConnections()
{
    std::promise<QByteArray> last;
    NextHopServer server({[&last](TestPeer &peer) {
        greet(peer);
        take(peer);
        last.set_value(peer.line());
    }});
    SmtpClientConfig config;
    config.keepOpen = 1s;
    Client client(config);
    QCOMPARE(client.deliver(server.hop(), message()).outcomes[0].kind, Kind::Delivered);
    QCOMPARE(last.get_future().get(), "QUIT\r\n");
}

void tst_SmtpClient::closesIdleConnectionsInShutDown()
{
    std::promise<QByteArray> last;
    NextHopServer server({[&last](TestPeer &peer) {
        greet(peer);
        take(peer);
        last.set_value(peer.line());
    }});
    Client client;
    QCOMPARE(client.deliver(server.hop(), message()).outcomes[0].kind, Kind::Delivered);
    client.client.shutDown();
    QCOMPARE(last.get_future().get(), "QUIT\r\n");
}

void tst_SmtpClient::limitsTransactions()
{
    NextHopServer server({serve});
    SmtpClientConfig config;
    config.maxTransactionsPerConnection = 2;
    Client client(config);
    for (int i = 0; i < 4; ++i)
        QCOMPARE(client.deliver(server.hop(), message()).outcomes[0].kind, Kind::Delivered);
    QCOMPARE(server.connections(), 2);
}

void tst_SmtpClient::dropsDeliveriesAtTheEnd()
{
    std::atomic<int> silent = 0;
    NextHopServer server({[&silent](TestPeer &peer) {
        greet(peer);
        peer.line();
        ++silent;
        while (!peer.line().isEmpty()) { }
    }});
    const Delivery delivery = message();
    std::vector<std::future<DeliveryResult>> results;
    {
        SmtpClientConfig config;
        config.maxConnectionsPerHop = 2;
        Client client(config);
        for (std::size_t i = 0; i < 4; ++i) // Two speak, two wait for a turn.
            results.push_back(client.start(server.hop(), delivery, i % 2));
        QTRY_COMPARE_WITH_TIMEOUT(silent.load(), 2, patience);
    }
    for (auto &result : results)
        QVERIFY_EXCEPTION_THROWN(result.get(), std::future_error); // Broken promises: nothing ran on.
}

QTEST_GUILESS_MAIN(tst_SmtpClient)
#include "tst_smtpclient.moc"
