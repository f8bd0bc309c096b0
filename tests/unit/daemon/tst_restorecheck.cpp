#include "gateway/daemon/restorecheck.h"

#include <QDir>
#include <QFileInfo>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using gateway::daemon::RestoreCheck;
using namespace Qt::StringLiterals;

class tst_RestoreCheck : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void newQueueIsOurs();
    void acceptedQueueIsOurs();
    void copyIsRestored_D13();
    void restoredInItsPlace_D13();
    void staysRestoredIfTheMarkCannotBeWritten();
    void copyWithoutMarkIsOurs();

private:
    /// A copy that came into being at a later millisecond.
    [[nodiscard]] QString copied() const
    {
        for (int i = 0; i < 100; ++i) {
            const QString target = m_directory->filePath(u"copy%1"_s.arg(i));
            if (QProcess::execute(u"cp"_s, {u"-a"_s, m_directory->filePath(u"data"_s), target}) != 0)
                break;
            const QDateTime birth = QFileInfo(target + u"/queue"_s).birthTime();
            if (!birth.isValid() || birth != QFileInfo(m_queue).birthTime())
                return target;
        }
        return {};
    }

    std::unique_ptr<QTemporaryDir> m_directory;
    QString m_queue;
};

void tst_RestoreCheck::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    m_queue = m_directory->filePath(u"data/queue"_s);
    QVERIFY(QDir().mkpath(m_queue));
}

void tst_RestoreCheck::newQueueIsOurs()
{
    const RestoreCheck check(m_queue);
    QVERIFY(!check.isRestored());
    QVERIFY(check.problem().isEmpty());
}

void tst_RestoreCheck::acceptedQueueIsOurs()
{
    QVERIFY(RestoreCheck(m_queue).accept());
    QVERIFY(!RestoreCheck(m_queue).isRestored());
}

void tst_RestoreCheck::copyIsRestored_D13()
{
    if (!QFileInfo(m_queue).birthTime().isValid())
        QSKIP("The file system does not know times of birth.");
    QVERIFY(RestoreCheck(m_queue).accept());
    const QString copy = copied();
    QVERIFY(!copy.isEmpty());
    RestoreCheck check(copy + u"/queue"_s);
    QVERIFY(check.isRestored());
    QVERIFY(check.problem().contains(u"drained"_s));
    QVERIFY(check.accept());
    QVERIFY(!check.isRestored());
    QVERIFY(!RestoreCheck(copy + u"/queue"_s).isRestored());
    QVERIFY(!RestoreCheck(m_queue).isRestored());
}

/// The files of a backup unpacked over what is there: the directory is the same, the mark is not.
void tst_RestoreCheck::restoredInItsPlace_D13()
{
    if (!QFileInfo(m_queue).birthTime().isValid())
        QSKIP("The file system does not know times of birth.");
    QVERIFY(RestoreCheck(m_queue).accept());
    const QString data = m_directory->filePath(u"data"_s), archive = m_directory->filePath(u"backup.tar"_s);
    QCOMPARE(QProcess::execute(u"tar"_s, {u"-C"_s, data, u"-cf"_s, archive, u"."_s}), 0);
    const QDateTime marked = QFileInfo(m_queue + u".origin"_s).birthTime();
    for (int i = 0; i < 100 && QFileInfo(m_queue + u".origin"_s).birthTime() == marked; ++i)
        QCOMPARE(QProcess::execute(u"tar"_s, {u"-C"_s, data, u"-xf"_s, archive}), 0);
    RestoreCheck check(m_queue);
    QVERIFY(check.isRestored());
    QVERIFY(check.accept());
    QVERIFY(!RestoreCheck(m_queue).isRestored());
}

void tst_RestoreCheck::staysRestoredIfTheMarkCannotBeWritten()
{
    if (!QFileInfo(m_queue).birthTime().isValid())
        QSKIP("The file system does not know times of birth.");
    QVERIFY(QDir().mkpath(m_queue + u".origin"_s)); // In the place of the mark: it can be neither read nor replaced.
    RestoreCheck check(m_queue);
    QVERIFY(check.isRestored());
    QVERIFY(!check.accept());
    QVERIFY(check.isRestored());
}

void tst_RestoreCheck::copyWithoutMarkIsOurs()
{
    const QString copy = copied();
    QVERIFY(!copy.isEmpty());
    QVERIFY(!RestoreCheck(copy + u"/queue"_s).isRestored());
}

QTEST_GUILESS_MAIN(tst_RestoreCheck)
#include "tst_restorecheck.moc"
