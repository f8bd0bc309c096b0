#include "gateway/delivery/retryschedule.h"

#include <QTest>

using namespace gateway::delivery;
using namespace std::chrono_literals;

class tst_RetrySchedule : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void delay_data();
    void delay();
};

void tst_RetrySchedule::delay_data()
{
    QTest::addColumn<int>("attempts");
    QTest::addColumn<qint64>("seconds"); // Without jitter.
    const QList<qint64> expected{60, 120, 240, 480, 960, 1800, 1800};
    QTest::newRow("none yet") << 0 << qint64(60);
    for (int i = 0; i < expected.size(); ++i)
        QTest::addRow("attempt %d", i + 1) << i + 1 << expected[i];
    QTest::newRow("C3: no overflow") << 2'000'000'000 << qint64(1800);
}

void tst_RetrySchedule::delay()
{
    QFETCH(const int, attempts);
    QFETCH(const qint64, seconds);
    QCOMPARE(retryDelay(attempts, 60s, 1800s, 0.5), std::chrono::milliseconds(seconds * 1000));
    QCOMPARE(retryDelay(attempts, 60s, 1800s, 0.0), std::chrono::milliseconds(seconds * 800));
    QVERIFY(qAbs((retryDelay(attempts, 60s, 1800s, 1.0) - std::chrono::milliseconds(seconds * 1200)).count()) <= 1);
    QVERIFY(retryDelay(attempts, 0s, 0s, 0.0) > 0ms); // A setting of nothing must not make a busy loop.
}

QTEST_GUILESS_MAIN(tst_RetrySchedule)
#include "tst_retryschedule.moc"
