#include "gateway/verdict.h"

#include <QTest>

using namespace gateway;

class tst_Verdict : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void weightiestFate_data();
    void weightiestFate();
};

void tst_Verdict::weightiestFate_data()
{
    QTest::addColumn<QList<Fate>>("fates");
    QTest::addColumn<Fate>("expected");
    QTest::newRow("nobody yet") << QList<Fate>{} << Fate::Deferred;
    QTest::newRow("one") << QList{Fate::Delivered} << Fate::Delivered;
    QTest::newRow("still queued") << QList{Fate::Delivered, Fate::Queued} << Fate::Queued;
    QTest::newRow("held") << QList{Fate::Rejected, Fate::Quarantined, Fate::Delivered} << Fate::Quarantined;
    QTest::newRow("failed") << QList{Fate::Dsn, Fate::Delivered} << Fate::Dsn;
    QTest::newRow("the client keeps it") << QList{Fate::Quarantined, Fate::Deferred, Fate::Delivered} << Fate::Deferred;
    QTest::newRow("waiting outweighs dropped on purpose") << QList{Fate::Discarded, Fate::Queued} << Fate::Queued;
}

void tst_Verdict::weightiestFate()
{
    QFETCH(const QList<Fate>, fates);
    QTEST(weightiest(fates), "expected");
}

QTEST_APPLESS_MAIN(tst_Verdict)
#include "tst_verdict.moc"
