#include "storesample.h"

#include "gateway/delivery/queue.h"
#include "gateway/quarantine/quarantine.h"
#include "gateway/store/database.h"
#include "gateway/store/settings.h"

#include <QDir>
#include <QFileInfo>
#include <QProcess>
#include <QProcessEnvironment>
#include <QTemporaryDir>
#include <QTest>
#include <cerrno>

using namespace gateway;
using namespace gateway::delivery;
using namespace Qt::StringLiterals;

namespace {

/// In memory where the system has such a place: hundreds of runs that flush all they write would take minutes on a disk.
QString directoryTemplate()
{
    const QString memory = u"/dev/shm"_s;
    return (QFileInfo(memory).isWritable() ? memory : QDir::tempPath()) + u"/storefaults-XXXXXX"_s;
}

} // namespace

/// D4: the k-th file operation fails, for every k, once or for ever. What was said to be done is; what was not is not half done.
class tst_StoreFaults : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyCallFails_data();
    void everyCallFails();

private:
    void verify(const QString &directory, const QMap<QByteArray, QByteArray> &outcomes);
};

void tst_StoreFaults::everyCallFails_data()
{
    QTest::addColumn<QByteArray>("mode");
    QTest::addColumn<int>("error");
    QTest::addColumn<QByteArray>("calls");
    QTest::addColumn<QByteArray>("word"); // What the failed operation is called.
    QTest::addColumn<QString>("below"); // Where calls are counted.
    QTest::addColumn<int>("unreported"); // How many of the faults nobody needs to be told of; -1: not counted.
    const auto row = [](const char *name, const char *mode, int error, const char *calls, const char *word, const QString &below = {},
                        int unreported = -1) {
        QTest::newRow(name) << QByteArray(mode) << error << QByteArray(calls) << QByteArray(word) << below << unreported;
    };
    row("EIO once", "once", EIO, "", "io");
    row("EIO for ever", "sticky", EIO, "", "io");
    row("ENOSPC on writing, for ever", "sticky", ENOSPC, "write,pwrite,writev,open", "full");
    row("EDQUOT once", "once", EDQUOT, "writev,fsync", "full");
    row("short writes", "short", 0, "write,writev", "ok");
    row("no failed write goes unreported", "once", EIO, "writev,linkat,fdatasync,open", "io", u"/queue"_s, 0);
    // The removal of a message that is done: the file is gone, only a power cut could bring it back.
    row("no failed flush goes unreported but that of a removal", "once", EIO, "fsync", "io", u"/queue"_s, 1);
}

void tst_StoreFaults::everyCallFails()
{
    QFETCH(const QByteArray, mode);
    QFETCH(const int, error);
    QFETCH(const QByteArray, calls);
    QFETCH(const QByteArray, word);
    QFETCH(const QString, below);
    QFETCH(const int, unreported);
    int silent = 0;
    constexpr int mostCalls = 2000; // Far above what the steps need.
    int number = 1;
    for (int faults = 1; faults > 0 && number < mostCalls; ++number) {
        const QTemporaryDir directory(directoryTemplate());
        QProcess helper;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"LD_PRELOAD"_s, QStringLiteral(PROGRAM_DIR "/libfaultshim.so"));
        environment.insert(u"FAULT_DIRECTORY"_s, directory.path() + below);
        environment.insert(u"FAULT_AT"_s, QString::number(number));
        environment.insert(u"FAULT_MODE"_s, QString::fromLatin1(mode));
        environment.insert(u"FAULT_ERRNO"_s, QString::number(error));
        if (!calls.isEmpty())
            environment.insert(u"FAULT_CALLS"_s, QString::fromLatin1(calls));
        helper.setProcessEnvironment(environment);
        helper.start(QStringLiteral(PROGRAM_DIR "/storehelper"), {u"steps"_s, directory.path()});
        QVERIFY(helper.waitForFinished(60'000));
        QCOMPARE(helper.exitStatus(), QProcess::NormalExit);
        QMap<QByteArray, QByteArray> outcomes;
        for (const QByteArray &line : helper.readAllStandardOutput().split('\n'))
            outcomes[line.split(' ').value(0)] = line.split(' ').value(1);
        QVERIFY(outcomes.contains("faults"));
        faults = outcomes["faults"].toInt();
        for (int i = 0; i < 3; ++i) {
            const QByteArray added = outcomes.value("add" + QByteArray::number(i), "ok");
            QVERIFY2(added == "ok" || added == word, added.constData());
        }
        verify(directory.path(), outcomes);
        if (QTest::currentTestFailed()) {
            qWarning("call %d; %s", number, helper.readAllStandardError().constData());
            return;
        }
        const QList<QByteArray> words = outcomes.values();
        const bool isReported = words.contains("io") || words.contains("full");
        QVERIFY(faults > 0 || !isReported); // The run has passed: everything must have worked.
        silent += faults > 0 && !isReported ? 1 : 0;
    }
    QVERIFY(unreported < 0 || silent <= unreported);
    QVERIFY(number < mostCalls);
    QVERIFY(number > 5); // The shim was at work.
}

/// Opens what the helper left, with sound file operations, and compares with what it said.
void tst_StoreFaults::verify(const QString &directory, const QMap<QByteArray, QByteArray> &outcomes)
{
    if (outcomes["open"] != "ok")
        return; // Nothing was promised.
    const auto isOk = [&](const char *name) { return outcomes.value(name) == "ok"; };
    const auto database = store::Database::open(directory + u"/gateway.db"_s, store::migrations());
    QVERIFY(database);
    QVERIFY(!(*database)->wasRebuilt());
    const auto queue = Queue::open(directory + u"/queue"_s, **database, {});
    QVERIFY(queue);
    QCOMPARE((*queue)->reconcile().damaged, 0);
    const auto quarantine = quarantine::Quarantine::open(directory + u"/quarantine"_s, **database);
    QVERIFY(quarantine);
    QCOMPARE((*quarantine)->reconcile().damaged, 0);

    const std::array<const char *, 3> added{"add0", "add1", "add2"};
    for (int number = 0; number < 3; ++number) {
        const auto file = (*queue)->file(storesample::idOf(number), Verify::Checksum);
        if (!isOk(added[size_t(number)])) {
            QVERIFY2(!file, added[size_t(number)]); // Nothing is visible of what was refused.
            continue;
        }
        if (number == 1 && isOk("done1")) {
            QVERIFY(!file || file->isDone());
            continue;
        }
        if (number == 1 && !file)
            continue; // Delivered; only the flush of its removal failed.
        QVERIFY2(file, qPrintable(file ? QString() : file.error().message));
        QCOMPARE((*queue)->content(*file).value(), storesample::contentOf(number));
        if (number == 0 && isOk("partly0"))
            QCOMPARE(file->recipients[0].fate, Fate::Delivered);
        if (number == 2 && isOk("hold2"))
            QVERIFY(file->isHeld);
    }
    if (isOk("keep3"))
        QCOMPARE((*quarantine)->content(storesample::idOf(3)).value(), storesample::contentOf(3));
    else
        QVERIFY(!(*quarantine)->find(storesample::idOf(3)));
    if (isOk("release3"))
        QVERIFY((*quarantine)->find(storesample::idOf(3))->isReleased);
    if (isOk("remove4"))
        QVERIFY(!(*quarantine)->find(storesample::idOf(4)));
    if (isOk("setting"))
        QCOMPARE(store::Settings(**database).get(u"policy"_s)->version, 1);
}

QTEST_GUILESS_MAIN(tst_StoreFaults)
#include "tst_storefaults.moc"
