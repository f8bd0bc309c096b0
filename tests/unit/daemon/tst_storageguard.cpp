#include "gateway/daemon/storageguard.h"

#include <QDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace gateway;
using namespace gateway::daemon;
using namespace std::chrono_literals;

namespace {

constexpr qint64 needed = 1'000'000;
const StorageGuard::TimePoint start{1h};

} // namespace

class tst_StorageGuard : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void shortage_data();
    void shortage();
    void acceptsAgain();
    void failuresStopNewMail();
    void looksAtTheDisk();
};

void tst_StorageGuard::shortage_data()
{
    QTest::addColumn<qint64>("octets");
    QTest::addColumn<qint64>("files");
    QTest::addColumn<QString>("problem"); // A part of it; empty: mail is taken.
    QTest::newRow("enough") << needed << StorageGuard::neededFiles << QString();
    QTest::newRow("D5: octets") << needed - 1 << StorageGuard::neededFiles << u"nearly full"_s;
    QTest::newRow("D5: inodes") << needed << StorageGuard::neededFiles - 1 << u"files"_s;
    QTest::newRow("D5: no inode at all") << needed << qint64(0) << u"files"_s;
    QTest::newRow("both") << qint64(0) << qint64(0) << u"nearly full"_s;
    QTest::newRow("no limit of files") << needed << qint64(-1) << QString();
    QTest::newRow("unknown") << qint64(-1) << qint64(-1) << QString();
}

void tst_StorageGuard::shortage()
{
    QFETCH(const qint64, octets);
    QFETCH(const qint64, files);
    QFETCH(const QString, problem);
    StorageGuard guard(u"/data"_s, needed, [=](const QString &) { return StorageGuard::Free{octets, files}; });
    const std::optional<smtp::Reply> refusal = guard.refusal(start);
    QCOMPARE(refusal.has_value(), !problem.isEmpty());
    QCOMPARE(guard.problem(start).isEmpty(), problem.isEmpty());
    if (refusal) {
        QCOMPARE(refusal->toLine().left(10), "452 4.3.1 ");
        QVERIFY2(guard.problem(start).contains(problem), qPrintable(guard.problem(start)));
    }
}

void tst_StorageGuard::acceptsAgain() // D5: without a restart, and with few looks.
{
    int looks = 0;
    qint64 files = 0;
    StorageGuard guard(u"/data"_s, needed, [&](const QString &) {
        ++looks;
        return StorageGuard::Free{needed, files};
    });
    QVERIFY(guard.refusal(start));
    files = StorageGuard::neededFiles;
    QVERIFY(guard.refusal(start + 400ms));
    QCOMPARE(looks, 1);
    QVERIFY(!guard.refusal(start + 600ms));
    QCOMPARE(looks, 2);
}

void tst_StorageGuard::failuresStopNewMail() // D4
{
    StorageGuard guard(u"/data"_s, needed, [](const QString &) { return StorageGuard::Free(); });
    guard.failed(start);
    QVERIFY(!guard.refusal(start));
    guard.failed(start + 59s);
    QCOMPARE(guard.refusal(start + 60s)->code, 451);
    QVERIFY(guard.problem(start + 60s).contains(u"/data"_s));
    QVERIFY(!guard.refusal(start + 120s));
}

void tst_StorageGuard::looksAtTheDisk()
{
    const StorageGuard::Free free = StorageGuard::freeOnDisk(QDir::tempPath());
    QVERIFY(free.octets > 0);
    QVERIFY(free.files != 0);
}

QTEST_APPLESS_MAIN(tst_StorageGuard)
#include "tst_storageguard.moc"
