#include "gateway/net/scanclient.h"
#include "tests/unit/scan/samples.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace gateway::net;
using gateway::Error;

/// The blocking scanner of programs without loops.
class tst_ScanClient : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void messagesAreScanned();
    void crashesAndHangsAreErrors_data();
    void crashesAndHangsAreErrors();
    void faultsAreToldEarly();

private:
    std::unique_ptr<QTemporaryDir> m_scratch;
    ScannerConfig m_config;
};

void tst_ScanClient::init()
{
    m_scratch = std::make_unique<QTemporaryDir>();
    m_config = {};
    m_config.program = QStringLiteral(PROGRAM_DIR "/postern-scan-test");
    m_config.signatureDirectories = {QStringLiteral(SIGNATURES)};
    m_config.scratchDirectory = m_scratch->path();
}

void tst_ScanClient::messagesAreScanned()
{
    {
        ScanClient client(m_config);
        const auto started = client.start();
        QVERIFY2(started, started ? "" : qPrintable(started.error().message));
        QVERIFY(client.status().isContentReady && client.status().isVirusReady && client.status().hasOnlyTestSignatures);
        for (const qsizetype size : {0, 100, 5'000'000}) { // Also more than a pipe holds.
            const auto clean = client.scan("Subject: x\r\n\r\n" + QByteArray(size, 'x'), {});
            QVERIFY2(clean, clean ? "" : qPrintable(clean.error().message));
            QVERIFY(clean->wasContentScanned && clean->wasVirusScanned && clean->viruses.isEmpty());
            const auto infected = client.scan(samples::mail({{"x", QByteArray(size, 'x')}, {"e.com", samples::eicar()}}), {});
            QVERIFY(infected);
            QCOMPARE(infected->viruses.size(), 1);
        }
    }
    QVERIFY(QDir(m_scratch->path()).isEmpty()); // V6
}

void tst_ScanClient::crashesAndHangsAreErrors_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<Error::Kind>("kind");
    QTest::newRow("content crashes") << QByteArray("X-Test: crash content\r\n\r\n") << Error::Kind::Io;
    QTest::newRow("virus crashes") << QByteArray("X-Test: crash virus\r\n\r\n") << Error::Kind::Io;
    QTest::newRow("content hangs") << QByteArray("X-Test: hang content\r\n\r\n") << Error::Kind::Timeout;
    QTest::newRow("virus hangs") << QByteArray("X-Test: hang virus\r\n\r\n") << Error::Kind::Timeout;
}

void tst_ScanClient::crashesAndHangsAreErrors()
{
    QFETCH(const QByteArray, message);
    m_config.deadline = 2s;
    ScanClient client(m_config);
    const auto findings = client.scan(message, {});
    QVERIFY(!findings);
    QTEST(findings.error().kind, "kind");
    const auto next = client.scan("Subject: next\r\n\r\n", {});
    QVERIFY2(next, next ? "" : qPrintable(next.error().message));
    QVERIFY(next->wasContentScanned && next->wasVirusScanned);
}

void tst_ScanClient::faultsAreToldEarly()
{
    m_config.signatureDirectories = {m_scratch->path()};
    const auto unsignedSet = ScanClient(m_config).start();
    QVERIFY(!unsignedSet);
    QVERIFY2(unsignedSet.error().message.contains("no virus signatures"_L1), qPrintable(unsignedSet.error().message));
    m_config.program = m_scratch->filePath(u"missing"_s);
    const auto missing = ScanClient(m_config).start();
    QVERIFY(!missing);
    QVERIFY2(missing.error().message.contains("could not be started"_L1), qPrintable(missing.error().message));
}

QTEST_GUILESS_MAIN(tst_ScanClient)
#include "tst_scanclient.moc"
