#include "dnsserver.h"

#include "gateway/dns/knownanswers.h"
#include "gateway/net/dnsresolver.h"
#include "gateway/net/loops.h"

#include <QTest>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/use_future.hpp>
#include <future>

using namespace gateway;
using namespace gateway::net;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Status = dns::Answer::Status;

/// The resolver in front of a name server that does everything a name server can do (threats.md P14).
class tst_DnsResolver : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void answers_data();
    void answers();
    void hostileAnswersAreFailures_P14_data();
    void hostileAnswersAreFailures_P14();
    void asksOnce();
    void learnsAllAtOnce();
    void silenceEndsAtTheDeadline_P14();
    void knowsThatTheDnsIsSilent();
    void limitsWhatIsAskedAtATime_R7();
    void isDestroyedWhileItAsks();
    void refusesWrongSettings_data();
    void refusesWrongSettings();

private:
    [[nodiscard]] std::unique_ptr<DnsResolver> resolver(const DnsServer &server, int maxOutstanding = 100)
    {
        DnsConfig config;
        config.forwarders = {server.address()};
        config.validates = false;
        config.maxOutstanding = maxOutstanding;
        auto made = DnsResolver::make(config);
        return made ? *std::move(made) : nullptr;
    }
    std::future<dns::Answer> start(DnsResolver &asked, dns::Question question, std::chrono::milliseconds within = 30s)
    {
        return boost::asio::co_spawn(loops->at(0), ask(asked, std::move(question), within), boost::asio::use_future);
    }
    static Task<dns::Answer> ask(DnsResolver &asked, dns::Question question, std::chrono::milliseconds within)
    {
        co_return co_await asked.ask(question, DnsResolver::Clock::now() + within);
    }

    std::unique_ptr<Loops> loops;
};

void tst_DnsResolver::init()
{
    loops = std::make_unique<Loops>(1);
    loops->start();
}

void tst_DnsResolver::cleanup()
{
    loops->stop();
    loops.reset();
}

void tst_DnsResolver::answers_data()
{
    QTest::addColumn<dns::Question>("question");
    QTest::addColumn<int>("code");
    QTest::addColumn<QList<QByteArray>>("records");
    QTest::addColumn<Status>("status");

    const QByteArray text = dns::textRecord({"v=spf1 -all"});
    QTest::newRow("text") << dns::Question{"example.com", dns::Type::Txt} << 0 << QList{text} << Status::Found;
    QTest::newRow("in .test") << dns::Question{"example.test", dns::Type::Txt} << 0 << QList{text} << Status::Found;
    QTest::newRow("address") << dns::Question{"mail.example.com", dns::Type::A} << 0
                             << QList{dns::addressRecord(boost::asio::ip::make_address("192.0.2.1"))} << Status::Found;
    QTest::newRow("name of a private address") << dns::Question{"1.0.168.192.in-addr.arpa", dns::Type::Ptr} << 0
                                               << QList{dns::toWire("pc.example.com")} << Status::Found;
    QTest::newRow("mail exchange") << dns::Question{"example.com", dns::Type::Mx} << 0 << QList{dns::exchangeRecord({10, "mail.example.com"})} << Status::Found;
    QTest::newRow("null MX (RFC 7505)") << dns::Question{"example.com", dns::Type::Mx} << 0 << QList{dns::exchangeRecord({0, {}})} << Status::Found;
    QTest::newRow("no data") << dns::Question{"example.com", dns::Type::Txt} << 0 << QList<QByteArray>() << Status::NoData;
    QTest::newRow("no such name") << dns::Question{"nothing.example.com", dns::Type::A} << 3 << QList<QByteArray>() << Status::NoSuchName;
    QTest::newRow("SERVFAIL") << dns::Question{"example.com", dns::Type::A} << 2 << QList<QByteArray>() << Status::Failed;
    QTest::newRow("REFUSED") << dns::Question{"example.com", dns::Type::A} << 5 << QList<QByteArray>() << Status::Failed;
    QTest::newRow("a name that cannot be") << dns::Question{"a..b", dns::Type::A} << 0 << QList<QByteArray>() << Status::NoSuchName;
}

void tst_DnsResolver::answers()
{
    QFETCH(const dns::Question, question);
    QFETCH(const int, code);
    QFETCH(const QList<QByteArray>, records);
    const DnsServer server([&](const DnsServer::Query &query) { return DnsServer::reply(query, code, query.type == question.type ? records : QList<QByteArray>()); });
    const auto asked = resolver(server);
    QVERIFY(asked);
    const dns::Answer answer = start(*asked, question).get();
    QTEST(answer.status, "status");
    QCOMPARE(answer.records, records);
    QVERIFY(!answer.isSecure && !answer.isBogus);
    QCOMPARE(answer.cause.isEmpty(), answer.status != Status::Failed);
}

void tst_DnsResolver::hostileAnswersAreFailures_P14_data()
{
    using Query = DnsServer::Query;
    QTest::addColumn<DnsServer::Answer>("answer");
    const auto row = [](const char *name, DnsServer::Answer answer) { QTest::newRow(name) << std::move(answer); };
    row("not a message", [](const Query &) { return QByteArray("x"); });
    row("cut off", [](const Query &query) { return DnsServer::reply(query, 0, {dns::textRecord({"x"})}).chopped(1); });
    row("compression loop", [](const Query &query) {
        return query.octets.first(2) + QByteArray("\x84\0\0\1\0\1\0\0\0\0", 10) + DnsServer::question(query) + QByteArray("\xc0", 1)
            + char(12 + DnsServer::question(query).size()) + QByteArray("\0\x10\0\1\0\0\1\0\0\2\1x", 12);
    });
    row("for another question", [](const Query &query) {
        Query other = query;
        other.name = "other.example.com";
        return DnsServer::reply(other, 0, {dns::textRecord({"x"})});
    });
    row("another's id", [](const Query &query) {
        QByteArray reply = DnsServer::reply(query, 0, {dns::textRecord({"x"})});
        reply[0] = char(reply[0] ^ 1);
        return reply;
    });
    row("truncated, and nobody there over TCP", [](const Query &query) {
        QByteArray reply = DnsServer::reply(query, 0);
        reply[2] = char(reply[2] | 2);
        return reply;
    });
    row("random octets", [](const Query &query) { return query.octets.first(2) + QByteArray(200, '\xff'); });
}

void tst_DnsResolver::hostileAnswersAreFailures_P14()
{
    QFETCH(const DnsServer::Answer, answer);
    const DnsServer server(answer);
    const auto asked = resolver(server);
    QVERIFY(asked);
    const dns::Answer got = start(*asked, {"example.com", dns::Type::Txt}, 300ms).get();
    QCOMPARE(got.status, Status::Failed);
    QVERIFY(got.records.isEmpty());
    QVERIFY(!got.cause.isEmpty());
}

void tst_DnsResolver::asksOnce()
{
    const DnsServer server([](const DnsServer::Query &query) { return DnsServer::reply(query, 0, {dns::textRecord({"x"})}); });
    const auto asked = resolver(server);
    QVERIFY(asked);
    for (int i = 0; i < 3; ++i)
        QVERIFY(start(*asked, {"example.com", dns::Type::Txt}).get().isFound());
    QCOMPARE(server.asked().count("example.com TXT"), 1);
}

void tst_DnsResolver::learnsAllAtOnce()
{
    // Nobody is answered before all have asked: one after another would never end.
    QSet<QByteArray> names;
    const DnsServer server([&names](const DnsServer::Query &query) {
        names.insert(query.name);
        return names.size() == 3 ? DnsServer::reply(query, 3) : QByteArray(); // Who was not answered asks again.
    });
    const auto asked = resolver(server);
    QVERIFY(asked);
    dns::KnownAnswers answers;
    const QList<dns::Question> questions{{"a.example", dns::Type::A}, {"b.example", dns::Type::A}, {"c.example", dns::Type::A}};
    for (const dns::Question &question : questions)
        QVERIFY(!answers.find(question));
    boost::asio::co_spawn(loops->at(0), asked->learn(answers, DnsResolver::Clock::now() + 30s), boost::asio::use_future).get();
    for (const dns::Question &question : questions) {
        QVERIFY(answers.find(question));
        QCOMPARE(answers.find(question)->status, Status::NoSuchName);
    }
    QVERIFY(answers.takeMissing().isEmpty());
}

void tst_DnsResolver::silenceEndsAtTheDeadline_P14()
{
    const DnsServer server([](const DnsServer::Query &) { return QByteArray(); });
    const auto asked = resolver(server);
    QVERIFY(asked);
    const dns::Answer answer = start(*asked, {"example.com", dns::Type::Txt}, 50ms).get();
    QCOMPARE(answer.status, Status::Failed);
    QVERIFY(answer.cause.contains(u"in time"_s));
}

void tst_DnsResolver::knowsThatTheDnsIsSilent()
{
    std::atomic<bool> answers = false;
    const DnsServer server([&answers](const DnsServer::Query &query) { return answers ? DnsServer::reply(query, 3) : QByteArray(); });
    const auto asked = resolver(server);
    QVERIFY(asked);
    for (int i = 0; i < 10; ++i) {
        QVERIFY(!asked->isSilent());
        QCOMPARE(start(*asked, {"name" + QByteArray::number(i) + ".example", dns::Type::A}, 10ms).get().status, Status::Failed);
    }
    QVERIFY(asked->isSilent());
    answers = true;
    QTRY_COMPARE_WITH_TIMEOUT(start(*asked, {"other.example", dns::Type::A}).get().status, Status::NoSuchName, 30'000);
    QVERIFY(!asked->isSilent());
}

void tst_DnsResolver::limitsWhatIsAskedAtATime_R7()
{
    const DnsServer server([](const DnsServer::Query &) { return QByteArray(); });
    const auto asked = resolver(server, 2);
    QVERIFY(asked);
    auto first = start(*asked, {"a.example", dns::Type::A}, 200ms), second = start(*asked, {"b.example", dns::Type::A}, 200ms);
    const dns::Answer third = start(*asked, {"c.example", dns::Type::A}).get();
    QCOMPARE(third.status, Status::Failed);
    QVERIFY(third.cause.contains(u"too many"_s));
    QCOMPARE(first.get().status, Status::Failed);
    QCOMPARE(second.get().status, Status::Failed);
}

void tst_DnsResolver::isDestroyedWhileItAsks()
{
    std::promise<void> heard;
    bool isHeard = false;
    const DnsServer server([&](const DnsServer::Query &) {
        if (!std::exchange(isHeard, true))
            heard.set_value();
        return QByteArray();
    });
    auto asked = resolver(server);
    QVERIFY(asked);
    auto answer = start(*asked, {"example.com", dns::Type::A});
    heard.get_future().get();
    asked.reset();
    QCOMPARE(answer.get().status, Status::Failed);
}

void tst_DnsResolver::refusesWrongSettings_data()
{
    QTest::addColumn<DnsConfig>("config");
    DnsConfig config;
    config.forwarders = {u"ns.example.com"_s};
    QTest::newRow("a name for a forwarder") << config;
    config = {};
    config.stubs = {u"example.com"_s};
    QTest::newRow("a zone without a server") << config;
    config = {};
    config.trustAnchors = {u"nonsense"_s};
    QTest::newRow("nonsense for a trust anchor") << config;
}

void tst_DnsResolver::refusesWrongSettings()
{
    QFETCH(const DnsConfig, config);
    const auto made = DnsResolver::make(config);
    QVERIFY(!made);
    QCOMPARE(made.error().kind, Error::Kind::Invalid);
    QVERIFY2(made.error().message.contains((config.forwarders + config.stubs + config.trustAnchors).first()), qPrintable(made.error().message));
}

QTEST_GUILESS_MAIN(tst_DnsResolver)
#include "tst_dnsresolver.moc"
