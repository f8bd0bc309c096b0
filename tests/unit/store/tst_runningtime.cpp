#include "gateway/store/runningtime.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace gateway::store;
using namespace std::chrono_literals;

class tst_RunningTime : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void goesOnAfterARestart();
    void startsAnewWithoutItsFile_data();
    void startsAnewWithoutItsFile();
    void hasTrulyPassed_D11();
};

void tst_RunningTime::goesOnAfterARestart()
{
    const QTemporaryDir directory;
    QFile file(directory.filePath(QStringLiteral("running-time")));
    QVERIFY(file.open(QFile::WriteOnly) && file.write("86400\n"));
    file.close();
    const RunningTime first(directory.path());
    QVERIFY(first.now() >= 24h && first.now() < 25h);
    QVERIFY(first.save());
    QVERIFY(RunningTime(directory.path()).now() >= 24h);
}

void tst_RunningTime::startsAnewWithoutItsFile_data()
{
    QTest::addColumn<QByteArray>("octets");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("no number") << QByteArray("a while");
    QTest::newRow("negative") << QByteArray("-5\n");
}

void tst_RunningTime::startsAnewWithoutItsFile()
{
    QFETCH(const QByteArray, octets);
    const QTemporaryDir directory;
    QVERIFY(RunningTime(directory.path()).now() < 1h);
    QFile file(directory.filePath(QStringLiteral("running-time")));
    QVERIFY(file.open(QFile::WriteOnly) && file.write(octets) == octets.size());
    file.close();
    const RunningTime time(directory.path());
    QVERIFY(time.now() >= 0s && time.now() < 1h);
}

void tst_RunningTime::hasTrulyPassed_D11()
{
    QVERIFY(!hasTrulyPassed(240h, 1000s, 1300s)); // The clock jumped.
    QVERIFY(hasTrulyPassed(240h, 1000s, 1000s + 120h));
    QVERIFY(hasTrulyPassed(240h, 1000s, 10s)); // The count was lost.
}

QTEST_GUILESS_MAIN(tst_RunningTime)
#include "tst_runningtime.moc"
