#include "gateway/net/loops.h"
#include "gateway/net/scanner.h"
#include "tests/unit/scan/samples.h"

#include <QDirIterator>
#include <QTemporaryDir>
#include <QtTest>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_future.hpp>
#include <csignal>
#include <future>
#include <thread>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace gateway::net;
using gateway::Error;
using gateway::Result;
using gateway::content::Findings;
using gateway::content::ScanContext;

namespace {

/// Our children, by /proc: the workers.
QList<int> workerPids()
{
    QList<int> pids;
    for (const QString &name : QDir(u"/proc"_s).entryList(QDir::Dirs)) {
        QFile file("/proc/"_L1 + name + "/stat"_L1);
        if (name.toInt() == 0 || !file.open(QFile::ReadOnly))
            continue;
        const QByteArray line = file.readAll();
        const QList<QByteArray> fields = line.mid(line.lastIndexOf(')') + 2).split(' ');
        if (fields.size() > 1 && fields[1].toLongLong() == getpid() && fields[0] != "Z")
            pids.append(name.toInt());
    }
    return pids;
}

/// Loops, a scanner on them, and calls that wait.
class Rig
{
public:
    explicit Rig(const ScannerConfig &config) : m_loops(2), m_scanner(m_loops, config)
    {
        m_loops.start();
        m_scanner.start();
    }
    ~Rig()
    {
        m_scanner.stop();
        m_loops.stop();
    }

    [[nodiscard]] std::future<Result<Findings>> begin(const QByteArray &message, std::size_t loop = 0)
    {
        static const ScanContext context{"192.0.2.1", "mx.example.com", "a@example.com", {"b@example.org"}};
        return boost::asio::co_spawn(m_loops.at(loop), m_scanner.scan(loop, message, context), boost::asio::use_future);
    }
    [[nodiscard]] Result<Findings> scan(const QByteArray &message, std::size_t loop = 0) { return begin(message, loop).get(); }
    [[nodiscard]] Result<> reload()
    {
        return boost::asio::co_spawn(m_loops.at(0), m_scanner.reloadSignatures(), boost::asio::use_future).get();
    }
    [[nodiscard]] ScannerStatus status() const { return m_scanner.status(); }
    [[nodiscard]] bool isReady() const { return status().isContentReady && status().isVirusReady; }
    Scanner &scanner() { return m_scanner; }

private:
    Loops m_loops;
    Scanner m_scanner;
};

QByteArray cleanMail(int number) { return "Subject: clean " + QByteArray::number(number) + "\r\n\r\nHello.\r\n"; }
QByteArray infectedMail(int number)
{
    return "X-Number: " + QByteArray::number(number) + "\r\n" + samples::mail({{"e.zip", samples::zip({{"e.com", samples::eicar()}})}});
}

void write(const QString &path, const QByteArray &octets)
{
    QFile file(path);
    QVERIFY(file.open(QFile::WriteOnly));
    file.write(octets);
}

} // namespace

/// The worker processes and what becomes of messages when they fail (threats.md V1-V6, D16, I5).
class tst_Scanner : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void bothLayersAnswer();
    void layersCanBeOff();
    void manyMessagesFromAllLoops();
    void largeMessage();
    void crashIsAnError_data();
    void crashIsAnError();
    void poisonIsHeldAndAllElseFlows_D16();
    void hangEndsAtTheDeadline();
    void whatHangsThreeTimesIsHeld();
    void nobodyWaitsBehindManySlowMessages();
    void killedAndStoppedWorkersLoseNothing();
    void badSetsDoNotTakeOver_data();
    void badSetsDoNotTakeOver();
    void goodSetTakesOverWithoutAGap();
    void noSignaturesYet();
    void missingProgram();
    void liesAreNotBelieved_data();
    void liesAreNotBelieved();
    void stopEndsTheWorkers();
    void leftOversOfAnEarlierRunAreRemoved();

private:
    ScannerConfig m_config;
    std::unique_ptr<QTemporaryDir> m_scratch, m_signatures;
};

void tst_Scanner::init()
{
    m_scratch = std::make_unique<QTemporaryDir>();
    m_signatures = std::make_unique<QTemporaryDir>();
    QVERIFY(QFile::copy(QStringLiteral(SIGNATURES "/postern-test.ndb"), m_signatures->filePath(u"postern-test.ndb"_s)));
    m_config = {};
    m_config.program = QStringLiteral(PROGRAM_DIR "/postern-scan-test");
    m_config.signatureDirectories = {m_signatures->path()};
    m_config.scratchDirectory = m_scratch->path();
    m_config.readyWait = 10s;
}

void tst_Scanner::cleanup()
{
    QVERIFY(QDir(m_scratch->path()).isEmpty()); // V6
    QVERIFY(workerPids().isEmpty());
}

void tst_Scanner::bothLayersAnswer()
{
    Rig rig(m_config);
    const auto clean = rig.scan(cleanMail(1));
    QVERIFY2(clean, clean ? "" : qPrintable(clean.error().message));
    QVERIFY(clean->wasContentScanned && clean->wasVirusScanned && clean->viruses.isEmpty());
    const auto infected = rig.scan(infectedMail(1), 1);
    QVERIFY(infected);
    QVERIFY(infected->wasContentScanned && infected->wasVirusScanned);
    QCOMPARE(infected->viruses.size(), 1);
    QVERIFY(std::ranges::any_of(infected->reasons, [](const gateway::Reason &r) { return r.id == "virus.found"; }));

    QTRY_VERIFY(rig.isReady());
    const ScannerStatus status = rig.status();
    QVERIFY(status.engine.startsWith("ClamAV "_L1));
    QCOMPARE(status.signatures, 1);
    QVERIFY(status.hasOnlyTestSignatures && status.signatureDate.isValid() && !status.sandbox.isEmpty());
    QCOMPARE(status.restarts, 0);
}

void tst_Scanner::layersCanBeOff()
{
    m_config.scansVirus = false;
    const auto content = Rig(m_config).scan(infectedMail(1));
    QVERIFY(content && content->wasContentScanned && !content->wasVirusScanned);
    m_config.scansVirus = true;
    m_config.scansContent = false;
    const auto virus = Rig(m_config).scan(infectedMail(1));
    QVERIFY(virus && !virus->wasContentScanned && virus->wasVirusScanned && virus->viruses.size() == 1);
    m_config.scansVirus = false;
    const auto neither = Rig(m_config).scan(infectedMail(1));
    QVERIFY(neither && !neither->wasContentScanned && !neither->wasVirusScanned);
}

void tst_Scanner::manyMessagesFromAllLoops()
{
    Rig rig(m_config);
    std::vector<QByteArray> messages;
    for (int i = 0; i < 400; ++i)
        messages.push_back(i % 10 == 0 ? infectedMail(i) : cleanMail(i));
    std::vector<std::future<Result<Findings>>> results;
    for (std::size_t i = 0; i < messages.size(); ++i)
        results.push_back(rig.begin(messages[i], i % 2));
    for (std::size_t i = 0; i < messages.size(); ++i) {
        const auto findings = results[i].get();
        QVERIFY2(findings, findings ? "" : qPrintable(findings.error().message));
        QCOMPARE(findings->viruses.size(), i % 10 == 0 ? 1 : 0); // Each answer is that of its own message.
    }
}

void tst_Scanner::largeMessage()
{
    Rig rig(m_config);
    const QByteArray message = samples::mail({{"large.bin", QByteArray(30'000'000, 'x')}, {"e.com", samples::eicar()}});
    const auto small = rig.begin(cleanMail(1)).get();
    const auto findings = rig.scan(message);
    QVERIFY2(findings, findings ? "" : qPrintable(findings.error().message));
    QCOMPARE(findings->viruses.size(), 1);
}

void tst_Scanner::crashIsAnError_data()
{
    QTest::addColumn<QByteArray>("role");
    QTest::newRow("content") << QByteArray("content");
    QTest::newRow("virus") << QByteArray("virus");
}

void tst_Scanner::crashIsAnError()
{
    QFETCH(const QByteArray, role);
    Rig rig(m_config);
    QVERIFY(rig.scan(cleanMail(0)));
    const auto crashed = rig.scan("X-Test: crash " + role + "\r\n\r\n");
    QVERIFY(!crashed);
    QCOMPARE(crashed.error().kind, Error::Kind::Io);
    QVERIFY2(crashed.error().message.contains("signal 6"_L1), qPrintable(crashed.error().message));
    QVERIFY(rig.scan(cleanMail(1))); // The worker runs again.
    QVERIFY(rig.status().restarts >= 1);
}

/// D16: one message among many that ends its worker each time. It alone is held after three deaths; no other is blamed.
void tst_Scanner::poisonIsHeldAndAllElseFlows_D16()
{
    for (const QByteArray role : {"content", "virus"}) {
        Rig rig(m_config);
        QVERIFY(rig.scan(cleanMail(0)));
        const QByteArray poison = "X-Test: crash " + role + "\r\n\r\n";
        QList<Error::Kind> kinds;
        for (int round = 0; round < 4; ++round) { // The client comes back three times.
            std::vector<QByteArray> good;
            for (int i = 0; i < 50; ++i)
                good.push_back(cleanMail(100 * round + i));
            std::vector<std::future<Result<Findings>>> results;
            std::future<Result<Findings>> bad;
            for (std::size_t i = 0; i < good.size(); ++i) {
                if (i == 25)
                    bad = rig.begin(poison, 1);
                results.push_back(rig.begin(good[i], 1));
            }
            for (auto &result : results) {
                const auto findings = result.get();
                QVERIFY2(findings, findings ? "" : qPrintable(findings.error().message));
            }
            const auto findings = bad.get();
            QVERIFY(!findings);
            kinds.append(findings.error().kind);
        }
        QCOMPARE(kinds, (QList{Error::Kind::Io, Error::Kind::Io, Error::Kind::Invalid, Error::Kind::Invalid}));
    }
}

void tst_Scanner::hangEndsAtTheDeadline()
{
    m_config.deadline = 1s;
    Rig rig(m_config);
    QVERIFY(rig.scan(cleanMail(0)));
    for (const QByteArray role : {"content", "virus"}) {
        const QByteArray hanging = "X-Test: hang " + role + "\r\n\r\n";
        QElapsedTimer time;
        time.start();
        auto hang = rig.begin(hanging);
        const QByteArray other = cleanMail(1);
        const auto behind = rig.begin(other).get(); // Waits for the end of the hanging one at most.
        const auto findings = hang.get();
        QVERIFY(!findings);
        QCOMPARE(findings.error().kind, Error::Kind::Timeout);
        QVERIFY(time.elapsed() >= 900 && time.elapsed() < 5000);
        QVERIFY2(behind, behind ? "" : qPrintable(behind.error().message));
    }
}

/// V2: twice "not now", then never again.
void tst_Scanner::whatHangsThreeTimesIsHeld()
{
    m_config.deadline = 1s;
    Rig rig(m_config);
    QVERIFY(rig.scan(cleanMail(0)));
    const QByteArray hanging = "X-Test: hang virus\r\n\r\n";
    QList<Error::Kind> kinds;
    for (int round = 0; round < 4; ++round) {
        const auto findings = rig.scan(hanging);
        QVERIFY(!findings);
        kinds.append(findings.error().kind);
    }
    QCOMPARE(kinds, (QList{Error::Kind::Timeout, Error::Kind::Timeout, Error::Kind::Invalid, Error::Kind::Invalid}));
}

/// S18: each of these is within its deadline. Those whose turn would come much later are told so, and what is left of them is dropped.
void tst_Scanner::nobodyWaitsBehindManySlowMessages()
{
    m_config.scansVirus = false;
    QVERIFY(Rig(m_config).scan(cleanMail(0)));
    m_config.deadline = 3500ms;
    m_config.readyWait = 200ms;
    Rig rig(m_config);
    QTRY_VERIFY(rig.status().isContentReady);
    std::vector<QByteArray> slow;
    for (int i = 0; i < 6; ++i)
        slow.push_back("X-Number: " + QByteArray::number(i) + "\r\nX-Test: slow content\r\n\r\n" + QByteArray(100'000, 'x') + "\r\n"); // Fills the pipe.
    std::vector<std::future<Result<Findings>>> results;
    for (const QByteArray &message : slow)
        results.push_back(rig.begin(message));
    const QByteArray innocent = cleanMail(1);
    auto behind = rig.begin(innocent);
    QVERIFY(results[0].get().has_value());
    const auto late = behind.get();
    QVERIFY(!late);
    QCOMPARE(late.error().kind, Error::Kind::Timeout);
    for (std::size_t i = 2; i < slow.size(); ++i) {
        const auto findings = results[i].get();
        QVERIFY(!findings);
        QCOMPARE(findings.error().kind, Error::Kind::Timeout);
    }
    (void)results[1].get();
    const auto isScanned = [&] { return rig.scan(innocent).has_value(); };
    QTRY_VERIFY_WITH_TIMEOUT(isScanned(), 30'000);
    QCOMPARE(rig.status().restarts, 1); // It was at a message that was given up.
}

/// V1: workers are killed and stopped under load. No infected message passes, none is lost.
void tst_Scanner::killedAndStoppedWorkersLoseNothing()
{
    m_config.deadline = 1s;
    m_config.startDeadline = 5s; // A worker may be stopped while it starts.
    Rig rig(m_config);
    QVERIFY(rig.scan(cleanMail(0)));
    int answers = 0, faults = 0;
    const auto disturb = [&answers, &faults] {
        const QList<int> pids = workerPids();
        if (++answers % 15 == 0 && !pids.isEmpty()) {
            kill(pids[faults % pids.size()], faults % 5 == 4 ? SIGSTOP : SIGKILL);
            ++faults;
        }
    };
    int passed = 0, held = 0, retries = 0;
    for (int batch = 0; batch < 10; ++batch) {
        std::map<int, QByteArray> open;
        for (int i = batch * 40; i < batch * 40 + 40; ++i)
            open[i] = i % 10 == 0 ? infectedMail(i) : cleanMail(i);
        for (int round = 0; !open.empty() && round < 100; ++round) { // A client that got 451 comes back.
            std::map<int, std::future<Result<Findings>>> results;
            for (const auto &[number, message] : open)
                results[number] = rig.begin(message, std::size_t(number) % 2);
            for (auto &[number, result] : results) {
                const auto findings = result.get();
                disturb();
                if (!findings && findings.error().kind != Error::Kind::Invalid) {
                    ++retries;
                    continue;
                }
                open.erase(number);
                if (!findings) {
                    ++held;
                    continue;
                }
                ++passed;
                QVERIFY(findings->wasContentScanned && findings->wasVirusScanned);
                QCOMPARE(findings->viruses.size(), number % 10 == 0 ? 1 : 0);
            }
        }
        if (!open.empty())
            break;
    }
    qInfo("%d faults, %d scanned, %d held, %d came back", faults, passed, held, retries);
    QCOMPARE(passed + held, 400);
    QVERIFY(rig.status().restarts > 0);
    QTRY_COMPARE(rig.scan(infectedMail(-1)).value_or(Findings()).viruses.size(), 1);
}

void tst_Scanner::badSetsDoNotTakeOver_data()
{
    QTest::addColumn<QByteArray>("content"); // Of the only signature file; null: it is removed.
    QTest::newRow("missing") << QByteArray();
    QTest::newRow("empty") << QByteArray("");
    QTest::newRow("truncated") << QByteArray("Eicar-Test-Signature:0:*");
    QTest::newRow("damaged") << QByteArray("Eicar-Test-Signature:0:*:zz\n");
    QTest::newRow("another file's") << "Site-Only:0:*:" + QByteArray("some other content").toHex() + '\n';
}

void tst_Scanner::badSetsDoNotTakeOver()
{
    QFETCH(const QByteArray, content);
    Rig rig(m_config);
    QVERIFY(rig.scan(infectedMail(1)));
    const QString file = m_signatures->filePath(u"postern-test.ndb"_s);
    if (content.isNull())
        QVERIFY(QFile::remove(file));
    else
        write(file, content);
    const auto reloaded = rig.reload();
    QVERIFY(!reloaded);
    QVERIFY2(reloaded.error().message.contains("exit code"_L1), qPrintable(reloaded.error().message));
    const auto findings = rig.scan(infectedMail(2));
    QVERIFY(findings);
    QCOMPARE(findings->viruses.size(), 1); // The last good set is still used.
    QVERIFY(rig.status().isVirusReady);
}

void tst_Scanner::goodSetTakesOverWithoutAGap()
{
    Rig rig(m_config);
    QVERIFY(rig.scan(cleanMail(0)));
    write(m_signatures->filePath(u"site.ndb"_s), "Site-Only:0:*:" + QByteArray("some other content").toHex() + '\n');
    std::atomic<bool> isDone = false;
    auto load = std::async(std::launch::async, [&] {
        int failures = 0, count = 0;
        for (; !isDone || count < 50; ++count)
            failures += rig.scan(infectedMail(count), 1).value_or(Findings()).viruses.isEmpty() ? 1 : 0;
        return failures;
    });
    for (int i = 0; i < 3; ++i) {
        const auto reloaded = rig.reload();
        QVERIFY2(reloaded, reloaded ? "" : qPrintable(reloaded.error().message));
    }
    isDone = true;
    QCOMPARE(load.get(), 0);
    const auto site = rig.scan("Subject: x\r\n\r\nThis is some other content.\r\n");
    QVERIFY(site);
    QCOMPARE(site->viruses.size(), 1);
    QCOMPARE(rig.status().signatures, 2);
    QVERIFY(!rig.status().hasOnlyTestSignatures);
    QCOMPARE(rig.status().restarts, 0);
    QTRY_COMPARE(workerPids().size(), 3); // Two for content, one for viruses: the replaced ones have ended.
}

/// V5: nothing passes before the first good set, and a set that appears is taken without a restart of the gateway.
void tst_Scanner::noSignaturesYet()
{
    m_config.readyWait = 200ms;
    QVERIFY(QFile::remove(m_signatures->filePath(u"postern-test.ndb"_s)));
    Rig rig(m_config);
    QTRY_VERIFY(!rig.status().lastFailure.isEmpty() && rig.status().isContentReady);
    const auto refused = rig.scan(cleanMail(1));
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, Error::Kind::Timeout);
    QVERIFY2(refused.error().message.contains("no virus signatures"_L1), qPrintable(refused.error().message));
    QVERIFY(!rig.status().isVirusReady);
    QVERIFY(QFile::copy(QStringLiteral(SIGNATURES "/postern-test.ndb"), m_signatures->filePath(u"postern-test.ndb"_s)));
    QTRY_VERIFY(rig.reload().has_value() || rig.status().isVirusReady);
    QVERIFY(rig.scan(cleanMail(2)));
}

void tst_Scanner::missingProgram()
{
    m_config.program = m_scratch->filePath(u"missing"_s);
    m_config.readyWait = 200ms;
    Rig rig(m_config);
    const auto findings = rig.scan(cleanMail(1));
    QVERIFY(!findings);
    QCOMPARE(findings.error().kind, Error::Kind::Timeout);
    QVERIFY2(rig.status().lastFailure.contains("could not be started"_L1), qPrintable(rig.status().lastFailure));
}

void tst_Scanner::liesAreNotBelieved_data()
{
    QTest::addColumn<QByteArray>("lie");
    for (const char *lie : {"not scanned", "no frame", "no findings", "other id", "second hello", "a request"})
        QTest::newRow(lie) << QByteArray(lie);
}

void tst_Scanner::liesAreNotBelieved()
{
    QFETCH(const QByteArray, lie);
    m_config.program = QStringLiteral(PROGRAM_DIR "/postern-scan-liar");
    Rig rig(m_config);
    const auto honest = rig.scan(cleanMail(1));
    QVERIFY2(honest, honest ? "" : qPrintable(honest.error().message));
    const auto findings = rig.scan("lie: " + lie);
    QVERIFY(!findings);
    QCOMPARE(findings.error().kind, Error::Kind::Io);
    QVERIFY(rig.scan(cleanMail(2)));
    QVERIFY(rig.scan("lie: twice").has_value()); // The second answer is to nothing: that worker is replaced.
    QTRY_VERIFY(rig.scan(cleanMail(3)).has_value());
    QCOMPARE(rig.status().signatures, 0); // Not -5.
    QVERIFY(!rig.status().engine.contains(QChar(0x1B)));
}

void tst_Scanner::stopEndsTheWorkers()
{
    Rig rig(m_config);
    QVERIFY(rig.scan(cleanMail(0)));
    const QByteArray message = "X-Test: hang content\r\n\r\n";
    auto waiting = rig.begin(message);
    QTRY_VERIFY(rig.isReady());
    QElapsedTimer time;
    time.start();
    rig.scanner().stop();
    QVERIFY(time.elapsed() < 9000); // Killed after 5 s.
    QVERIFY(workerPids().isEmpty());
    const auto findings = waiting.get();
    QVERIFY(!findings);
    QCOMPARE(findings.error().kind, Error::Kind::Io);
    QVERIFY(!rig.scan(cleanMail(1)));
}

void tst_Scanner::leftOversOfAnEarlierRunAreRemoved()
{
    QVERIFY(QDir(m_scratch->path()).mkpath(u"scan-abcdef/20260101-scantemp/html-tmp"_s));
    write(m_scratch->filePath(u"scan-abcdef/clamav-tmp"_s), "left");
    Rig rig(m_config);
    QVERIFY(rig.scan(cleanMail(0)));
    QVERIFY(!QFile::exists(m_scratch->filePath(u"scan-abcdef"_s)));
}

QTEST_GUILESS_MAIN(tst_Scanner)
#include "tst_scanner.moc"
