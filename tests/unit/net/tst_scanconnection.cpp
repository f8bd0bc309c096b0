#include "gateway/net/scanconnection.h"

#include "gateway/net/loops.h"
#include "gateway/net/scancommands.h"

#include <QDir>
#include <QTemporaryDir>
#include <QtTest>
#include <boost/asio/post.hpp>
#include <future>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace gateway::net;
using gateway::Result;
using gateway::content::Findings;
using gateway::content::ScanContext;

namespace {

/// A worker process with its connection on a loop, and calls of it from outside.
class Rig
{
public:
    explicit Rig(const ScanCommand &command)
        : connection(std::make_shared<ScanConnection>(m_loops.at(0).get_executor(), command, m_cleaner,
                                                      ScanConnection::Callbacks{[this](const WorkerFacts &) { isReady = true; },
                                                                                [](const ScanJob &) {}, [] {},
                                                                                [this](ScanConnection::End) { isEnded = true; }}))
    {
        m_loops.start();
        call([this] { isStarted = connection->start().has_value(); });
    }
    ~Rig()
    {
        call([this] {
            if (!isEnded)
                connection->kill(u"is not needed any more"_s);
        });
        while (isStarted && !isEnded)
            QTest::qWait(1);
        m_loops.stop();
    }

    void call(const std::function<void()> &function)
    {
        std::promise<void> done;
        boost::asio::post(m_loops.at(0), [&] {
            function();
            done.set_value();
        });
        done.get_future().wait();
    }
    std::unique_ptr<ScanJob> job(const QByteArray &message)
    {
        static const ScanContext context{"192.0.2.1", "mx.example.com", "a@example.com", {"b@example.org"}};
        auto job = std::make_unique<ScanJob>();
        job->message = message;
        job->context = &context;
        job->digest = std::make_shared<MessageDigest>(message);
        job->giveUp = ScanJob::Clock::now() + 1h;
        job->done = [this](const Result<Findings> &) { ++answers; };
        return job;
    }
    void send(const QByteArray &message)
    {
        call([&] { connection->send(job(message)); });
    }
    bool hasRoomFor(const QByteArray &message)
    {
        bool hasRoom = false;
        call([&] { hasRoom = connection->hasRoomFor(*job(message)); });
        return hasRoom;
    }
    BlockingPool &cleaner() { return *m_cleaner; }

private:
    Loops m_loops{1};
    std::shared_ptr<BlockingPool> m_cleaner = std::make_shared<BlockingPool>(1);

public:
    std::shared_ptr<ScanConnection> connection;
    std::atomic<bool> isStarted = false, isReady = false, isEnded = false;
    std::atomic<int> answers = 0;
};

const QByteArray hanging = "X-Test: hang content\r\nX-Test: hang virus\r\n\r\n", quick = "Subject: quick\r\n\r\n";

} // namespace

/// One worker process and what is sent to it.
class tst_ScanConnection : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void quickMessagesAreSentAhead();
    void nothingIsSentBehindASlowMessage();
    void eachThreadCounts();
    void scratchIsRemovedOnTheCleaner();

private:
    [[nodiscard]] ScannerConfig config() const;
    QTemporaryDir m_scratch;
};

ScannerConfig tst_ScanConnection::config() const
{
    ScannerConfig config;
    config.program = QStringLiteral(PROGRAM_DIR "/postern-scan-test");
    config.signatureDirectories = {QStringLiteral(SIGNATURES)};
    return config;
}

void tst_ScanConnection::quickMessagesAreSentAhead()
{
    ScanCommand command = contentCommand(config());
    command.slowAfter = 1h;
    Rig rig(command);
    QTRY_VERIFY(rig.isReady);
    rig.send(hanging);
    for (int i = 1; i < 8; ++i) {
        QVERIFY(rig.hasRoomFor(quick));
        rig.send(quick);
    }
    QVERIFY(!rig.hasRoomFor(quick));
}

void tst_ScanConnection::nothingIsSentBehindASlowMessage()
{
    ScanCommand command = contentCommand(config());
    command.slowAfter = 0ms;
    Rig rig(command);
    QTRY_VERIFY(rig.isReady);
    QVERIFY(rig.hasRoomFor(quick));
    rig.send(hanging);
    QVERIFY(!rig.hasRoomFor(quick));
}

void tst_ScanConnection::eachThreadCounts()
{
    ScanCommand command = virusCommand(config(), m_scratch.path(), 3);
    command.slowAfter = 0ms;
    Rig rig(command);
    QTRY_VERIFY_WITH_TIMEOUT(rig.isReady, 20'000);
    for (int i = 0; i < 3; ++i) {
        QVERIFY(rig.hasRoomFor(quick)); // For the threads that have nothing to do.
        rig.send(hanging);
    }
    QVERIFY(!rig.hasRoomFor(quick));
}

/// R6: what a killed scan leaves behind may be large.
void tst_ScanConnection::scratchIsRemovedOnTheCleaner()
{
    std::promise<void> release;
    Rig rig(virusCommand(config(), m_scratch.path(), 1));
    QTRY_VERIFY_WITH_TIMEOUT(rig.isReady, 20'000);
    rig.cleaner().post([&release] { release.get_future().wait(); });
    rig.call([&rig] { rig.connection->kill(u"is not needed any more"_s); });
    QTRY_VERIFY(rig.isEnded);
    QVERIFY(!QDir(m_scratch.path()).isEmpty());
    release.set_value();
    QTRY_VERIFY(QDir(m_scratch.path()).isEmpty());
}

QTEST_GUILESS_MAIN(tst_ScanConnection)
#include "tst_scanconnection.moc"
