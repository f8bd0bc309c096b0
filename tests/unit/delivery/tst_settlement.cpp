#include "gateway/delivery/settlement.h"

#include <QTest>

using namespace gateway;
using namespace gateway::delivery;
using Kind = smtp::RecipientOutcome::Kind;

namespace {

/// One letter a recipient: d deliver, q quarantine, r reject, x discard.
Settlement::Line line(char letter)
{
    Settlement::Line result;
    result.path.mailbox = {"u", "example.com"};
    result.decision.verdict = letter == 'q' ? Verdict::Quarantine : letter == 'r' ? Verdict::Reject : letter == 'x' ? Verdict::Discard : Verdict::Deliver;
    if (letter == 'r')
        result.decision.reply = {550, 7, 1, "Refused by policy"};
    return result;
}

/// + delivered, ~ transient, - permanent.
smtp::RecipientOutcome outcome(char letter)
{
    if (letter == '+')
        return {Kind::Delivered, {250, 2, 0, "ok"}, false};
    if (letter == '~')
        return {Kind::Transient, {451, 4, 1, "later"}, false};
    return {Kind::Permanent, {550, 1, 1, "no such user"}, false};
}

Fate fate(char letter)
{
    switch (letter) {
    case 'd': return Fate::Delivered;
    case 'Q': return Fate::Queued;
    case 'q': return Fate::Quarantined;
    case 'r': return Fate::Rejected;
    }
    return Fate::Discarded;
}

} // namespace

class tst_Settlement : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyRecipientHasOneFate_data();
    void everyRecipientHasOneFate();
    void deferralAcceptsNothing();
    void nextHopWordsReachTheClient_data();
    void nextHopWordsReachTheClient();
};

void tst_Settlement::everyRecipientHasOneFate_data()
{
    QTest::addColumn<QByteArray>("decisions");
    QTest::addColumn<QByteArray>("outcomes"); // For the lines to deliver, in order.
    QTest::addColumn<QByteArray>("fates");    // d delivered, Q queued, q quarantined, r rejected, x discarded
    QTest::addColumn<int>("code");
    QTest::addColumn<int>("reports");
    const auto row = [](const char *name, QByteArray decisions, QByteArray outcomes, QByteArray fates, int code, int reports = 0) {
        QTest::newRow(name) << decisions << outcomes << fates << code << reports;
    };
    row("one, delivered", "d", "+", "d", 250);
    row("one, next hop refuses for good: refused in the session (I4)", "d", "-", "r", 550);
    row("one, next hop cannot now: queued", "d", "~", "Q", 250);
    row("all rejected by policy", "rr", "", "rr", 550);
    row("rejected for one of two: held for the administrator", "rd", "+", "qd", 250);
    row("quarantined", "q", "", "q", 250);
    row("discarded", "x", "", "x", 250);
    row("delivered, queued, refused: one report (C4)", "ddd", "+~-", "dQr", 250, 1);
    row("quarantined and refused: one report", "qd", "-", "qr", 250, 1);
    row("all refused by the next hop", "dd", "--", "rr", 550);
    row("queued and refused", "dd", "~-", "Qr", 250, 1);
}

void tst_Settlement::everyRecipientHasOneFate() // I2
{
    QFETCH(const QByteArray, decisions);
    QFETCH(const QByteArray, outcomes);
    QFETCH(const QByteArray, fates);
    QFETCH(const int, reports);
    QList<Settlement::Line> lines;
    for (const char letter : decisions)
        lines.append(line(letter));
    Settlement settlement(lines);
    settlement.setFate(settlement.withVerdict(Verdict::Quarantine), Fate::Quarantined);
    QList<smtp::RecipientOutcome> given;
    for (const char letter : outcomes)
        given.append(outcome(letter));
    QCOMPARE(settlement.undecided().size(), given.size());
    settlement.deliver(settlement.undecided(), given, "127.0.0.1:25");
    settlement.setFate(settlement.undecided(), Fate::Queued);
    for (int i = 0; i < fates.size(); ++i)
        QCOMPARE(settlement.lines()[i].fate, fate(fates[i]));
    const smtp::Reply reply = settlement.finalReply("REF");
    QTEST(reply.code, "code");
    QVERIFY(reply.text.endsWith("(reference REF)"));
    QCOMPARE(settlement.needReport().size(), reports);
}

void tst_Settlement::deferralAcceptsNothing() // I1, I5
{
    Settlement settlement({line('d'), line('q')});
    settlement.defer({451, 3, 0, "Later"});
    QCOMPARE(settlement.finalReply("REF").code, 451);
    QCOMPARE(settlement.overallFate(), Fate::Deferred);
}

void tst_Settlement::nextHopWordsReachTheClient_data()
{
    QTest::addColumn<QList<smtp::Reply>>("replies");
    QTest::addColumn<QByteArray>("line");
    QTest::newRow("many lines") << QList<smtp::Reply>{{550, 1, 1, "first\nsecond"}} << QByteArray("550 5.1.1 first second (reference REF)");
    QTest::newRow("no enhanced code (RFC 2034)") << QList<smtp::Reply>{{550, 0, 0, "no such user", false}}
                                                 << QByteArray("550 5.0.0 no such user (reference REF)");
    QTest::newRow("the first of several") << QList<smtp::Reply>{{552, 0, 0, "full", false}, {550, 1, 1, "unknown"}}
                                          << QByteArray("552 5.0.0 full (reference REF)");
}

void tst_Settlement::nextHopWordsReachTheClient()
{
    QFETCH(const QList<smtp::Reply>, replies);
    QList<Settlement::Line> lines;
    QList<smtp::RecipientOutcome> outcomes;
    for (const smtp::Reply &reply : replies) {
        lines.append(line('d'));
        outcomes.append({Kind::Permanent, reply, false});
    }
    Settlement settlement(lines);
    settlement.deliver(settlement.undecided(), outcomes, "127.0.0.1:25");
    QTEST(settlement.finalReply("REF").toLine(), "line");
}

QTEST_APPLESS_MAIN(tst_Settlement)
#include "tst_settlement.moc"
