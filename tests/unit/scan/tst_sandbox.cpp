#include <QFile>
#include <QProcess>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QtTest>

using namespace Qt::StringLiterals;

/// The sandbox from within (threats.md O4, V3): everything a taken-over scanner would want is refused.
class tst_Sandbox : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void workerIsHeld_data();
    void workerIsHeld();

private:
    QMap<QByteArray, QByteArray> probe(const QString &role);
    QTemporaryDir m_spool, m_scratch;
};

QMap<QByteArray, QByteArray> tst_Sandbox::probe(const QString &role)
{
    QFile canary(m_spool.filePath(u"canary"_s));
    if (!canary.open(QFile::WriteOnly) || canary.write("spooled mail") < 0)
        return {};
    canary.close();
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    QProcess process;
    process.start(QStringLiteral(PROGRAM_DIR "/sandbox-probe"), {role, m_spool.path(), m_scratch.path(), QString::number(server.serverPort())});
    process.waitForFinished(30'000);
    QMap<QByteArray, QByteArray> results;
    for (const QByteArray &line : process.readAllStandardOutput().split('\n'))
        results.insert(line.left(line.indexOf(' ')), line.mid(line.indexOf(' ') + 1));
    return results;
}

void tst_Sandbox::workerIsHeld_data()
{
    QTest::addColumn<QString>("role");
    QTest::addColumn<QList<QByteArray>>("allowed");
    QTest::newRow("content: no file at all") << u"content"_s << QList<QByteArray>{"memory"};
    QTest::newRow("virus: its scratch directory and threads")
        << u"virus"_s << QList<QByteArray>{"memory", "scratch", "scratch-directory", "thread"};
}

void tst_Sandbox::workerIsHeld()
{
    QFETCH(const QString, role);
    QFETCH(const QList<QByteArray>, allowed);
    QMap<QByteArray, QByteArray> results = probe(role);
    QVERIFY2(results.contains("end"), "the probe did not come to its end"); // An exec would have taken its place.
    const QByteArray sandbox = results.take("sandbox");
    if (!sandbox.contains("seccomp") || sandbox.contains("seccomp ("))
        QSKIP("this system has no seccomp");
    const bool hasLandlock = !sandbox.contains("landlock (");
    results.remove("end");
    results.remove({});
    QVERIFY(results.size() > 30);
    for (auto it = results.begin(); it != results.end(); ++it) {
        const bool isFile = it.key().contains("spool") || it.key().startsWith("read-") || it.key() == "climb-out";
        if (isFile && !hasLandlock && role == "virus"_L1)
            continue; // The sandbox reports that; there is nothing to hold paths.
        QVERIFY2(it.value() == (allowed.contains(it.key()) ? "done" : "refused"), it.key() + ": " + it.value());
    }
    QFile canary(m_spool.filePath(u"canary"_s));
    QVERIFY(canary.open(QFile::ReadOnly));
    QCOMPARE(canary.readAll(), QByteArray("spooled mail"));
    QCOMPARE(QDir(m_spool.path()).entryList(QDir::Files), QStringList{u"canary"_s});
    QVERIFY(QDir(m_scratch.path()).isEmpty());
}

QTEST_GUILESS_MAIN(tst_Sandbox)
#include "tst_sandbox.moc"
