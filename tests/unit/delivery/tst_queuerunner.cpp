#include "gateway/delivery/queuerunner.h"
#include "gateway/store/database.h"
#include "clientrig.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace gateway::delivery;
using namespace Qt::StringLiterals;

namespace {

QByteArray idOf(int number) { return QByteArray::number(number).rightJustified(20, '0'); }

/// Notes what it is told; fails so many reports first.
class Observer : public QueueObserver
{
public:
    Task<Result<bool>> report(const SpoolFile &, QByteArrayView, const QList<Settled> &recipients) override
    {
        const std::scoped_lock lock(m_mutex);
        reports.push_back(int(recipients.size()));
        if (failures-- > 0)
            co_return failure(Error::Kind::Full, u"no room"_s);
        co_return isReportAllowed;
    }
    Task<> relayed(const SpoolFile &, QByteArrayView, const QList<Settled> &recipients) override
    {
        relays += int(recipients.size());
        co_return;
    }
    void settled(const SpoolFile &file, const QList<Settled> &recipients) override
    {
        const std::scoped_lock lock(m_mutex);
        for (const Settled &each : recipients)
            fates.push_back(file.recipients[each.recipient].path.mailbox.toBytes() + ' ' + toWord(each.fate));
    }
    void attempted(const SpoolFile &, const Consignment &) override { ++attempts; }
    void damaged(const QByteArray &, const QString &) override { ++damages; }

    std::vector<int> reported()
    {
        const std::scoped_lock lock(m_mutex);
        return reports;
    }
    std::vector<QByteArray> settledFates()
    {
        const std::scoped_lock lock(m_mutex);
        std::vector<QByteArray> sorted = fates;
        std::ranges::sort(sorted);
        return sorted;
    }

    std::atomic<int> relays = 0, failures = 0, attempts = 0, damages = 0;
    bool isReportAllowed = true;

private:
    std::mutex m_mutex;
    std::vector<int> reports;
    std::vector<QByteArray> fates;
};

/// A queue with its runner before one next hop.
struct Rig {
    explicit Rig(NextHop next) : hop(std::move(next))
    {
        database = std::move(*store::Database::open(directory.filePath(u"gateway.db"_s), store::migrations()));
        QueueConfig config;
        config.firstRetry = config.maxRetry = 1s;
        queue = std::move(*Queue::open(directory.filePath(u"queue"_s), *database, config));
        runner = std::make_unique<QueueRunner>(loops, pool, *queue, courier, health, [this] { return routes; }, observer);
        loops.start();
    }
    ~Rig()
    {
        runner->stop();
        if (!QTest::qWaitFor([this] { return runner->isIdle(); }, patience))
            qWarning("the runner does not stop");
        pool.join();
        loops.stop();
    }

    void add(int number, const QList<QByteArray> &recipients)
    {
        SpoolFile file;
        file.id = idOf(number);
        file.received = file.nextAttempt = QDateTime::currentDateTimeUtc();
        file.envelope.reversePath = {"alice", "sender.test"};
        for (const QByteArray &recipient : recipients)
            file.recipients.append(SpoolRecipient{{{recipient, "a.test"}, {}, {}}, {}, {}});
        if (!queue->add(file, "Subject: x\r\n\r\nbody\r\n"))
            qFatal("not queued");
    }
    QString path(int number) const
    {
        QDirIterator files(directory.filePath(u"queue"_s), {QString::fromLatin1(idOf(number))}, QDir::AllEntries, QDirIterator::Subdirectories);
        return files.hasNext() ? files.next() : QString();
    }

    QTemporaryDir directory;
    NextHop hop;
    std::shared_ptr<const Routes> routes = std::make_shared<const Routes>(QList<RoutedDomain>(), hop, std::nullopt);
    std::unique_ptr<store::Database> database;
    std::unique_ptr<Queue> queue;
    Loops loops{2};
    BlockingPool pool{4};
    SmtpClient client{loops, {}};
    HopHealth health;
    Courier courier{client, pool, health};
    Observer observer;
    std::unique_ptr<QueueRunner> runner;
};

/// Takes messages for any recipient, and refuses those whose name begins with "no".
void serveSome(TestPeer &peer)
{
    greet(peer);
    bool isData = false;
    for (QByteArray line = peer.line(); !line.isEmpty(); line = peer.line()) {
        if (line.startsWith("DATA")) {
            peer.send(isData ? "354 go\r\n" : "554 5.5.1 no valid recipients\r\n");
            if (isData)
                (void)peer.content();
            peer.send(isData ? "250 2.0.0 ok\r\n" : "");
            isData = false;
        } else if (line.startsWith("RCPT TO:<no")) {
            peer.send("550 5.1.1 no such user\r\n");
        } else if (line.startsWith("QUIT")) {
            peer.send("221 2.0.0 bye\r\n");
        } else {
            isData = isData || line.startsWith("RCPT");
            peer.send("250 2.0.0 ok\r\n");
        }
    }
}

} // namespace

class tst_QueueRunner : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void delivers();
    void oneReportForAllWhoAreRefused_B2();
    void waitsForAReportThatCannotBeStored_I2();
    void noReportAllowed();
    void unreadableIsNotDamaged_D4();
    void damagedIsSetAside_D3();
};

void tst_QueueRunner::delivers()
{
    NextHopServer server({serveSome});
    Rig rig(server.hop());
    for (int i = 0; i < 30; ++i)
        rig.add(i, {"bob", "carol"});
    rig.runner->start();
    QTRY_COMPARE_WITH_TIMEOUT(rig.queue->size(), 0, patience);
    QTRY_COMPARE_WITH_TIMEOUT(int(rig.observer.settledFates().size()), 60, patience);
    QVERIFY(std::ranges::all_of(rig.observer.settledFates(), [](const QByteArray &fate) { return fate.endsWith(" delivered"); }));
    QVERIFY(rig.observer.reported().empty());
}

void tst_QueueRunner::oneReportForAllWhoAreRefused_B2()
{
    NextHopServer server({serveSome});
    Rig rig(server.hop());
    rig.add(1, {"no1", "bob", "no2", "no3"});
    rig.runner->start();
    QTRY_COMPARE_WITH_TIMEOUT(rig.queue->size(), 0, patience);
    QCOMPARE(rig.observer.reported(), std::vector<int>{3});
    const std::vector<QByteArray> fates{"bob@a.test delivered", "no1@a.test dsn", "no2@a.test dsn", "no3@a.test dsn"};
    QCOMPARE(rig.observer.settledFates(), fates);
}

void tst_QueueRunner::waitsForAReportThatCannotBeStored_I2()
{
    NextHopServer server({serveSome});
    Rig rig(server.hop());
    rig.observer.failures = 1;
    rig.add(1, {"bob", "no1"});
    rig.runner->start();
    QTRY_COMPARE_WITH_TIMEOUT(rig.queue->size(), 0, patience);
    QCOMPARE(rig.observer.reported(), (std::vector<int>{1, 1}));
    const std::vector<QByteArray> fates{"bob@a.test delivered", "no1@a.test dsn"};
    QCOMPARE(rig.observer.settledFates(), fates); // And the one who was served is not served again.
}

void tst_QueueRunner::noReportAllowed()
{
    NextHopServer server({serveSome});
    Rig rig(server.hop());
    rig.observer.isReportAllowed = false;
    rig.add(1, {"no1"});
    rig.runner->start();
    QTRY_COMPARE_WITH_TIMEOUT(rig.queue->size(), 0, patience);
    QCOMPARE(rig.observer.settledFates(), std::vector<QByteArray>{"no1@a.test rejected"});
}

void tst_QueueRunner::unreadableIsNotDamaged_D4()
{
    NextHopServer server({serveSome});
    Rig rig(server.hop());
    rig.add(1, {"bob"});
    const QString elsewhere = rig.directory.filePath(u"elsewhere"_s);
    const QString path = rig.path(1);
    QVERIFY(QFile::rename(path, elsewhere) && QDir().mkdir(path)); // To be opened, but not to be read.
    rig.add(2, {"carol"});
    rig.runner->start();
    QTRY_COMPARE_WITH_TIMEOUT(rig.queue->size(), 1, patience); // The other one is not in its way.
    QVERIFY(QDir().rmdir(path) && QFile::rename(elsewhere, path));
    QTRY_COMPARE_WITH_TIMEOUT(rig.queue->size(), 0, patience);
    QCOMPARE(rig.observer.damages, 0);
    QTRY_COMPARE_WITH_TIMEOUT(int(rig.observer.settledFates().size()), 2, patience);
}

void tst_QueueRunner::damagedIsSetAside_D3()
{
    NextHopServer server({serveSome});
    Rig rig(server.hop());
    rig.add(1, {"bob"});
    QFile file(rig.path(1));
    QVERIFY(file.open(QFile::ReadWrite) && file.seek(file.size() - 5) && file.write("XX") == 2);
    file.close();
    rig.runner->start();
    QTRY_COMPARE_WITH_TIMEOUT(rig.queue->size(), 0, patience);
    QCOMPARE(rig.observer.damages, 1);
    QCOMPARE(rig.observer.attempts, 0);
    QCOMPARE(QDir(rig.directory.filePath(u"damaged"_s)).entryList(QDir::Files).size(), 1);
}

QTEST_GUILESS_MAIN(tst_QueueRunner)
#include "tst_queuerunner.moc"
