#include "storeverify.h"

#include <QTemporaryDir>
#include <QTest>
#include <cerrno>

using namespace Qt::StringLiterals;

/// D4: the k-th file operation fails, for every k, once or for ever. What was said to be done is; what was not is not half done.
class tst_StoreFaults : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyCallFails_D4_data();
    void everyCallFails_D4();
};

void tst_StoreFaults::everyCallFails_D4_data()
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

void tst_StoreFaults::everyCallFails_D4()
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
        const QTemporaryDir directory(storeverify::directoryTemplate());
        QMap<QString, QString> variables{{u"LD_PRELOAD"_s, QStringLiteral(PROGRAM_DIR "/libfaultshim.so")},
                                         {u"FAULT_DIRECTORY"_s, directory.path() + below},
                                         {u"FAULT_AT"_s, QString::number(number)},
                                         {u"FAULT_MODE"_s, QString::fromLatin1(mode)},
                                         {u"FAULT_ERRNO"_s, QString::number(error)}};
        if (!calls.isEmpty())
            variables.insert(u"FAULT_CALLS"_s, QString::fromLatin1(calls));
        const storeverify::Run run = storeverify::runSteps(directory.path(), 0, variables);
        QVERIFY2(run.isWhole, run.errorOutput.constData());
        QVERIFY(run.words.contains("faults"));
        faults = run.words["faults"].toInt();
        for (int i = 0; i < 3; ++i) {
            const QByteArray added = run.words.value("add" + QByteArray::number(i), "ok");
            QVERIFY2(added == "ok" || added == word, added.constData());
        }
        storeverify::verify(directory.path(), {run});
        if (QTest::currentTestFailed()) {
            qWarning("call %d; %s", number, run.errorOutput.constData());
            return;
        }
        const QList<QByteArray> words = run.words.values();
        const bool isReported = words.contains("io") || words.contains("full");
        QVERIFY(faults > 0 || !isReported); // The run has passed: everything must have worked.
        silent += faults > 0 && !isReported ? 1 : 0;
    }
    QVERIFY(unreported < 0 || silent <= unreported);
    QVERIFY(number < mostCalls);
    QVERIFY(number > 5); // The shim was at work.
}

QTEST_GUILESS_MAIN(tst_StoreFaults)
#include "tst_storefaults.moc"
