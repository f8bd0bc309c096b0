#include "gateway/daemon/recipientprobe.h"

#include "tests/unit/net/clientrig.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace gateway::daemon;
using Answer = RecipientProbe::Answer;

namespace {

/// Answers questions as \a answer says for a recipient, and counts what it hears.
struct Hop {
    explicit Hop(std::function<QByteArray(const QByteArray &recipient)> answer)
        : server({[this, answer](TestPeer &peer) {
              if (!greet(peer, "250 hop.test\r\n"))
                  return;
              for (QByteArray line = peer.line(); !line.isEmpty(); line = peer.line()) {
                  if (line.startsWith("DATA"))
                      ++contents;
                  if (line.startsWith("RCPT TO:"))
                      ++questions;
                  peer.send(line.startsWith("RCPT TO:") ? answer(line.sliced(9, line.indexOf('>') - 9)) + "\r\n" : QByteArray("250 2.0.0 ok\r\n"));
              }
          }})
    {
    }
    std::atomic<int> questions = 0, contents = 0;
    NextHopServer server;
};

struct Asker {
    explicit Asker(RecipientProbe::Limits limits = {}, SmtpClientConfig config = {}) : client(config), probe(client.client, health, limits) {}
    RecipientProbe::Outcome ask(const NextHop &hop, const QByteArray &recipient) { return start(hop, recipient).get(); }
    std::future<RecipientProbe::Outcome> start(const NextHop &hop, const QByteArray &recipient)
    {
        return boost::asio::co_spawn(client.loops.at(0), probe.ask(0, hop, smtp::parseMailbox(recipient, smtp::Utf8::Allowed).value()), boost::asio::use_future);
    }

    delivery::HopHealth health;
    Client client;
    RecipientProbe probe;
};

} // namespace

class tst_RecipientProbe : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void answers_data();
    void answers();
    void rememberedIsNotAskedAgain();
    void knownStayKnownWhileTheHopIsDown_L3();
    void slowAnswerIsNone_L3();
    void oneSlowQuestionDelaysNoOther();
    void boundedConnections();
};

void tst_RecipientProbe::answers_data()
{
    QTest::addColumn<QByteArray>("reply");
    QTest::addColumn<Answer>("answer");
    QTest::addColumn<bool>("isRemembered");
    const auto row = [](const char *name, const char *reply, Answer answer, bool isRemembered) { QTest::newRow(name) << QByteArray(reply) << answer << isRemembered; };
    row("known", "250 2.1.5 ok", Answer::Known, true);
    row("will be forwarded", "251 2.1.5 elsewhere", Answer::Known, true);
    row("unknown", "550 5.1.1 no such user", Answer::Unknown, true);
    row("unknown to Exchange", "550 5.1.10 RESOLVER.ADR.RecipientNotFound", Answer::Unknown, true);
    row("unknown, without an enhanced code", "550 No such user here", Answer::Unknown, true);
    row("moved", "551 5.1.6 gone elsewhere", Answer::Unknown, true);
    row("L3: greylisted", "450 4.2.0 try again", Answer::NotKnown, false);
    row("L3: its own directory is down", "451 4.3.0 try again", Answer::NotKnown, false);
    row("L3: refused for another reason", "550 5.7.1 null senders may not write to this group", Answer::Known, false);
    row("L3: refused without a word why", "554 no", Answer::Known, false);
    row("L3: full", "552 5.2.2 mailbox full", Answer::Known, false);
}

void tst_RecipientProbe::answers()
{
    QFETCH(const QByteArray, reply);
    QFETCH(const bool, isRemembered);
    Hop hop([&reply](const QByteArray &) { return reply; });
    Asker asker;
    const RecipientProbe::Outcome outcome = asker.ask(hop.server.hop(), "alice@ask.example");
    QTEST(outcome.answer, "answer");
    QVERIFY2(outcome.words.contains(QString::fromLatin1(reply.left(3))), qPrintable(outcome.words));
    QTEST(asker.ask(hop.server.hop(), "ALICE@ask.example").answer, "answer");
    QCOMPARE(hop.questions.load(), isRemembered ? 1 : 2);
    QCOMPARE(hop.contents.load(), 0);
    QCOMPARE(hop.server.connections(), 1);
    QVERIFY(asker.health.areAllUp());
}

void tst_RecipientProbe::rememberedIsNotAskedAgain()
{
    Hop one([](const QByteArray &recipient) { return QByteArray(recipient.startsWith("alice@") ? "250 ok" : "550 5.1.1 no"); });
    Hop other([](const QByteArray &) { return QByteArray("550 5.1.1 no"); });
    RecipientProbe::Limits limits;
    limits.cache.negative = 0s;
    Asker asker(limits);
    for (int i = 0; i < 3; ++i) {
        QCOMPARE(asker.ask(one.server.hop(), "alice@ask.example").answer, Answer::Known);
        QCOMPARE(asker.ask(one.server.hop(), "bob@ask.example").answer, Answer::Unknown);
    }
    QCOMPARE(one.questions.load(), 1 + 3); // Of alice once; of bob each time, because his answer is old at once.
    QCOMPARE(asker.ask(other.server.hop(), "alice@ask.example").answer, Answer::Unknown); // Another next hop knows others.
    QCOMPARE(asker.probe.questions(), 5);
}

void tst_RecipientProbe::knownStayKnownWhileTheHopIsDown_L3()
{
    SmtpClientConfig config;
    config.maxTransactionsPerConnection = 1; // None stays open when it goes.
    Asker asker({}, config);
    NextHop hop;
    {
        Hop up([](const QByteArray &) { return QByteArray("250 ok"); });
        hop = up.server.hop();
        QCOMPARE(asker.ask(hop, "alice@ask.example").answer, Answer::Known);
    }
    QCOMPARE(asker.ask(hop, "bob@ask.example").answer, Answer::NotKnown); // Found out here.
    QVERIFY(!asker.health.isUp(hop));
    const qint64 questions = asker.probe.questions();
    for (int i = 0; i < 20; ++i)
        QCOMPARE(asker.ask(hop, "guess" + QByteArray::number(i) + "@ask.example").answer, Answer::NotKnown);
    QVERIFY2(asker.probe.questions() - questions <= 2, "while it is down only now and then somebody may try");
    QCOMPARE(asker.ask(hop, "alice@ask.example").answer, Answer::Known);
}

void tst_RecipientProbe::slowAnswerIsNone_L3()
{
    NextHopServer silent({[](TestPeer &peer) {
        greet(peer);
        while (!peer.line().isEmpty()) { }
    }});
    RecipientProbe::Limits limits;
    limits.deadline = 1s;
    Asker asker(limits);
    QCOMPARE(asker.ask(silent.hop(), "alice@ask.example").answer, Answer::NotKnown);
    QVERIFY(asker.health.isUp(silent.hop())); // It is there, if slow.
}

void tst_RecipientProbe::oneSlowQuestionDelaysNoOther()
{
    std::promise<void> goOn;
    const std::shared_future<void> gone = goOn.get_future().share();
    Hop hop([gone](const QByteArray &recipient) {
        if (recipient.startsWith("slow@"))
            gone.wait();
        return QByteArray("250 2.1.5 ok");
    });
    Asker asker;
    std::future<RecipientProbe::Outcome> slow = asker.start(hop.server.hop(), "slow@ask.example");
    QCOMPARE(asker.ask(hop.server.hop(), "alice@ask.example").answer, Answer::Known);
    QVERIFY(slow.wait_for(0s) == std::future_status::timeout);
    goOn.set_value();
    QCOMPARE(slow.get().answer, Answer::Known);
}

void tst_RecipientProbe::boundedConnections()
{
    Hop hop([](const QByteArray &) { return QByteArray("250 2.1.5 ok"); });
    SmtpClientConfig config;
    config.maxConnectionsPerHop = 2;
    Asker asker({}, config);
    std::vector<std::future<RecipientProbe::Outcome>> all;
    for (int i = 0; i < 50; ++i)
        all.push_back(asker.start(hop.server.hop(), "user" + QByteArray::number(i) + "@ask.example"));
    for (auto &each : all)
        QCOMPARE(each.get().answer, Answer::Known);
    QCOMPARE(hop.questions.load(), 50);
    QVERIFY(hop.server.connections() <= 2);
}

QTEST_GUILESS_MAIN(tst_RecipientProbe)
#include "tst_recipientprobe.moc"
