#include "policyserver.h"

#include "gateway/net/mtasts.h"

#include <QTest>

using namespace Qt::StringLiterals;

/// DNS, fetcher and cache together (threats.md T5).
class tst_MtaSts : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void fetchesOnce();
    void changedPolicyIsFetched_T5();
    void oldPolicyStaysWhileFetchingFails_T5_data();
    void oldPolicyStaysWhileFetchingFails_T5();
    void withoutRecordNothingIsFetched();
    void returnsAtTheDeadline();
    void isDestroyedWhileItFetches();
};

namespace {

struct Rig {
    explicit Rig(std::function<QByteArray(int count)> answer)
        : context(PolicyServer::goodContext()), server(context.get(), [this, answer = std::move(answer)](TestPeer &peer) {
              readRequest(peer);
              const QByteArray octets = answer(++requests);
              if (octets.isEmpty()) { // Says nothing, until the other side has lost its patience.
                  (void)peer.line();
                  return;
              }
              peer.send(octets);
              peer.stopTls();
          }),
          fetcher(server.makeFetcher()), sts(server.resolver(), *fetcher)
    {
        server.loops.start();
    }
    ~Rig() { server.loops.stop(); }

    std::future<std::optional<MtaStsPolicy>> start(std::size_t loop = 0, std::chrono::milliseconds within = 20s, QByteArray domain = "hop.test")
    {
        const auto deadline = MtaSts::Clock::now() + within;
        return boost::asio::co_spawn(server.loops.at(loop), sts.find(server.loops.local(loop), domain, deadline), boost::asio::use_future);
    }
    QByteArray exchange()
    {
        const std::optional<MtaStsPolicy> policy = start().get();
        return policy ? policy->exchanges.value(0) : QByteArray("none");
    }

    std::atomic<int> requests = 0;
    SslContextPtr context;
    PolicyServer server;
    std::unique_ptr<MtaStsFetcher> fetcher;
    MtaSts sts;
};

QByteArray policyFor(const QByteArray &exchange)
{
    return response("version: STSv1\nmode: enforce\nmx: " + exchange + "\nmax_age: 604800\n");
}

} // namespace

void tst_MtaSts::fetchesOnce()
{
    Rig rig([](int) { return policyFor("mx.hop.test"); });
    std::vector<std::future<std::optional<MtaStsPolicy>>> all;
    for (std::size_t i = 0; i < 50; ++i)
        all.push_back(rig.start(i % 2));
    for (auto &one : all) {
        const std::optional<MtaStsPolicy> policy = one.get();
        QVERIFY(policy && policy->covers("mx.hop.test"));
    }
    QCOMPARE(rig.exchange(), "mx.hop.test");
    QCOMPARE(rig.requests, 1);
}

void tst_MtaSts::changedPolicyIsFetched_T5()
{
    Rig rig([](int count) { return policyFor(count == 1 ? "old.hop.test" : "new.hop.test"); });
    QCOMPARE(rig.exchange(), "old.hop.test");
    QCOMPARE(rig.exchange(), "old.hop.test");
    rig.server.setRecord("v=STSv1; id=2;");
    QCOMPARE(rig.exchange(), "new.hop.test");
    QCOMPARE(rig.requests, 2);
}

void tst_MtaSts::oldPolicyStaysWhileFetchingFails_T5_data()
{
    QTest::addColumn<QByteArray>("record");
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<int>("requests");
    QTest::newRow("redirect") << QByteArray("v=STSv1; id=2;") << response("", "302 Found", "text/plain", "Location: https://evil.test/\r\n") << 2;
    QTest::newRow("not a policy") << QByteArray("v=STSv1; id=2;") << response("<html>") << 2;
    QTest::newRow("the record is gone") << QByteArray("v=spf1 -all") << QByteArray() << 1;
    QTest::newRow("the record is malformed") << QByteArray("v=STSv1; id=-;") << QByteArray() << 1;
    QTest::newRow("the DNS is broken") << QByteArray() << QByteArray() << 1;
}

void tst_MtaSts::oldPolicyStaysWhileFetchingFails_T5()
{
    QFETCH(const QByteArray, record);
    QFETCH(const QByteArray, answer);
    QFETCH(const int, requests);
    Rig rig([&answer](int count) { return count == 1 ? policyFor("old.hop.test") : answer; });
    QCOMPARE(rig.exchange(), "old.hop.test");
    rig.server.setRecord(record);
    QCOMPARE(rig.exchange(), "old.hop.test");
    QCOMPARE(rig.exchange(), "old.hop.test");
    QCOMPARE(rig.requests, requests); // A failure is not repeated at once.
}

void tst_MtaSts::withoutRecordNothingIsFetched()
{
    Rig rig([](int) { return policyFor("mx.hop.test"); });
    rig.server.setRecord("v=spf1 -all");
    QCOMPARE(rig.exchange(), "none");
    QVERIFY(!rig.start(0, 20s, "other.test").get());
    QVERIFY(!rig.start(0, 20s, "no domain").get());
    QCOMPARE(rig.requests, 0);
}

void tst_MtaSts::returnsAtTheDeadline()
{
    Rig rig([](int) { return QByteArray(); });
    QVERIFY(!rig.start(0, 300ms).get());
    QCOMPARE(rig.requests, 1);
}

void tst_MtaSts::isDestroyedWhileItFetches()
{
    std::future<std::optional<MtaStsPolicy>> waiting;
    {
        Rig rig([](int) { return QByteArray(); });
        waiting = rig.start();
        QTRY_COMPARE(rig.requests, 1);
    }
    waiting.wait(); // A broken promise, not a crash.
}

QTEST_GUILESS_MAIN(tst_MtaSts)
#include "tst_mtasts.moc"
