#include "app/postern-scan/worker.h"
#include "gateway/content/frame.h"
#include "tests/unit/scan/samples.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

using namespace Qt::StringLiterals;
using gateway::content::Frame;

/// postern-scan from outside: its exit codes, its Hello, its answers, its temporary directory.
class tst_Worker : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refusesToStart_data();
    void refusesToStart();
    void saysHelloAndAnswers();
    void contentIsScanned();
    void brokenInputEndsIt_data();
    void brokenInputEndsIt();
    void leftOversAreRemoved();

private:
    [[nodiscard]] static std::optional<Frame> readFrame(QProcess &process);
    static void start(QProcess &process, const QStringList &arguments);
    QTemporaryDir m_scratch, m_empty;
};

void tst_Worker::start(QProcess &process, const QStringList &arguments)
{
    process.start(QStringLiteral(PROGRAM_DIR "/postern-scan"), arguments);
}

std::optional<Frame> tst_Worker::readFrame(QProcess &process)
{
    gateway::content::FrameReader reader(1'000'000);
    while (process.bytesAvailable() > 0 || process.waitForReadyRead(20'000)) {
        reader.feed(process.read(1)); // One octet at a time leaves the next frame alone.
        if (auto frame = reader.next(); !frame || *frame)
            return frame ? *std::move(frame) : std::nullopt;
    }
    return {};
}

void tst_Worker::refusesToStart_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("words");
    const QStringList virus{u"--role"_s, u"virus"_s, u"--temporary"_s, m_scratch.path()};
    const QString bad = m_empty.filePath(u"bad"_s), foreign = m_empty.filePath(u"foreign"_s), open = m_empty.filePath(u"open"_s);
    for (const QString &directory : {bad, foreign, open})
        QDir().mkpath(directory);
    QFile::setPermissions(open, QFile::Permissions(0x7755));
    QFile file(bad + "/daily.cvd"_L1);
    QVERIFY(file.open(QFile::WriteOnly));
    QFile other(foreign + "/site.ndb"_L1);
    QVERIFY(other.open(QFile::WriteOnly));
    other.write("Site-Only:0:*:" + QByteArray("some other content").toHex() + '\n');

    QTest::newRow("no role") << QStringList() << int(scan::Usage) << u"usage:"_s;
    QTest::newRow("unknown role") << QStringList{u"--role"_s, u"mail"_s} << int(scan::Usage) << u"usage:"_s;
    QTest::newRow("unknown option") << QStringList{u"--role"_s, u"content"_s, u"--shell"_s} << int(scan::Usage) << u"shell"_s;
    QTest::newRow("no temporary directory") << QStringList{u"--role"_s, u"virus"_s} << int(scan::Usage) << u"--temporary"_s;
    QTest::newRow("temporary directory open to others")
        << QStringList{u"--role"_s, u"virus"_s, u"--temporary"_s, open} << int(scan::Usage) << u"0700"_s;
    QTest::newRow("no signatures (V5)") << virus + QStringList{u"--signatures"_s, m_empty.path()} << int(scan::NoSignatures) << m_empty.path();
    QTest::newRow("damaged signatures (V4)") << virus + QStringList{u"--signatures"_s, bad} << int(scan::BadSignatures) << bad;
    QTest::newRow("test file not found (V4)") << virus + QStringList{u"--signatures"_s, foreign} << int(scan::BadSignatures) << u"EICAR"_s;
}

void tst_Worker::refusesToStart()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const QString, words);
    QProcess process;
    start(process, arguments);
    QVERIFY(process.waitForFinished());
    QTEST(process.exitCode(), "code");
    const QString error = QString::fromUtf8(process.readAllStandardError());
    QVERIFY2(error.contains(words), qPrintable(error));
    QVERIFY(process.readAllStandardOutput().isEmpty()); // No Hello.
}

void tst_Worker::saysHelloAndAnswers()
{
    QProcess process;
    start(process, {u"--role"_s, u"virus"_s, u"--temporary"_s, m_scratch.path(), u"--signatures"_s, QStringLiteral(SIGNATURES), u"--threads"_s, u"2"_s});
    const auto hello = readFrame(process);
    QVERIFY2(hello, process.readAllStandardError());
    QCOMPARE(hello->type, Frame::Type::Hello);
    const QJsonObject facts = QJsonDocument::fromJson(hello->body).object();
    QCOMPARE(facts["role"_L1].toString(), u"virus"_s);
    QCOMPARE(facts["signatures"_L1].toInt(), 1);
    QVERIFY(facts["testOnly"_L1].toBool());
    QVERIFY(QDateTime::fromString(facts["signatureDate"_L1].toString(), Qt::ISODate).isValid());
    QVERIFY(facts["engine"_L1].toString().startsWith("ClamAV "_L1));
    QVERIFY(!facts["sandbox"_L1].toString().isEmpty());

    process.write(toBytes(Frame{Frame::Type::Request, 41, gateway::content::requestBody({}, samples::mail({{"e.com", samples::eicar()}}))}));
    const auto answer = readFrame(process);
    QVERIFY(answer);
    QCOMPARE(answer->id, 41u);
    QCOMPARE(answer->type, Frame::Type::Findings);
    const auto findings = gateway::content::findingsFromBytes(answer->body);
    QVERIFY(findings);
    QCOMPARE(findings->viruses.size(), 1);
    process.write(toBytes(Frame{Frame::Type::Request, 42, "no context"}));
    const auto refusal = readFrame(process);
    QVERIFY(refusal);
    QCOMPARE(refusal->type, Frame::Type::Failure);
    process.closeWriteChannel();
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitCode(), int(scan::Done));
    QVERIFY(QDir(m_scratch.path()).isEmpty());
}

void tst_Worker::contentIsScanned()
{
    QProcess process;
    start(process, {u"--role"_s, u"content"_s});
    QVERIFY(readFrame(process));
    process.write(toBytes(Frame{Frame::Type::Request, 1, gateway::content::requestBody({}, samples::mail({}))}));
    const auto answer = readFrame(process);
    QVERIFY(answer);
    const auto findings = gateway::content::findingsFromBytes(answer->body);
    QVERIFY(findings);
    QVERIFY(findings->wasContentScanned && !findings->wasVirusScanned);
    process.closeWriteChannel();
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitCode(), int(scan::Done));
}

void tst_Worker::brokenInputEndsIt_data()
{
    QTest::addColumn<QByteArray>("input");
    QTest::newRow("unknown type") << QByteArray("\x09\0\0\0\x09\0\0\0\0\0\0\0\0", 13);
    QTest::newRow("too long") << QByteArray("\xFF\xFF\xFF\xFF\x02\0\0\0\0\0\0\0\0", 13);
}

void tst_Worker::brokenInputEndsIt()
{
    QFETCH(const QByteArray, input);
    QProcess process;
    start(process, {u"--role"_s, u"content"_s});
    process.write(input);
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitCode(), int(scan::BrokenInput));
}

/// V6: what a killed scan left is gone, links are not followed.
void tst_Worker::leftOversAreRemoved()
{
    QTemporaryDir scratch;
    QVERIFY(QDir(scratch.path()).mkpath(u"20260101-scantemp/html-tmp"_s));
    QFile kept(m_empty.filePath(u"kept"_s));
    QVERIFY(kept.open(QFile::WriteOnly));
    QVERIFY(QFile::link(m_empty.path(), scratch.filePath(u"link"_s)));
    QProcess process;
    start(process, {u"--role"_s, u"virus"_s, u"--temporary"_s, scratch.path(), u"--signatures"_s, QStringLiteral(SIGNATURES)});
    QVERIFY(readFrame(process));
    QVERIFY(QDir(scratch.path()).isEmpty(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::System));
    QVERIFY(kept.exists());
    process.closeWriteChannel();
    QVERIFY(process.waitForFinished());
}

QTEST_GUILESS_MAIN(tst_Worker)
#include "tst_worker.moc"
