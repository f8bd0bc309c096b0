#include "gateway/daemon/refusalbook.h"

#include <QTest>

using namespace std::chrono_literals;
using gateway::daemon::RefusalBook;

/// threats.md R8: a flood of refusals must not fill the trace, and none of them is forgotten.
class tst_RefusalBook : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachHasItsOwnRecordAtFirst();
    void floodIsCountedUnderItsLastRecord_R8();
    void aNewMinuteBeginsAnew();
    void manyClientsShareOneRecord_R8();

private:
    RefusalBook::Clock::time_point m_now{1h};
    int m_number = 0;
    RefusalBook::Place enter(RefusalBook &book, const QByteArray &client, const QByteArray &rule = "rule")
    {
        return book.enter(client, rule, QByteArray::number(++m_number), m_now);
    }
};

void tst_RefusalBook::eachHasItsOwnRecordAtFirst()
{
    RefusalBook book;
    for (int i = 0; i < RefusalBook::maxOfClient; ++i) {
        const RefusalBook::Place place = enter(book, "192.0.2.1");
        QVERIFY(place.isOwn);
        QCOMPARE(place.id, QByteArray::number(m_number));
    }
    QVERIFY(!enter(book, "192.0.2.1").isOwn);
    QVERIFY(enter(book, "192.0.2.1", "another rule").isOwn);
    QVERIFY(enter(book, "192.0.2.2").isOwn);
}

void tst_RefusalBook::floodIsCountedUnderItsLastRecord_R8()
{
    RefusalBook book;
    QByteArray last;
    for (int i = 0; i < 1000; ++i) {
        const RefusalBook::Place place = enter(book, "192.0.2.1");
        if (place.isOwn)
            last = place.id;
        else
            QCOMPARE(place.id, last);
    }
    QVERIFY(book.takeRepeated(m_now + 59s).isEmpty());
    const QList<RefusalBook::Repeated> repeated = book.takeRepeated(m_now + 60s);
    QCOMPARE(repeated.size(), 1);
    QCOMPARE(repeated.first().id, last);
    QCOMPARE(repeated.first().count, 1000 - RefusalBook::maxOfClient);
    QVERIFY(book.takeRepeated(m_now + 60s).isEmpty());
}

void tst_RefusalBook::aNewMinuteBeginsAnew()
{
    RefusalBook book;
    for (int i = 0; i < RefusalBook::maxOfClient + 5; ++i)
        (void)enter(book, "192.0.2.1");
    m_now += 61s;
    QVERIFY(enter(book, "192.0.2.1").isOwn);
    QCOMPARE(book.takeRepeated(m_now).value(0).count, 5); // Of the minute that is over.
}

void tst_RefusalBook::manyClientsShareOneRecord_R8()
{
    RefusalBook book;
    int own = 0, shared = 0;
    constexpr int clients = 100'000;
    for (int i = 0; i < clients; ++i) {
        const RefusalBook::Place place = enter(book, "client" + QByteArray::number(i));
        QVERIFY(!place.id.isEmpty());
        ++(place.isOwn ? own : shared);
    }
    QVERIFY2(own <= RefusalBook::maxInAll, qPrintable(QString::number(own)));
    int counted = 0;
    for (const RefusalBook::Repeated &each : book.takeRepeated(m_now + 61s))
        counted += each.count;
    QCOMPARE(counted, shared);
}

QTEST_GUILESS_MAIN(tst_RefusalBook)
#include "tst_refusalbook.moc"
