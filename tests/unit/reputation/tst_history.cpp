#include "gateway/reputation/history.h"
#include "gateway/reputation/tablefile.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <thread>

using namespace gateway;
using namespace reputation;
using namespace Qt::StringLiterals;
using namespace std::chrono;
using boost::asio::ip::make_address;
using enum Outcome;

class tst_History : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nothingIsKnownOfStrangers();
    void outcomesMakeScores_data();
    void outcomesMakeScores();
    void neighboursCountUntilTheClientIsKnown();
    void fades();
    void aBoundedPartCountsADay_P15();
    void noDayIsEverEnough_P15();
    void borrowedNamesEarnNothing_P15();
    void correspondents();
    void clockJumps_D11();
    void scoresAreCapped();
    void memoryIsBounded_R7();
    void aFloodEvictsNobodyWellKnown_R7();
    void survivesARestart();
    void brokenFilesAreSetAside_D3();
    void aSmallerTableKeepsTheBest();
    void manyThreads();
    void reasons();
};

namespace {

constexpr sys_seconds start{days(20'500)};

HistorySubject subject(const char *client = "192.0.2.1", bool isAuthenticated = true)
{
    return {make_address(client), "example.com", isAuthenticated, {"ann", "example.com"}, {"bob", "example.org"}};
}

void note(History &history, const HistorySubject &subject, Outcome outcome, int count, sys_seconds from = start)
{
    for (int i = 0; i < count; ++i)
        history.note(subject, outcome, from + hours(i)); // Not all on one day.
}

} // namespace

void tst_History::nothingIsKnownOfStrangers()
{
    const Standing standing = History().standing(subject(), start);
    QCOMPARE(standing.sum(), 0.0);
    QVERIFY(!standing.isKnown);
    QVERIFY(standing.reasons(subject()).isEmpty());
}

void tst_History::outcomesMakeScores_data()
{
    QTest::addColumn<int>("accepted");
    QTest::addColumn<int>("spam");
    QTest::addColumn<int>("virus");
    QTest::addColumn<int>("unknown");
    QTest::addColumn<double>("least");
    QTest::addColumn<double>("most");
    QTest::newRow("one good mail says little") << 1 << 0 << 0 << 0 << -0.3 << -0.2;
    QTest::newRow("good") << 50 << 0 << 0 << 0 << -3.0 << -2.5;
    QTest::newRow("one spam says little") << 0 << 1 << 0 << 0 << 0.2 << 0.3;
    QTest::newRow("bad") << 0 << 50 << 0 << 0 << 2.5 << 3.0;
    QTest::newRow("a virus weighs twice") << 0 << 0 << 1 << 0 << 0.4 << 0.6;
    QTest::newRow("an unknown recipient weighs half") << 0 << 0 << 0 << 2 << 0.2 << 0.3;
    QTest::newRow("mixed") << 20 << 20 << 0 << 0 << -0.1 << 0.1;
}

void tst_History::outcomesMakeScores()
{
    QFETCH(const int, accepted);
    QFETCH(const int, spam);
    QFETCH(const int, virus);
    QFETCH(const int, unknown);
    QFETCH(const double, least);
    QFETCH(const double, most);
    History history;
    note(history, subject(), Accepted, accepted);
    note(history, subject(), Spam, spam);
    note(history, subject(), Virus, virus);
    note(history, subject(), UnknownRecipient, unknown);
    const Standing standing = history.standing(subject(), start + days(2));
    QVERIFY2(standing.client >= least && standing.client <= most, qPrintable(QString::number(standing.client)));
    QCOMPARE(standing.isKnown, standing.client < 0 && accepted > spam && accepted > 1);
    QCOMPARE(history.standing(subject("2001:db8::1"), start).client, 0.0); // Another.
}

void tst_History::neighboursCountUntilTheClientIsKnown()
{
    History history;
    for (int i = 10; i < 60; ++i)
        note(history, subject(("192.0.2." + std::to_string(i)).c_str()), Spam, 10);
    const Standing stranger = history.standing(subject(), start + days(1));
    QCOMPARE(stranger.client, 0.0);
    QVERIFY(stranger.network > 1.5);
    QCOMPARE(history.standing(subject("192.0.3.1"), start + days(1)).network, 0.0);
    note(history, subject(), Accepted, 100);
    const Standing known = history.standing(subject(), start + days(4));
    QVERIFY(known.client < -2);
    QVERIFY(std::abs(known.network) < 0.3);

    History six; // IPv6: a /64 is one client, a /48 its network (threats.md R1).
    note(six, subject("2001:db8:1:2::1"), Spam, 40);
    QVERIFY(six.standing(subject("2001:db8:1:2:ffff::9"), start).client > 1);
    QVERIFY(six.standing(subject("2001:db8:1:3::1"), start).network > 1);
    QCOMPARE(six.standing(subject("2001:db8:2::1"), start).network, 0.0);
}

void tst_History::fades()
{
    History history;
    note(history, subject(), Spam, 10);
    const double fresh = history.standing(subject(), start + hours(10)).client;
    const double later = history.standing(subject(), start + days(14)).client;
    QVERIFY(later < fresh && later > 0.8);
    QVERIFY(history.standing(subject(), start + days(200)).client < 0.01);

    HistoryRecord record{.key = 1};
    record.add(Spam, start, {.halfLife = days(1)});
    QCOMPARE(record.worth(start + days(3), {.halfLife = days(1)}), 0.125);
}

void tst_History::aBoundedPartCountsADay_P15()
{
    History history;
    for (int i = 0; i < 10'000; ++i)
        history.note(subject(), Accepted, start + seconds(i));
    const double oneDay = history.standing(subject(), start + hours(3)).client;
    QVERIFY2(oneDay > -2.1, qPrintable(QString::number(oneDay)));
    // A day's good mail does not use up what bad mail may count.
    for (int i = 0; i < 100; ++i)
        history.note(subject(), Spam, start + hours(4));
    QVERIFY(history.standing(subject(), start + hours(5)).client > 0.5);
}

void tst_History::noDayIsEverEnough_P15()
{
    HistoryRecord record{.key = 1};
    const HistoryPace unlimited{.maxGoodPerDay = 1'000'000, .maxBadPerDay = 0};
    for (int i = 0; i < 1000; ++i)
        record.add(Accepted, start, unlimited);
    QCOMPARE(record.accepted, 255.0F);
    record.add(Spam, start, unlimited);
    record.add(Spam, start, unlimited);
    QCOMPARE(record.spam, 1.0F); // Zero is not unlimited either.
}

void tst_History::borrowedNamesEarnNothing_P15()
{
    History history;
    note(history, subject("192.0.2.1", true), Accepted, 50);
    note(history, subject("192.0.2.1", false), Accepted, 50);
    history.noteWritten({"bob", "example.org"}, {"ann", "example.com"}, start);
    // Another client uses the name without proof: no good of it.
    const Standing forged = history.standing(subject("198.51.100.1", false), start + days(2));
    QCOMPARE(forged.sum(), 0.0);
    const Standing proved = history.standing(subject("198.51.100.1", true), start + days(2));
    QVERIFY(proved.domain < -2 && proved.pair < -2 && proved.correspondence < -2);
    // Bad mail in a borrowed name is no stain on its owner.
    note(history, subject("198.51.100.1", false), Spam, 200);
    QCOMPARE(history.standing(subject("203.0.113.1", true), start + days(2)).domain, proved.domain);
    QVERIFY(history.standing(subject("203.0.113.1", false), start + days(2)).domain > 0);
}

void tst_History::correspondents()
{
    History history;
    history.noteWritten({"Bob", "example.org"}, {"ann", "EXAMPLE.com"}, start);
    QCOMPARE(history.standing(subject(), start).correspondence, -2.5);
    QCOMPARE(history.standing(subject(), start + days(28)).correspondence, -2.5);
    const double old = history.standing(subject(), start + days(56)).correspondence;
    QVERIFY(old < 0 && old > -1);
    HistorySubject colleague = subject();
    colleague.recipient = {"carol", "example.org"};
    QCOMPARE(history.standing(colleague, start).correspondence, -1.0);
    HistorySubject other = subject();
    other.sender = {"eve", "example.com"};
    QCOMPARE(history.standing(other, start).correspondence, 0.0);
    history.noteWritten({"bob", "example.org"}, {}, start); // A DSN makes nobody a correspondent.
    other.sender = {};
    QCOMPARE(history.standing(other, start).correspondence, 0.0);
}

void tst_History::clockJumps_D11()
{
    History history;
    note(history, subject(), Spam, 40);
    const double before = history.standing(subject(), start + days(2)).client;
    // Set back by a year, and to before 1970: nothing ages, nothing breaks.
    QVERIFY(history.standing(subject(), start - days(365)).client >= before);
    history.note(subject(), Spam, start - days(365));
    QVERIFY(history.standing(subject(), sys_seconds(seconds(-1))).client >= before);
    history.note(subject(), Spam, sys_seconds(seconds(-1)));
    // Behind 2038 and 2106.
    history.note(subject(), Spam, sys_seconds(days(100'000)));
    QVERIFY(std::isfinite(history.standing(subject(), sys_seconds(days(200'000))).sum()));
    // And back: it goes on learning, and fading.
    for (int day = 0; day < 10; ++day) {
        for (int i = 0; i < 100; ++i)
            history.note(subject(), Spam, start + days(day));
    }
    const double learnt = history.standing(subject(), start + days(10)).client;
    QVERIFY(learnt > 3);
    QVERIFY(history.standing(subject(), start + days(100)).client < learnt - 1);
}

void tst_History::scoresAreCapped()
{
    History history;
    for (int day = 0; day < 400; ++day) {
        for (int i = 0; i < 60; ++i)
            history.note(subject(), Virus, start + days(day) + minutes(i));
    }
    const Standing standing = history.standing(subject(), start + days(400));
    QCOMPARE(standing.client, 4.0);
    QCOMPARE(standing.domain, 3.0);
    QCOMPARE(standing.pair, 3.0);
    QCOMPARE(standing.sum(), 6.0);
}

void tst_History::memoryIsBounded_R7()
{
    const HistoryConfig config{.maxClients = 20'000, .maxDomains = 5000, .maxPairs = 10'000};
    History history(config);
    for (quint32 i = 0; i < 300'000; ++i) {
        HistorySubject any{boost::asio::ip::make_address_v4(0x0b00'0000 + i * 256), "d" + QByteArray::number(i) + ".example", i % 2 == 0,
            {"s" + QByteArray::number(i), "example.com"}, {"r", "example.org"}};
        history.note(any, Spam, start);
    }
    QVERIFY(history.count() <= (2 * 20'000 + 5000 + 10'000) * 106 / 100);
    QVERIFY(history.octets() <= (2 * 20'000 + 5000 + 10'000) * 48);
    static_assert(sizeof(HistoryRecord) * 2 * 1'000'000 * 5 / 4 < 200'000'000); // A million clients, each in a network of its own.
}

void tst_History::aFloodEvictsNobodyWellKnown_R7()
{
    History history({.maxClients = 5000});
    for (int i = 0; i < 100; ++i)
        note(history, subject(("198.51.100." + std::to_string(i)).c_str()), Accepted, 15);
    for (quint32 i = 0; i < 200'000; ++i)
        history.note({boost::asio::ip::make_address_v4(0x0b00'0000 + i * 256)}, UnknownRecipient, start + days(1));
    int kept = 0;
    for (int i = 0; i < 100; ++i)
        kept += history.standing(subject(("198.51.100." + std::to_string(i)).c_str()), start + days(1)).client < -1;
    QVERIFY2(kept >= 98, qPrintable(QString::number(kept)));
}

void tst_History::survivesARestart()
{
    const QTemporaryDir directory;
    const QString path = directory.filePath(u"history.table"_s);
    const History::Opened fresh = History::open({}, path);
    QVERIFY(fresh.history && fresh.problem.isEmpty()); // The first start.
    note(*fresh.history, subject(), Accepted, 30);
    fresh.history->noteWritten({"bob", "example.org"}, {"ann", "example.com"}, start);
    for (int round = 0; round < 2; ++round) { // Over the file that is there, too.
        QVERIFY(fresh.history->save(path));
        const History::Opened again = History::open({}, path);
        QVERIFY2(again.problem.isEmpty(), qPrintable(again.problem));
        QCOMPARE(again.history->count(), fresh.history->count());
        QCOMPARE(again.history->standing(subject(), start + days(3)).sum(), fresh.history->standing(subject(), start + days(3)).sum());
        note(*fresh.history, subject("2001:db8::1"), Spam, 5);
    }
    QVERIFY(!fresh.history->save(directory.filePath(u"missing/history.table"_s)));
}

void tst_History::brokenFilesAreSetAside_D3()
{
    const QTemporaryDir directory;
    const QString path = directory.filePath(u"history.table"_s);
    History history;
    note(history, subject(), Accepted, 30);
    QVERIFY(history.save(path));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.resize(file.size() - 10));
    file.close();
    const History::Opened opened = History::open({}, path);
    QCOMPARE(opened.history->count(), 0);
    QVERIFY2(opened.problem.contains(u"history.table: cut off"_s), qPrintable(opened.problem));
    QVERIFY(QFile::exists(path + u".broken"_s) && !QFile::exists(path));

    // A checksum that matches does not make counts possible.
    HistoryRecord impossible{.key = 4, .spam = float(qQNaN())};
    const QByteArray octets(reinterpret_cast<const char *>(&impossible), sizeof impossible);
    QVERIFY(writeTable(path, "history", {1, 2}, sizeof impossible, std::span(&octets, 1)));
    QVERIFY(History::open({}, path).problem.contains(u"cannot be right"_s));
    impossible = {.key = 7}; // Of no table.
    const QByteArray stray(reinterpret_cast<const char *>(&impossible), sizeof impossible);
    QVERIFY(writeTable(path, "history", {1, 2}, sizeof impossible, std::span(&stray, 1)));
    QVERIFY(History::open({}, path).problem.contains(u"cannot be right"_s));
}

void tst_History::aSmallerTableKeepsTheBest()
{
    const QTemporaryDir directory;
    const QString path = directory.filePath(u"history.table"_s);
    History large({.maxClients = 50'000});
    note(large, subject(), Accepted, 15);
    for (quint32 i = 0; i < 50'000; ++i)
        large.note({boost::asio::ip::make_address_v4(0x0b00'0000 + i * 256)}, Spam, start);
    QVERIFY(large.save(path));
    const History::Opened small = History::open({.maxClients = 5000}, path);
    QVERIFY(small.problem.isEmpty() && small.history->count() < 12'000);
    QVERIFY(small.history->standing(subject(), start).client < -1);
}

void tst_History::manyThreads()
{
    History history({.maxClients = 5000});
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t) {
        threads.emplace_back([&history, t] {
            for (quint32 i = 0; i < 20'000; ++i) {
                const HistorySubject any{boost::asio::ip::make_address_v4(0x0b00'0000 + i % 10'000 * 16), "example.com", true, {"a", "example.com"},
                    {"b", "example.org"}};
                history.note(any, t % 2 ? Accepted : Spam, start);
                (void)history.standing(any, start);
            }
        });
    }
    const QTemporaryDir directory;
    QVERIFY(history.save(directory.filePath(u"history.table"_s)));
    for (std::thread &thread : threads)
        thread.join();
    QVERIFY(History::open({}, directory.filePath(u"history.table"_s)).problem.isEmpty());
}

void tst_History::reasons()
{
    History history;
    HistorySubject hostile = subject();
    hostile.domain = "exam\r\nple.com";
    note(history, hostile, Spam, 60);
    const Standing standing = history.standing(hostile, start + days(2));
    double points = 0;
    QList<QByteArray> ids;
    for (const Reason &reason : standing.reasons(hostile)) {
        points += reason.points;
        ids.append(reason.id);
    }
    QCOMPARE(ids, (QList<QByteArray>{"connection.history-bad", "connection.domain-bad", "connection.pair-bad"}));
    QVERIFY(std::abs(points - standing.client - standing.domain - standing.pair) < 1e-9);
    QCOMPARE(standing.reasons(hostile)[1].evidence.value(u"domain"_s), u"exam\\x0d\\x0aple.com"_s); // threats.md S17
}

QTEST_APPLESS_MAIN(tst_History)
#include "tst_history.moc"
