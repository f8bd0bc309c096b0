#include "gateway/store/directorylock.h"

#include <QCoreApplication>
#include <QTemporaryDir>
#include <QTest>
#include <csignal>
#include <optional>
#include <sys/wait.h>
#include <unistd.h>

using namespace gateway::store;
using namespace Qt::StringLiterals;

class tst_DirectoryLock : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void secondIsRefused();
    void staleLockIsTaken_D15();
};

void tst_DirectoryLock::secondIsRefused() // D15
{
    const QTemporaryDir directory;
    std::optional lock = DirectoryLock::take(directory.path());
    QVERIFY(*lock);
    const auto second = DirectoryLock::take(directory.path());
    QVERIFY(!second);
    const QString expected = u"is in use by process %1"_s.arg(QCoreApplication::applicationPid());
    QVERIFY2(second.error().message.contains(expected), qUtf8Printable(second.error().message));
    lock.reset();
    QVERIFY(DirectoryLock::take(directory.path()));
}

/// D15: also after SIGKILL of the first.
void tst_DirectoryLock::staleLockIsTaken_D15()
{
    const QTemporaryDir directory;
    int pipes[2];
    QCOMPARE(::pipe(pipes), 0);
    const pid_t child = ::fork();
    if (child == 0) {
        const auto lock = DirectoryLock::take(directory.path());
        (void)!::write(pipes[1], lock ? "+" : "-", 1);
        for (;;)
            ::pause();
    }
    char answer = 0;
    QCOMPARE(::read(pipes[0], &answer, 1), 1);
    QCOMPARE(answer, '+');
    const auto refused = DirectoryLock::take(directory.path());
    QVERIFY(!refused);
    QVERIFY(refused.error().message.contains(QString::number(child)));
    QCOMPARE(::kill(child, SIGKILL), 0);
    QCOMPARE(::waitpid(child, nullptr, 0), child);
    QVERIFY(DirectoryLock::take(directory.path()));
    ::close(pipes[0]);
    ::close(pipes[1]);
}

QTEST_GUILESS_MAIN(tst_DirectoryLock)
#include "tst_directorylock.moc"
