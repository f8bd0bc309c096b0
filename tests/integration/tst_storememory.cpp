#include "storeverify.h"

#include <QLoggingCategory>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

/// D9: the k-th allocation fails, once or for ever, wherever it is made. The process may end; what it said to be done is, nothing is half done.
///
/// POSTERN_ALLOCATIONS sets how many values of k each row tries besides the first 30.
class tst_StoreMemory : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QLoggingCategory::setFilterRules(u"postern.*.info=false"_s); } // Each run would tell what it found in the store.
    void nothingDoneIsLost_D9_data();
    void nothingDoneIsLost_D9();
};

namespace {

QMap<QString, QString> shim(const QByteArray &mode, qint64 at)
{
    return {{u"LD_PRELOAD"_s, QStringLiteral(PROGRAM_DIR "/libmemoryshim.so")},
            {u"MEMORY_MODE"_s, QString::fromLatin1(mode)},
            {u"MEMORY_AT"_s, QString::number(at)}};
}

/// The first ones and others spread evenly over the rest.
QList<qint64> sample(qint64 allocations, qint64 wanted)
{
    constexpr qint64 first = 30;
    const qint64 others = std::min(wanted, allocations - first);
    QList<qint64> numbers;
    for (qint64 number = 1; number <= first; ++number)
        numbers += number;
    for (qint64 i = 1; i <= others; ++i)
        numbers += first + (allocations - first) * i / others;
    return numbers;
}

} // namespace

void tst_StoreMemory::nothingDoneIsLost_D9_data()
{
    QTest::addColumn<QByteArray>("mode");
    QTest::addColumn<bool>("isFilled"); // The store has been used before.
    QTest::addColumn<int>("tries");
    const int given = qEnvironmentVariableIntValue("POSTERN_ALLOCATIONS");
    const auto row = [given](const char *name, const char *mode, bool isFilled, int tries) {
        QTest::newRow(name) << QByteArray(mode) << isFilled << (given > 0 ? given : tries);
    };
    row("once, a new store", "once", false, 150);
    row("for ever, a new store", "sticky", false, 150);
    row("once, a store with messages", "once", true, 75);
    row("for ever, a store with messages", "sticky", true, 75);
}

void tst_StoreMemory::nothingDoneIsLost_D9()
{
    QFETCH(const QByteArray, mode);
    QFETCH(const bool, isFilled);
    QFETCH(const int, tries);
    constexpr int earlier = 0, now = 10; // Numbers of the messages.
    constexpr qint64 never = 1'000'000'000;

    const auto runs = [&](const QString &directory, qint64 at) {
        QList<storeverify::Run> all;
        if (isFilled)
            all += storeverify::runSteps(directory, earlier, {});
        all += storeverify::runSteps(directory, now, shim(mode, at));
        return all;
    };
    const QTemporaryDir sound(storeverify::directoryTemplate());
    const storeverify::Run whole = runs(sound.path(), never).last();
    const qint64 allocations = whole.words["allocations"].toLongLong();
    QVERIFY2(whole.isWhole && allocations > 1000, whole.errorOutput.constData());

    const QList<qint64> numbers = sample(allocations, tries);
    int faulty = 0, endedEarly = 0, begun = 0;
    for (const qint64 at : numbers) {
        const QTemporaryDir directory(storeverify::directoryTemplate());
        const QList<storeverify::Run> all = runs(directory.path(), at);
        const storeverify::Run &run = all.last();
        QVERIFY(run.hasEnded);
        QVERIFY(!isFilled || all.first().isWhole);
        storeverify::verify(directory.path(), all);
        if (QTest::currentTestFailed()) {
            qWarning("allocation %lld of %lld; %s", at, allocations, run.errorOutput.constData());
            return;
        }
        faulty += run.errorOutput.contains("memoryshim: out of memory") ? 1 : 0;
        endedEarly += run.isWhole ? 0 : 1;
        begun += run.words.value("add0") == "ok" && !run.isWhole ? 1 : 0;
    }
    qInfo("%lld allocations; %d of %d runs had a fault, %d ended early, %d of them after they had stored a message", allocations, faulty,
          int(numbers.size()), endedEarly, begun);
    QVERIFY(faulty >= numbers.size() * 9 / 10); // The number of allocations differs a little from run to run.
    QVERIFY(endedEarly > 0);
    QVERIFY(mode == "once" || begun > 0);
}

QTEST_GUILESS_MAIN(tst_StoreMemory)
#include "tst_storememory.moc"
