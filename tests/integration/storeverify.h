#pragma once

#include "storesample.h"

#include "gateway/delivery/queue.h"
#include "gateway/quarantine/quarantine.h"
#include "gateway/store/database.h"
#include "gateway/store/settings.h"

#include <QDir>
#include <QFileInfo>
#include <QMap>
#include <QProcess>
#include <QProcessEnvironment>
#include <QTest>
#include <algorithm>
#include <array>
#include <sys/resource.h>

/// Runs the store's helper program and compares what it left with what it said.
namespace storeverify {

using gateway::Error;
using gateway::Result;
using gateway::delivery::SpoolFile;

/// In memory where the system has such a place: hundreds of runs that flush all they write would take minutes on a disk.
inline QString directoryTemplate()
{
    const QString memory = QStringLiteral("/dev/shm");
    return (QFileInfo(memory).isWritable() ? memory : QDir::tempPath()) + QStringLiteral("/store-XXXXXX");
}

/// One run of "storehelper steps".
struct Run {
    enum class Step {
        Done,      ///< It said so.
        Failed,    ///< It said so.
        Uncertain, ///< The program ended in the middle of it, or before it could say what became of it.
        NotBegun,
    };

    int first = 0;                       ///< Number of the first message.
    QMap<QByteArray, QByteArray> words;  ///< What was said of each step.
    QByteArray errorOutput;
    bool hasEnded = false;               ///< Of itself, not by hanging.
    bool isWhole = false;                ///< It came to its end.

    [[nodiscard]] Step step(const QByteArray &name) const
    {
        static constexpr std::array order{"open", "add0", "add1", "add2", "partly0", "done1", "hold2", "quarantine", "keep3", "keep4", "release3",
                                          "remove4", "setting"};
        if (const auto word = words.find(name); word != words.end())
            return *word == "ok" ? Step::Done : Step::Failed;
        const auto last = std::find_if(order.rbegin(), order.rend(), [this](const char *each) { return words.contains(each); });
        const auto next = last.base(); // The one after the last of which something was said.
        return !isWhole && next != order.end() && name == *next ? Step::Uncertain : Step::NotBegun;
    }
};

/// A run that had said this when it ended.
inline Run runThatSaid(int first, const QByteArray &output)
{
    Run run;
    run.first = first;
    for (const QByteArray &line : output.split('\n'))
        run.words[line.split(' ').value(0)] = line.split(' ').value(1);
    run.isWhole = run.words.contains("end");
    return run;
}

/// Runs the steps in \a directory with these variables of the environment besides our own. The program may end as it likes.
inline Run runSteps(const QString &directory, int first, const QMap<QString, QString> &variables)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (auto variable = variables.begin(); variable != variables.end(); ++variable)
        environment.insert(variable.key(), variable.value());
    QProcess helper;
    helper.setProcessEnvironment(environment);
    helper.setChildProcessModifier([] {
        const rlimit none{0, 0};
        ::setrlimit(RLIMIT_CORE, &none); // Many end by a signal.
    });
    helper.start(QStringLiteral(PROGRAM_DIR "/storehelper"), {QStringLiteral("steps"), directory, QString::number(first)});
    const bool hasEnded = helper.waitForFinished(60'000);
    Run run = runThatSaid(first, helper.readAllStandardOutput());
    run.hasEnded = hasEnded;
    run.isWhole = run.isWhole && hasEnded && helper.exitStatus() == QProcess::NormalExit;
    run.errorOutput = helper.readAllStandardError();
    return run;
}

enum class Presence { Here, Gone, Either };

/// Where a message is to be that was, or was not, added and then removed.
inline Presence presence(Run::Step added, Run::Step removed)
{
    using enum Run::Step;
    if (added == Failed || added == NotBegun || removed == Done)
        return Presence::Gone; // Nothing is visible of what was refused.
    return added == Done && removed == NotBegun ? Presence::Here : Presence::Either; // A removal may fail at its flush only.
}

/// False also for a file that is here in part or cannot be read.
inline bool isAsExpected(const Result<SpoolFile> &file, Presence expected)
{
    const bool isGone = !file && file.error().kind == Error::Kind::NotFound;
    return (file || isGone) && (expected == Presence::Either || isGone == (expected == Presence::Gone));
}

inline QByteArray found(const QByteArray &name, const Result<SpoolFile> &file)
{
    return name + ": " + (file ? QByteArray("is here") : file.error().message.toUtf8());
}

inline void verifyQueued(const gateway::delivery::Queue &queue, const Run &run, int number)
{
    const QByteArray name = "add" + QByteArray::number(number);
    const Run::Step done = number == 1 ? run.step("done1") : Run::Step::NotBegun;
    const Result<SpoolFile> file = queue.file(storesample::idOf(run.first + number), gateway::delivery::Verify::Checksum);
    if (file && file->isDone() && done != Run::Step::NotBegun)
        return; // Says of itself that nothing is to be delivered.
    QVERIFY2(isAsExpected(file, presence(run.step(name), done)), found(name, file).constData());
    if (!file)
        return;
    QCOMPARE(queue.content(*file).value(), storesample::contentOf(run.first + number));
    QCOMPARE(file->recipients.size(), 2);
    QVERIFY(!file->recipients[1].fate);
    const Run::Step partly = number == 0 ? run.step("partly0") : Run::Step::NotBegun;
    if (partly == Run::Step::Done)
        QCOMPARE(file->recipients[0].fate, gateway::Fate::Delivered);
    if (partly == Run::Step::NotBegun)
        QVERIFY(!file->recipients[0].fate);
    const Run::Step hold = number == 2 ? run.step("hold2") : Run::Step::NotBegun;
    if (hold == Run::Step::Done || hold == Run::Step::NotBegun)
        QCOMPARE(file->isHeld, hold == Run::Step::Done);
}

inline void verifyKept(const gateway::quarantine::Quarantine &quarantine, const Run &run, int number)
{
    const QByteArray name = "keep" + QByteArray::number(number);
    const QByteArray id = storesample::idOf(run.first + number);
    const Run::Step removed = number == 4 ? run.step("remove4") : Run::Step::NotBegun;
    const Result<SpoolFile> file = quarantine.file(id);
    QVERIFY2(isAsExpected(file, presence(run.step(name), removed)), found(name, file).constData());
    if (!file)
        return;
    QCOMPARE(quarantine.content(id).value(), storesample::contentOf(run.first + number));
    const Run::Step release = number == 3 ? run.step("release3") : Run::Step::NotBegun;
    if (release == Run::Step::Done || release == Run::Step::NotBegun)
        QCOMPARE(quarantine.find(id).value().isReleased, release == Run::Step::Done);
}

inline void verifySetting(const gateway::store::Settings &settings, const Run &run)
{
    const auto setting = settings.get(storesample::settingKeyOf(run.first));
    QVERIFY(setting);
    if (run.step("setting") == Run::Step::Done || setting->version != 0) {
        QCOMPARE(setting->version, 1);
        QCOMPARE(setting->value, storesample::settingOf(run.first));
    }
}

/// Opens what the runs left, with sound functions of the system, and compares with what they said.
inline void verify(const QString &directory, const QList<Run> &runs)
{
    const auto database = gateway::store::Database::open(directory + QStringLiteral("/gateway.db"), gateway::store::migrations());
    QVERIFY2(database, qPrintable(database ? QString() : database.error().message));
    QVERIFY(!(*database)->wasRebuilt());
    const auto queue = gateway::delivery::Queue::open(directory + QStringLiteral("/queue"), **database, {});
    QVERIFY2(queue, qPrintable(queue ? QString() : queue.error().message));
    QCOMPARE((*queue)->reconcile().damaged, 0);
    const auto quarantine = gateway::quarantine::Quarantine::open(directory + QStringLiteral("/quarantine"), **database);
    QVERIFY2(quarantine, qPrintable(quarantine ? QString() : quarantine.error().message));
    QCOMPARE((*quarantine)->reconcile().damaged, 0);
    const gateway::store::Settings settings(**database);
    for (const Run &run : runs) {
        for (int number = 0; number < 3; ++number)
            verifyQueued(**queue, run, number);
        for (int number = 3; number < 5; ++number)
            verifyKept(**quarantine, run, number);
        verifySetting(settings, run);
    }
}

} // namespace storeverify
