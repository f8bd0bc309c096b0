#include "powercut.h"
#include "storeverify.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(powercut::Luck)

/// D2: the power goes at any moment. What was said to be done is there, whatever of the unflushed writes and renames is not.
class tst_StorePowerCut : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cutAnywhere_D2_data();
    void cutAnywhere_D2();
    void withoutFlushesMuchIsLost();

private:
    QList<powercut::Step> m_steps;
};

/// One sound run, of which every beginning is looked at.
void tst_StorePowerCut::initTestCase()
{
    const QTemporaryDir directory(storeverify::directoryTemplate());
    const QTemporaryDir place;
    const QString trace = place.filePath(u"trace"_s);
    const storeverify::Run run = storeverify::runSteps(directory.path(), 0, {{u"LD_PRELOAD"_s, QStringLiteral(PROGRAM_DIR "/libtraceshim.so")},
                                                                             {u"TRACE_DIRECTORY"_s, directory.path()},
                                                                             {u"TRACE_FILE"_s, trace}});
    QVERIFY2(run.isWhole, run.errorOutput.constData());
    m_steps = powercut::readTrace(trace);
    QVERIFY(m_steps.size() > 50);
    const auto count = [this](const char *verb) { return std::ranges::count_if(m_steps, [verb](const powercut::Step &step) { return step.verb == verb; }); };
    QVERIFY(count("write") > 20 && count("sync") > 10 && count("syncdir") > 5 && count("link") + count("rename") >= 5);

    // The record is complete: with all of it the directory is what the program left.
    QRandomGenerator random(1);
    const powercut::Remains remains(m_steps, int(m_steps.size()), powercut::Luck::Everything, random);
    const QTemporaryDir copy(storeverify::directoryTemplate());
    QVERIFY(remains.writeTo(copy.path()));
    QCOMPARE(QProcess::execute(u"diff"_s, {u"-r"_s, u"--exclude=*-shm"_s, directory.path(), copy.path()}), 0);
}

void tst_StorePowerCut::cutAnywhere_D2_data()
{
    QTest::addColumn<powercut::Luck>("luck");
    QTest::addColumn<int>("rounds");
    QTest::newRow("nothing unflushed survives") << powercut::Luck::Nothing << 1;
    QTest::newRow("everything survives") << powercut::Luck::Everything << 1;
    QTest::newRow("any part survives") << powercut::Luck::Chance << 3;
}

void tst_StorePowerCut::cutAnywhere_D2()
{
    QFETCH(const powercut::Luck, luck);
    QFETCH(const int, rounds);
    QRandomGenerator random(20261124);
    for (int round = 0; round < rounds; ++round) {
        for (int count = 0; count <= m_steps.size(); ++count) {
            const powercut::Remains remains(m_steps, count, luck, random);
            const QTemporaryDir directory(storeverify::directoryTemplate());
            QVERIFY(remains.writeTo(directory.path()));
            storeverify::verify(directory.path(), {storeverify::runThatSaid(0, remains.said())});
            if (QTest::currentTestFailed()) {
                qWarning("cut after step %d (%s %s), round %d", count, count > 0 ? m_steps[count - 1].verb.constData() : "",
                         count > 0 ? m_steps[count - 1].words.join(' ').constData() : "", round);
                return;
            }
        }
    }
}

/// The test can fail: were nothing ever flushed, messages would be missing.
void tst_StorePowerCut::withoutFlushesMuchIsLost()
{
    QList<powercut::Step> unflushed = m_steps;
    unflushed.removeIf([](const powercut::Step &step) { return step.verb.startsWith("sync"); });
    QRandomGenerator random(1);
    const powercut::Remains remains(unflushed, int(unflushed.size()), powercut::Luck::Nothing, random);
    QVERIFY(remains.said().contains("add0 ok"));
    const QTemporaryDir directory(storeverify::directoryTemplate());
    QVERIFY(remains.writeTo(directory.path()));
    QVERIFY(QDir(directory.path()).isEmpty());
}

QTEST_GUILESS_MAIN(tst_StorePowerCut)
#include "tst_storepowercut.moc"
