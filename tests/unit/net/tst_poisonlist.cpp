#include "gateway/net/poisonlist.h"

#include <QTest>

using namespace std::chrono_literals;
using gateway::net::MessageDigest;
using gateway::net::PoisonList;

/// Messages that ended their workers (threats.md D16).
class tst_PoisonList : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsEachMessage();
    void forgives();
    void othersAreNotHashed();
    void forgetsInTime();
    void isBounded();

private:
    const PoisonList::Clock::time_point m_now = PoisonList::Clock::time_point(100h);
};

void tst_PoisonList::countsEachMessage()
{
    PoisonList list;
    const MessageDigest first("first"), again("first"), other("other");
    QCOMPARE(list.deaths(first, m_now), 0);
    QCOMPARE(list.add(first, m_now), 1);
    QCOMPARE(list.add(again, m_now), 2);
    QCOMPARE(list.add(other, m_now), 1);
    QCOMPARE(list.deaths(first, m_now), 2);
    QCOMPARE(list.deaths(other, m_now), 1);
}

void tst_PoisonList::forgives()
{
    PoisonList list;
    const MessageDigest first("first"), other("other");
    list.add(first, m_now);
    list.add(other, m_now);
    list.forgive(first);
    QCOMPARE(list.deaths(first, m_now), 0);
    QCOMPARE(list.deaths(other, m_now), 1);
    list.forgive(other);
    QCOMPARE(list.deaths(other, m_now), 0);
}

/// A hash of each message would be felt while one bad one is remembered.
void tst_PoisonList::othersAreNotHashed()
{
    PoisonList list;
    const MessageDigest poison("poison"), sameSize("person"), other("another");
    QCOMPARE(list.deaths(poison, m_now), 0);
    QVERIFY(!poison.isKnown());
    list.add(poison, m_now);
    QCOMPARE(list.deaths(other, m_now), 0);
    list.forgive(other);
    QVERIFY(!other.isKnown());
    QCOMPARE(list.deaths(sameSize, m_now), 0);
    QVERIFY(sameSize.isKnown());
}

void tst_PoisonList::forgetsInTime()
{
    PoisonList list;
    const MessageDigest poison("poison"), other("other!");
    list.add(poison, m_now);
    QCOMPARE(list.deaths(poison, m_now + PoisonList::lifetime - 1s), 1);
    QCOMPARE(list.deaths(poison, m_now + PoisonList::lifetime), 0);
    QCOMPARE(list.add(poison, m_now + PoisonList::lifetime - 1s), 2); // The time runs from the last death.
    QCOMPARE(list.deaths(poison, m_now + PoisonList::lifetime), 2);
    QCOMPARE(list.add(other, m_now + 3 * PoisonList::lifetime), 1);
    QCOMPARE(list.add(poison, m_now + 3 * PoisonList::lifetime), 1);
}

void tst_PoisonList::isBounded()
{
    PoisonList list;
    const auto message = [](int number) { return QByteArray::number(100'000 + number); };
    for (int i = 0; i <= PoisonList::maxEntries; ++i) {
        const QByteArray octets = message(i);
        list.add(MessageDigest(octets), m_now + std::chrono::seconds(i));
    }
    const auto deaths = [&](int number) {
        const QByteArray octets = message(number);
        return list.deaths(MessageDigest(octets), m_now + 1h);
    };
    QCOMPARE(deaths(0), 0);
    QCOMPARE(deaths(1), 1);
    QCOMPARE(deaths(PoisonList::maxEntries), 1);
}

QTEST_APPLESS_MAIN(tst_PoisonList)
#include "tst_poisonlist.moc"
