#include "gateway/daemon/clockwatch.h"

#include <QTest>

using namespace std::chrono_literals;
using gateway::daemon::ClockWatch;

class tst_ClockWatch : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void noticesJumps_D11();
};

void tst_ClockWatch::noticesJumps_D11()
{
    ClockWatch watch;
    const ClockWatch::Clock::time_point start;
    const QDateTime wall({2026, 3, 28}, {23, 59}, Qt::UTC);
    QVERIFY(!watch.jump(wall, start));
    QVERIFY(!watch.jump(wall.addSecs(60), start + 1min));
    QVERIFY(!watch.jump(wall.addSecs(120 + 899), start + 2min)); // Set right by a little.
    const auto forward = watch.jump(wall.addDays(11), start + 3min);
    QVERIFY(forward && *forward > 10 * 24h && *forward < 11 * 24h);
    QVERIFY(!watch.jump(wall.addDays(11).addSecs(60), start + 4min));
    const auto back = watch.jump(wall.addSecs(300), start + 5min);
    QVERIFY(back && *back < -10 * 24h);
    QVERIFY(!watch.jump(wall.addSecs(300 + 3600), start + 65min)); // A machine that slept for neither.
}

QTEST_GUILESS_MAIN(tst_ClockWatch)
#include "tst_clockwatch.moc"
