#include "storesample.h"

#include "gateway/delivery/queue.h"
#include "gateway/store/database.h"

#include <QProcess>
#include <QRandomGenerator>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

using namespace gateway;
using namespace gateway::delivery;
using namespace Qt::StringLiterals;

/// D1, D15: a process that fills and drains the queue is killed at random moments. What it said to be added is there, whole.
class tst_StoreCrash : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void killedAtRandom_D1_D15();
};

void tst_StoreCrash::killedAtRandom_D1_D15()
{
    const QTemporaryDir directory;
    const int kills = qEnvironmentVariableIntValue("POSTERN_KILLS") > 0 ? qEnvironmentVariableIntValue("POSTERN_KILLS") : 15;
    QSet<QByteArray> expected, uncertain;
    int first = 0;
    for (int kill = 0; kill < kills; ++kill) {
        QProcess helper;
        helper.start(QStringLiteral(PROGRAM_DIR "/storehelper"), {u"load"_s, directory.path(), QString::number(first)});
        QVERIFY(helper.waitForStarted());
        QByteArray output;
        const qsizetype lines = 1 + QRandomGenerator::global()->bounded(kill % 3 == 0 ? 5 : 300);
        while (output.count('\n') < lines && helper.waitForReadyRead(30'000))
            output += helper.readAll();
        helper.kill();
        QVERIFY(helper.waitForFinished());
        output += helper.readAll();
        QVERIFY2(output.startsWith("open ok\n"), output.left(1000).constData()); // The lock of the killed one does not hold.

        for (const QByteArray &line : output.split('\n')) {
            const QByteArray id = line.mid(1);
            if (line.startsWith('+')) {
                expected.insert(id);
            } else if (line.startsWith('?')) {
                uncertain.insert(id);
            } else if (line.startsWith('-')) {
                uncertain.remove(id);
                expected.remove(id);
            }
        }
        expected -= uncertain;

        const auto database = store::Database::open(directory.filePath(u"gateway.db"_s), store::migrations());
        QVERIFY(database);
        QVERIFY(!(*database)->wasRebuilt());
        const auto queue = Queue::open(directory.filePath(u"queue"_s), **database, {});
        QVERIFY(queue);
        QCOMPARE((*queue)->reconcile().damaged, 0);
        for (const QByteArray &id : std::as_const(expected)) {
            const auto file = (*queue)->file(id, Verify::Checksum);
            QVERIFY2(file, qPrintable(u"kill %1: %2"_s.arg(kill).arg(file ? QString() : file.error().message)));
            QCOMPARE((*queue)->content(*file).value(), storesample::contentOf(id.chopped(1).toInt()));
            QVERIFY((*queue)->find(id));
        }
        // Nothing but what was added, or was being added or finished, by then; all of it whole.
        for (const QueueEntry &entry : (*queue)->list(0, 1'000'000)) {
            QVERIFY((*queue)->file(entry.id, Verify::Checksum));
            if (!expected.contains(entry.id))
                uncertain.insert(entry.id); // Whole, but its line was never said; later runs may finish it.
            first = std::max(first, entry.id.chopped(1).toInt() + 1);
        }
        first += 100;
    }
    QVERIFY(first > 100);
}

QTEST_GUILESS_MAIN(tst_StoreCrash)
#include "tst_storecrash.moc"
