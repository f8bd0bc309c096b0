#include "ui/session/trialgateway.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using State = ui::TrialGateway::State;

/// Starting and ending the private gateway, with small programs in its place.
class tst_TrialGateway : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readyLineMeansServing();
    void failureNamesCauseAndRemedy_data();
    void failureNamesCauseAndRemedy();
    void stopEndsIt();
    void cancelWhileStarting();

private:
    /// A program of \a lines; its path.
    QString program(const QByteArray &lines);

    QTemporaryDir m_directory;
    int m_count = 0;
};

QString tst_TrialGateway::program(const QByteArray &lines)
{
    const QString path = m_directory.filePath(u"gateway%1"_s.arg(++m_count));
    QFile file(path);
    if (file.open(QIODevice::WriteOnly))
        file.write("#!/bin/sh\n" + lines);
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    return path;
}

void tst_TrialGateway::readyLineMeansServing()
{
    ui::TrialGateway trial;
    QSignalSpy changes(&trial, &ui::TrialGateway::stateChanged);
    // The arguments are those that a trial needs.
    trial.start(m_directory.filePath(u"data"_s),
                program("test \"$3\" = --trial && test \"$5\" = 127.0.0.1:2525 || exit 7\necho ready smtp=127.0.0.1:2525 api=http://127.0.0.1:8025\nexec sleep 60\n"));
    QCOMPARE(trial.state(), State::Starting);
    QTRY_COMPARE(trial.state(), State::Serving);
    QCOMPARE(changes.size(), 2);
}

void tst_TrialGateway::failureNamesCauseAndRemedy_data()
{
    QTest::addColumn<QByteArray>("lines");
    QTest::addColumn<QString>("cause");
    QTest::newRow("exit code") << "echo 'the key file is missing' >&2; exit 3\n"_ba << u"exit code 3"_s;
    QTest::newRow("port in use") << "echo 'bind: Address already in use' >&2; exit 1\n"_ba << u"Another program uses 127.0.0.1:2525"_s;
    QTest::newRow("lock") << "echo 'data directory is locked' >&2; exit 1\n"_ba << u"Another gateway already uses"_s;
    QTest::newRow("crash") << "kill -SEGV $$\n"_ba << u"unexpectedly"_s;
}

void tst_TrialGateway::failureNamesCauseAndRemedy()
{
    QFETCH(const QByteArray, lines);
    QFETCH(const QString, cause);
    ui::TrialGateway trial;
    trial.start(m_directory.filePath(u"data"_s), program(lines));
    QTRY_COMPARE(trial.state(), State::Failed);
    QVERIFY2(trial.cause().contains(cause), qPrintable(trial.cause()));
    QVERIFY(!trial.remedy().isEmpty());
    trial.start(m_directory.filePath(u"data"_s), program("echo ready smtp=127.0.0.1:2525; exec sleep 60\n")); // It can be tried again.
    QTRY_COMPARE(trial.state(), State::Serving);
}

void tst_TrialGateway::stopEndsIt()
{
    const QString mark = m_directory.filePath(u"ended"_s);
    ui::TrialGateway trial;
    trial.start(m_directory.filePath(u"data"_s), program("trap 'echo ended > " + mark.toUtf8() + "; exit 0' TERM\necho ready smtp=127.0.0.1:2525\nwhile :; do sleep 0.05; done\n"));
    QTRY_COMPARE(trial.state(), State::Serving);
    trial.stop();
    QCOMPARE(trial.state(), State::Stopped);
    QVERIFY(QFile::exists(mark)); // By SIGTERM, so that it could finish.
}

void tst_TrialGateway::cancelWhileStarting()
{
    ui::TrialGateway trial;
    trial.start(m_directory.filePath(u"data"_s), program("exec sleep 60\n"));
    QCOMPARE(trial.state(), State::Starting);
    trial.stop();
    QCOMPARE(trial.state(), State::Stopped);
}

QTEST_GUILESS_MAIN(tst_TrialGateway)
#include "tst_trialgateway.moc"
