#include "gateway/directory/harvestguard.h"

#include <QTest>

using namespace gateway::directory;
using namespace std::chrono_literals;
using Action = HarvestGuard::Action;
using Clock = HarvestGuard::Clock;

class tst_HarvestGuard : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void delaysThenRefuses_S13();
    void clientsAreCountedTogether_S13_data();
    void clientsAreCountedTogether_S13();
    void networkIsCounted_S13();
    void everybodyIsCounted_S13();
    void theHourSlides();
    void forgetsTheOldest_R7();
    void guessesAreBounded_R7();
    void suspects();
    void zeroIsNotUnlimited_R7();
};

namespace {

const Clock::time_point start = Clock::time_point(100h);

boost::asio::ip::address ip(const char *text) { return boost::asio::ip::make_address(text); }

Action guess(HarvestGuard &guard, const char *client, int count, Clock::time_point now = start)
{
    Action action = Action::None;
    for (int i = 0; i < count; ++i)
        action = guard.addUnknown(ip(client), "guess" + QByteArray::number(i) + "@example.com", now);
    return action;
}

} // namespace

void tst_HarvestGuard::delaysThenRefuses_S13()
{
    HarvestGuard guard;
    QCOMPARE(guard.action(ip("192.0.2.1"), start), Action::None);
    QCOMPARE(guess(guard, "192.0.2.1", 9), Action::None);
    QCOMPARE(guess(guard, "192.0.2.1", 1), Action::Delay);
    QCOMPARE(guess(guard, "192.0.2.1", 14), Action::Delay);
    QCOMPARE(guess(guard, "192.0.2.1", 1), Action::Refuse);
    QCOMPARE(guard.action(ip("192.0.2.1"), start), Action::Refuse);
    QCOMPARE(guard.action(ip("192.0.2.2"), start), Action::None);
}

void tst_HarvestGuard::clientsAreCountedTogether_S13_data()
{
    QTest::addColumn<QByteArray>("one");
    QTest::addColumn<QByteArray>("other");
    QTest::addColumn<bool>("isSame");

    QTest::newRow("IPv4") << QByteArray("192.0.2.1") << QByteArray("192.0.2.2") << false;
    QTest::newRow("IPv6 in one /64") << QByteArray("2001:db8::1") << QByteArray("2001:db8::ffff:1") << true;
    QTest::newRow("IPv6 in two /64") << QByteArray("2001:db8::1") << QByteArray("2001:db8:0:1::1") << false;
    QTest::newRow("IPv4 mapped into IPv6") << QByteArray("192.0.2.1") << QByteArray("::ffff:192.0.2.1") << true;
}

void tst_HarvestGuard::clientsAreCountedTogether_S13()
{
    QFETCH(const QByteArray, one);
    QFETCH(const QByteArray, other);
    QFETCH(const bool, isSame);
    HarvestGuard guard;
    (void)guess(guard, one.constData(), 25);
    QCOMPARE(guard.action(ip(other.constData()), start), isSame ? Action::Refuse : Action::None);
}

void tst_HarvestGuard::networkIsCounted_S13()
{
    HarvestGuard guard;
    for (int i = 0; i < 100; ++i)
        (void)guess(guard, qPrintable(QStringLiteral("192.0.2.%1").arg(i)), 1);
    QCOMPARE(guard.action(ip("192.0.2.200"), start), Action::Refuse);
    QCOMPARE(guard.action(ip("192.0.3.200"), start), Action::None);
    for (int i = 0; i < 60; ++i)
        (void)guess(guard, qPrintable(QStringLiteral("2001:db8:7:%1::1").arg(i)), 1);
    QCOMPARE(guard.action(ip("2001:db8:7:ffff::1"), start), Action::Delay);
    QCOMPARE(guard.action(ip("2001:db8:8::1"), start), Action::None);
}

void tst_HarvestGuard::everybodyIsCounted_S13()
{
    HarvestGuard guard;
    int answered = 0;
    for (int guesses = 0; guesses < 50; ++guesses) { // 10,000 names from 200 networks.
        for (int network = 0; network < 200; ++network) {
            const auto client = ip(qPrintable(QStringLiteral("10.0.%1.1").arg(network)));
            if (guard.action(client, start) == Action::Refuse)
                continue;
            ++answered;
            (void)guard.addUnknown(client, "name", start);
        }
    }
    QCOMPARE(answered, 600); // 3 of each; 25 of each otherwise.
    QCOMPARE(guard.action(ip("192.0.2.1"), start), Action::None);
    QCOMPARE(guard.addUnknown(ip("192.0.2.1"), "name", start), Action::Delay);
    QCOMPARE(guard.addUnknown(ip("192.0.2.2"), "name", start, true), Action::None); // Who is esteemed may err as before.
    QCOMPARE(guard.action(ip("192.0.2.1"), start + 2h), Action::None);
}

void tst_HarvestGuard::theHourSlides()
{
    HarvestGuard guard;
    (void)guess(guard, "192.0.2.1", 15);
    (void)guess(guard, "192.0.2.1", 10, start + 30min);
    QCOMPARE(guard.action(ip("192.0.2.1"), start + 30min), Action::Refuse);
    QCOMPARE(guard.action(ip("192.0.2.1"), start + 54min), Action::Refuse);
    QCOMPARE(guard.action(ip("192.0.2.1"), start + 61min), Action::Delay);
    QCOMPARE(guard.action(ip("192.0.2.1"), start + 91min), Action::None);
    QCOMPARE(guess(guard, "192.0.2.1", 1, start + 24h), Action::None);
    QCOMPARE(guess(guard, "192.0.2.1", 1, start + 23h), Action::None); // A thread that comes a little late.
    QCOMPARE(guard.suspects(1, start + 24h, {})[0].count, 2);
}

void tst_HarvestGuard::forgetsTheOldest_R7()
{
    HarvestGuard guard({.maxClients = 100, .maxNetworks = 10});
    (void)guess(guard, "192.0.2.1", 25);
    (void)guess(guard, "198.51.100.1", 9);
    for (int i = 0; i < 99; ++i)
        (void)guess(guard, qPrintable(QStringLiteral("10.%1.0.1").arg(i)), 1);
    QCOMPARE(guard.action(ip("192.0.2.1"), start), Action::None);
    QCOMPARE(guess(guard, "198.51.100.1", 1), Action::Delay);
    QCOMPARE(guard.suspects(1'000, start, {}).size(), 100);
    QCOMPARE(guard.guesses(), 99 + 10);
}

void tst_HarvestGuard::guessesAreBounded_R7()
{
    HarvestGuard guard({.maxGuessesOfClient = 5, .maxGuesses = 12});
    (void)guess(guard, "192.0.2.1", 1'000);
    QCOMPARE(guard.guesses(), 5);
    (void)guess(guard, "192.0.2.2", 1'000);
    (void)guess(guard, "192.0.2.3", 4);
    QCOMPARE(guard.guesses(), 12);
    const auto suspects = guard.suspects(10, start, {});
    QCOMPARE(suspects.size(), 3);
    QCOMPARE(suspects[0].guesses.size(), 4);
    QCOMPARE(suspects[1].guesses.size(), 5);
    QCOMPARE(suspects[2].guesses.size(), 3);
    QCOMPARE(suspects[2].guesses.last().recipient, "guess999@example.com");
    (void)guard.addUnknown(ip("192.0.2.4"), QByteArray(10'000, 'x'), start);
    QCOMPARE(guard.suspects(1, start, {})[0].guesses[0].recipient.size(), 254);
}

void tst_HarvestGuard::suspects()
{
    HarvestGuard guard;
    const QDateTime wall(QDate(2026, 11, 24), QTime(9, 0), Qt::UTC);
    (void)guess(guard, "192.0.2.1", 2);
    (void)guess(guard, "2001:db8::1", 1, start + 10min);
    const auto suspects = guard.suspects(10, start + 10min, wall);
    QCOMPARE(suspects.size(), 2);
    QCOMPARE(suspects[0].client, "2001:db8::/64");
    QCOMPARE(suspects[1].client, "192.0.2.1");
    QCOMPARE(suspects[1].count, 2);
    QCOMPARE(suspects[1].guesses[0].recipient, "guess0@example.com");
    QCOMPARE(suspects[1].guesses[0].time, wall.addSecs(-600));
    QCOMPARE(guard.suspects(10, start + 65min, wall).size(), 1);
    QVERIFY(guard.suspects(0, start, wall).isEmpty());
}

void tst_HarvestGuard::zeroIsNotUnlimited_R7()
{
    HarvestGuard guard({.maxClients = 0, .maxNetworks = 0, .maxGuessesOfClient = 0, .maxGuesses = 0});
    (void)guess(guard, "192.0.2.1", 25);
    QCOMPARE(guard.action(ip("192.0.2.1"), start), Action::Refuse);
    (void)guess(guard, "198.51.100.1", 1);
    QCOMPARE(guard.action(ip("192.0.2.1"), start), Action::None);
    QCOMPARE(guard.guesses(), 0);
}

QTEST_GUILESS_MAIN(tst_HarvestGuard)
#include "tst_harvestguard.moc"
