#include "gateway/delivery/queue.h"

#include "gateway/store/database.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>
#include <atomic>
#include <thread>
#include <unistd.h>

using namespace gateway;
using namespace gateway::delivery;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QDateTime start = QDateTime::fromMSecsSinceEpoch(1'700'000'000'000, Qt::UTC);
const QByteArray content = "Subject: x\r\n\r\nbody\r\n";

QByteArray idOf(int number)
{
    return QByteArray::number(number).rightJustified(19, '0') + char('A' + number % 26);
}

SpoolFile message(int number, const QList<QByteArray> &recipients = {"bob@a.test"})
{
    SpoolFile file;
    file.id = idOf(number);
    file.received = start.addMSecs(number);
    file.envelope.reversePath = {"alice", "sender.test"};
    for (const QByteArray &recipient : recipients) {
        const qsizetype at = recipient.indexOf('@');
        SpoolRecipient each;
        each.path.mailbox = {recipient.first(at), recipient.sliced(at + 1)};
        file.recipients.append(each);
    }
    file.notes = {{u"subject"_s, u"件名 %1"_s.arg(number)}, {u"cause"_s, u"connection refused"_s}};
    file.attempts = 1;
    file.nextAttempt = start.addSecs(60);
    return file;
}

AttemptResult outcome(int index, std::optional<Fate> fate, const QString &reply)
{
    return {{{index, fate, reply}}};
}

} // namespace

class tst_Queue : public QObject
{
    Q_OBJECT
private:
    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<store::Database> m_database;
    std::unique_ptr<Queue> m_queue;
    QueueConfig m_config;

    QString queuePath() const { return m_directory->filePath(u"queue"_s); }
    /// Closes what is open and opens it again, as a restart does.
    void open()
    {
        m_queue.reset();
        m_database.reset();
        auto database = store::Database::open(m_directory->filePath(u"gateway.db"_s), store::migrations());
        QVERIFY(database);
        m_database = std::move(*database);
        auto queue = Queue::open(queuePath(), *m_database, m_config);
        QVERIFY2(queue, qUtf8Printable(queue ? QString() : queue.error().message));
        m_queue = std::move(*queue);
    }
    void loseDatabase()
    {
        m_queue.reset();
        m_database.reset();
        for (const QString &suffix : {u""_s, u"-wal"_s, u"-shm"_s})
            QFile::remove(m_directory->filePath(u"gateway.db"_s + suffix));
    }
    QStringList files() const
    {
        QStringList paths;
        QDirIterator iterator(queuePath(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (iterator.hasNext())
            paths.append(iterator.next());
        paths.sort();
        return paths;
    }
    QString pathOf(int number) const
    {
        return files().filter(QString::fromLatin1(idOf(number))).value(0);
    }

private Q_SLOTS:
    void init();
    void cleanup();
    void addTakeFinish();
    void addedTwiceIsRefused();
    void full_D5();
    void retryDoubles();
    void fatesAreDurablePerRecipient_C4();
    void destinationFollowsWhoWaits();
    void expiry_data();
    void expiry();
    void expiryNeedsRunningTime_D11();
    void fatesOutliveAnUnreadableFile_D4();
    void talkativeNextHop();
    void withheld();
    void hold();
    void removeAndRetry();
    void list();
    void restart_data();
    void restart();
    void reconcileDiscardsLeftovers();
    void damagedFilesAreSetAside_D3();
    void deletedFile();
    void fatesThatCannotBeWrittenAreRemembered();
    void readOnlyDirectory();
    void manyThreads();
};

void tst_Queue::init()
{
    m_config = {};
    m_directory = std::make_unique<QTemporaryDir>();
    open();
}

void tst_Queue::cleanup()
{
    m_queue.reset();
    m_database.reset();
}

void tst_Queue::addTakeFinish()
{
    QVERIFY(m_queue->add(message(1), content));
    QCOMPARE(m_queue->size(), 1);
    QCOMPARE(m_queue->octets(), content.size());
    QVERIFY(m_queue->take(start, 10).isEmpty());
    QCOMPARE(m_queue->take(start.addSecs(60), 10), QList<QByteArray>{idOf(1)});
    const auto file = m_queue->file(idOf(1), Verify::Checksum);
    QVERIFY(file);
    QCOMPARE(file->recipients, message(1).recipients);
    QCOMPARE(m_queue->content(*file).value(), content);
    QCOMPARE(m_queue->finish(idOf(1), outcome(0, Fate::Delivered, u"250 ok"_s), start.addSecs(61)).value(), QList<int>());
    QCOMPARE(m_queue->size(), 0);
    QCOMPARE(m_queue->octets(), 0);
    QVERIFY(files().isEmpty());
    QVERIFY(!m_queue->file(idOf(1), Verify::LengthOnly));
}

void tst_Queue::addedTwiceIsRefused()
{
    QVERIFY(m_queue->add(message(1), content));
    QVERIFY(!m_queue->add(message(1), "other"));
    QCOMPARE(m_queue->content(*m_queue->file(idOf(1), Verify::Checksum)).value(), content);
    SpoolFile bad = message(2);
    bad.id = "../x";
    QVERIFY(!m_queue->add(bad, content));
    SpoolFile nobody = message(3, {});
    QVERIFY(!m_queue->add(nobody, content));
}

void tst_Queue::full_D5() // D5, R5
{
    m_config.maxOctets = 2 * content.size();
    open();
    QVERIFY(m_queue->add(message(1), content));
    QVERIFY(m_queue->add(message(2), content));
    QCOMPARE(m_queue->add(message(3), content).error().kind, Error::Kind::Full);
    QCOMPARE(files().size(), 2);
    QVERIFY(m_queue->remove(idOf(1)));
    QVERIFY(m_queue->add(message(3), content));
}

void tst_Queue::retryDoubles()
{
    QVERIFY(m_queue->add(message(1), content));
    QDateTime now = start.addSecs(60);
    for (const int expected : {120, 240, 480, 960, 1800, 1800}) {
        QCOMPARE(m_queue->take(now, 10).size(), 1);
        QVERIFY(m_queue->finish(idOf(1), outcome(0, std::nullopt, u"451 later"_s), now));
        const auto entry = m_queue->find(idOf(1));
        QVERIFY(entry);
        const qint64 delay = now.secsTo(entry->nextAttempt);
        QVERIFY2(delay >= expected * 8 / 10 - 1 && delay <= expected * 12 / 10 + 1, qPrintable(QString::number(delay)));
        QCOMPARE(entry->lastReply, u"451 later"_s);
        now = entry->nextAttempt;
    }
    QCOMPARE(m_queue->find(idOf(1))->attempts, 7);
}

void tst_Queue::fatesAreDurablePerRecipient_C4() // C4
{
    QVERIFY(m_queue->add(message(1, {"a@a.test", "b@a.test", "c@a.test"}), content));
    QCOMPARE(m_queue->take(start.addSecs(60), 1).size(), 1);
    const AttemptResult mixed{{{0, Fate::Delivered, u"250 ok"_s}, {1, std::nullopt, u"452 full"_s}, {2, Fate::Dsn, u"550 no"_s}}};
    QVERIFY(m_queue->finish(idOf(1), mixed, start.addSecs(60)));
    for (int restarts = 0; restarts < 2; ++restarts) {
        const auto file = m_queue->file(idOf(1), Verify::Checksum);
        QVERIFY(file);
        QCOMPARE(file->recipients[0].fate, Fate::Delivered);
        QVERIFY(!file->recipients[1].fate);
        QCOMPARE(file->recipients[1].lastReply, u"452 full"_s);
        QCOMPARE(file->recipients[2].fate, Fate::Dsn);
        QCOMPARE(m_queue->list(0, 10).value(0).recipients, QList<QByteArray>{"b@a.test"});
        loseDatabase();
        open();
        m_queue->reconcile();
    }
    m_queue->drain({});
    QCOMPARE(m_queue->take(QDateTime::currentDateTimeUtc(), 1).size(), 1);
    QVERIFY(m_queue->finish(idOf(1), outcome(1, Fate::Delivered, u"250 ok"_s), start.addSecs(300)));
    QCOMPARE(m_queue->size(), 0);
    QVERIFY(files().isEmpty());
}

void tst_Queue::destinationFollowsWhoWaits()
{
    QVERIFY(m_queue->add(message(1, {"a@first.test", "b@Second.Test"}), content));
    QCOMPARE(m_queue->list(0, 1).value(0).destination, QByteArray("first.test"));
    QCOMPARE(m_queue->take(start.addSecs(60), 1).size(), 1);
    QVERIFY(m_queue->finish(idOf(1), outcome(0, Fate::Delivered, {}), start.addSecs(60)));
    m_queue->drain("first.test");
    QVERIFY(m_queue->take(start.addSecs(70), 1).isEmpty());
    m_queue->drain("second.test");
    QCOMPARE(m_queue->take(QDateTime::currentDateTimeUtc(), 1).size(), 1);
}

void tst_Queue::expiry_data()
{
    QTest::addColumn<int>("attempts"); // Made before this one.
    QTest::addColumn<qint64>("days");
    QTest::addColumn<bool>("expires");
    QTest::newRow("young") << 100 << qint64(9) << false;
    QTest::newRow("old and tried") << 100 << qint64(10) << true;
    QTest::newRow("old, third attempt") << 2 << qint64(11) << true;
    QTest::newRow("D11: clock jumped before the third attempt") << 1 << qint64(11) << false;
    QTest::newRow("D11: clock went back") << 100 << qint64(-10) << false;
}

void tst_Queue::expiry()
{
    QFETCH(const int, attempts);
    QFETCH(const qint64, days);
    QFETCH(const bool, expires);
    SpoolFile file = message(1, {"a@a.test", "b@a.test"});
    file.attempts = attempts;
    QVERIFY(m_queue->add(file, content));
    m_queue->drain({});
    QCOMPARE(m_queue->take(QDateTime::currentDateTimeUtc(), 1).size(), 1);
    const QDateTime now = file.received.addDays(days);
    const auto expired = m_queue->finish(idOf(1), outcome(0, Fate::Delivered, u"250 ok"_s), now);
    QVERIFY(expired);
    QCOMPARE(*expired, expires ? QList<int>{1} : QList<int>{});
    QCOMPARE(m_queue->size(), 1);
    if (!expires)
        return;
    QVERIFY(m_queue->take(now.addYears(1), 1).isEmpty()); // Nobody else gets it while its DSN is made.
    QCOMPARE(m_queue->finish(idOf(1), outcome(1, Fate::Expired, {}), now).value(), QList<int>());
    QVERIFY(files().isEmpty());
}

void tst_Queue::expiryNeedsRunningTime_D11()
{
    std::chrono::seconds ran = 1000h;
    m_config.runningTime = [&ran] { return ran; };
    open();
    SpoolFile file = message(1);
    file.attempts = 100;
    QVERIFY(m_queue->add(file, content));
    const QDateTime now = file.received.addDays(11);
    const auto expired = [&] {
        (void)m_queue->take(now.addDays(1), 1);
        return m_queue->finish(idOf(1), outcome(0, std::nullopt, u"450 later"_s), now);
    };
    QCOMPARE(expired().value(), QList<int>());
    ran += 119h;
    QCOMPARE(expired().value(), QList<int>());
    ran += 1h;
    QCOMPARE(expired().value(), QList<int>{0});
    m_config.runningTime = {};
}

void tst_Queue::fatesOutliveAnUnreadableFile_D4()
{
    QVERIFY(m_queue->add(message(1, {"a@a.test", "b@a.test"}), content));
    QCOMPARE(m_queue->take(start.addDays(1), 1).size(), 1);
    const QString path = pathOf(1), elsewhere = m_directory->filePath(u"elsewhere"_s);
    QVERIFY(QFile::rename(path, elsewhere) && QDir().mkdir(path));
    QVERIFY(!m_queue->finish(idOf(1), outcome(0, Fate::Delivered, u"250 ok"_s), start.addDays(1)));
    QVERIFY(QDir().rmdir(path) && QFile::rename(elsewhere, path));
    QCOMPARE(m_queue->file(idOf(1), Verify::Checksum).value().recipients[0].fate, Fate::Delivered);
    QCOMPARE(m_queue->take(start.addDays(2), 1).size(), 1); // Its turn has come again.
    QVERIFY(m_queue->finish(idOf(1), outcome(1, Fate::Delivered, u"250 ok"_s), start.addDays(2)));
    QVERIFY(files().isEmpty());
}

/// A reply that is another each time must not fill the file until it counts as damaged.
void tst_Queue::talkativeNextHop()
{
    QVERIFY(m_queue->add(message(1, QList<QByteArray>(1000, "a@a.test")), content));
    QDateTime now = start.addDays(1);
    const auto attempt = [&](int number) {
        AttemptResult result;
        for (int i = 0; i < 1000; ++i)
            result.recipients.append({i, std::nullopt, QString::number(number) + QString(300, u'x')});
        return m_queue->finish(idOf(1), result, now);
    };
    for (int i = 0; i < 5; ++i)
        QVERIFY(attempt(i));
    const qint64 size = QFileInfo(pathOf(1)).size();
    for (int i = 5; i < 10; ++i)
        QVERIFY(attempt(i));
    QVERIFY(QFileInfo(pathOf(1)).size() - size < 1000);
    QCOMPARE(m_queue->file(idOf(1), Verify::Checksum).value().attempts, 11);
}

void tst_Queue::withheld()
{
    m_config.maxOctets = 2 * content.size();
    open();
    QVERIFY(m_queue->hasRoomFor(2 * content.size()) && !m_queue->hasRoomFor(2 * content.size() + 1));
    QVERIFY(m_queue->add(message(1), content, Queue::Turn::Withheld));
    QVERIFY(!m_queue->hasRoomFor(2 * content.size()));
    QVERIFY(m_queue->take(start.addDays(1), 1).isEmpty());
    QVERIFY(!m_queue->remove(idOf(1)));
    m_queue->giveBack(idOf(1));
    QCOMPARE(m_queue->take(start.addDays(1), 1), QList<QByteArray>{idOf(1)});
    m_config = {};
}

void tst_Queue::hold()
{
    QVERIFY(m_queue->add(message(1), content));
    QVERIFY(m_queue->hold(idOf(1), true));
    QVERIFY(m_queue->take(start.addDays(1), 1).isEmpty());
    QVERIFY(m_queue->list(0, 1).value(0).isHeld);
    open();
    QVERIFY(m_queue->take(start.addDays(1), 1).isEmpty());
    loseDatabase();
    open();
    m_queue->reconcile();
    QVERIFY(m_queue->take(start.addDays(1), 1).isEmpty());
    QVERIFY(m_queue->hold(idOf(1), false));
    QCOMPARE(m_queue->take(start.addDays(1), 1).size(), 1);
    QVERIFY(!m_queue->hold(idOf(2), true));
    QVERIFY(!m_queue->hold("../x", true));
}

void tst_Queue::removeAndRetry()
{
    QVERIFY(m_queue->add(message(1), content));
    QVERIFY(m_queue->take(start, 1).isEmpty());
    QVERIFY(m_queue->retry(idOf(1)));
    QCOMPARE(m_queue->take(QDateTime::currentDateTimeUtc(), 1).size(), 1);
    QVERIFY(!m_queue->remove(idOf(1))); // Is being delivered.
    m_queue->giveBack(idOf(1));
    QVERIFY(m_queue->remove(idOf(1)));
    QVERIFY(!m_queue->remove(idOf(1)));
    QVERIFY(!m_queue->retry(idOf(1)));
    QVERIFY(files().isEmpty());
}

void tst_Queue::list()
{
    for (int i = 0; i < 10; ++i)
        QVERIFY(m_queue->add(message(i), content));
    for (int pass = 0; pass < 2; ++pass) { // Before and after the index is written.
        const QList<QueueEntry> entries = m_queue->list(7, 10);
        QCOMPARE(entries.size(), 3);
        QCOMPARE(entries[0].id, idOf(7));
        QCOMPARE(entries[0].subject, u"件名 7"_s);
        QCOMPARE(entries[0].reversePath, QByteArray("alice@sender.test"));
        QCOMPARE(entries[0].recipients, QList<QByteArray>{"bob@a.test"});
        QCOMPARE(entries[0].destination, QByteArray("a.test"));
        QCOMPARE(entries[0].lastReply, u"connection refused"_s);
        QCOMPARE(entries[0].received, start.addMSecs(7));
        QCOMPARE(entries[0].expires, start.addMSecs(7).addDays(10));
        QCOMPARE(entries[0].nextAttempt, start.addSecs(60));
        QCOMPARE(entries[0].attempts, 1);
        QCOMPARE(entries[0].size, content.size());
        m_database->flush();
    }
    QVERIFY(!m_queue->find("../../x"));
}

void tst_Queue::restart_data()
{
    QTest::addColumn<bool>("isIndexLost");
    QTest::newRow("index there") << false;
    QTest::newRow("D7: index lost") << true;
}

void tst_Queue::restart()
{
    QFETCH(const bool, isIndexLost);
    for (int i = 0; i < 50; ++i)
        QVERIFY(m_queue->add(message(i), content));
    if (isIndexLost)
        loseDatabase();
    open();
    QCOMPARE(m_queue->size(), 50); // At once.
    QVERIFY(m_queue->add(message(50), content)); // In use before it is reconciled.
    QCOMPARE(m_queue->list(0, 100).size(), 51);
    const Queue::Reconciled counts = m_queue->reconcile();
    QCOMPARE(counts.known, isIndexLost ? 0 : 50);
    QCOMPARE(counts.recovered, isIndexLost ? 50 : 0);
    QCOMPARE(counts.damaged, 0);
    QCOMPARE(m_queue->size(), 51);
    QCOMPARE(m_queue->octets(), 51 * content.size());
    const QList<QByteArray> ids = m_queue->take(start.addSecs(60), 100);
    QCOMPARE(ids.size(), 51);
    QVERIFY(std::is_sorted(ids.begin(), ids.end()));
}

void tst_Queue::reconcileDiscardsLeftovers()
{
    QVERIFY(m_queue->add(message(1, {"a@a.test", "b@a.test"}), content));
    QVERIFY(m_queue->add(message(2), content));
    const QString done = pathOf(1);
    QFile temporary(done + u".x.tmp"_s);
    QVERIFY(temporary.open(QIODevice::WriteOnly));
    { // Its removal did not survive a crash; nor did the index.
        QFile file(done);
        QVERIFY(file.open(QIODevice::Append));
        file.write(spoolEvent({{u"recipient"_s, 0}, {u"fate"_s, u"delivered"_s}}));
        file.write(spoolEvent({{u"recipient"_s, 1}, {u"fate"_s, u"dsn"_s}}));
    }
    loseDatabase();
    open();
    const Queue::Reconciled counts = m_queue->reconcile();
    QCOMPARE(counts.discarded, 2);
    QCOMPARE(counts.recovered, 1);
    QCOMPARE(m_queue->size(), 1);
    QCOMPARE(files().size(), 1);

    // A row without a file: the file was delivered, the row's removal did not survive.
    m_database->flush();
    QVERIFY(QFile::remove(pathOf(2)));
    open();
    QCOMPARE(m_queue->size(), 0);
    m_queue->reconcile();
    m_database->flush();
    open();
    QCOMPARE(m_queue->size(), 0);
}

void tst_Queue::damagedFilesAreSetAside_D3() // D3
{
    QRandomGenerator random(42);
    constexpr int count = 100;
    for (int i = 0; i < count; ++i)
        QVERIFY(m_queue->add(message(i), QByteArray(3000, 'x')));
    QSet<QByteArray> damaged;
    for (int i = 0; i < count; i += 3) {
        QFile file(pathOf(i));
        QVERIFY(file.open(QIODevice::ReadWrite));
        const qint64 offset = random.bounded(file.size());
        if (i % 2 == 0) {
            QVERIFY(file.resize(offset));
        } else {
            file.seek(offset);
            char octet = 0;
            file.peek(&octet, 1);
            octet = char(octet ^ 0x10);
            file.write(&octet, 1);
        }
        damaged.insert(idOf(i));
    }
    loseDatabase();
    open();
    const int foundAtOnce = m_queue->reconcile().damaged;
    QVERIFY(foundAtOnce >= 17); // The truncated ones.
    // The rest is found before delivery.
    m_queue->drain({});
    const QList<QByteArray> ids = m_queue->take(QDateTime::currentDateTimeUtc(), count);
    int delivered = 0;
    for (const QByteArray &id : ids) {
        const auto file = m_queue->file(id, Verify::Checksum);
        QCOMPARE(bool(file), !damaged.contains(id));
        if (!file) {
            m_queue->setAside(id, file.error().message);
            continue;
        }
        QVERIFY(m_queue->finish(id, outcome(0, Fate::Delivered, {}), start));
        ++delivered;
    }
    QCOMPARE(delivered, count - damaged.size());
    QCOMPARE(QDir(m_directory->filePath(u"damaged"_s)).entryList(QDir::Files).size(), damaged.size());
    QCOMPARE(m_queue->size(), 0);
}

void tst_Queue::deletedFile()
{
    QVERIFY(m_queue->add(message(1), content));
    QVERIFY(QFile::remove(pathOf(1)));
    QCOMPARE(m_queue->take(start.addSecs(60), 1).size(), 1);
    const auto file = m_queue->file(idOf(1), Verify::Checksum);
    QVERIFY(!file);
    m_queue->setAside(idOf(1), file.error().message);
    QCOMPARE(m_queue->size(), 0);
}

/// The mark of a delivery cannot be written: nobody delivers a second time, and it is written when it can be.
void tst_Queue::fatesThatCannotBeWrittenAreRemembered()
{
    QVERIFY(m_queue->add(message(1, {"a@a.test", "b@a.test"}), content));
    QCOMPARE(m_queue->take(start.addSecs(60), 1).size(), 1);
    const QString planted = pathOf(1) + u".link"_s; // A second name: the file is not written to any more (O7).
    QCOMPARE(::link(QFile::encodeName(pathOf(1)).constData(), QFile::encodeName(planted).constData()), 0);
    QVERIFY(!m_queue->finish(idOf(1), outcome(0, Fate::Delivered, u"250 ok"_s), start.addSecs(60)));
    QCOMPARE(m_queue->file(idOf(1), Verify::Checksum)->recipients[0].fate, Fate::Delivered);
    QVERIFY(QFile::remove(planted));
    QCOMPARE(m_queue->take(start.addSecs(200), 1).size(), 1); // Its turn comes again.
    QVERIFY(m_queue->finish(idOf(1), {}, start.addSecs(200)));
    loseDatabase();
    open();
    m_queue->reconcile();
    QCOMPARE(m_queue->file(idOf(1), Verify::Checksum)->recipients[0].fate, Fate::Delivered);
}

void tst_Queue::readOnlyDirectory() // O7
{
    m_queue.reset();
    QFile::setPermissions(queuePath(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner | QFile::ReadOther);
    const auto refused = Queue::open(queuePath(), *m_database, m_config);
    QVERIFY(!refused);
    QVERIFY(refused.error().message.contains(queuePath()));
}

void tst_Queue::manyThreads()
{
    constexpr int threads = 8, each = 40;
    std::atomic<int> failures = 0, delivered = 0;
    std::vector<std::thread> pool;
    for (int t = 0; t < threads; ++t) {
        pool.emplace_back([&, t] {
            for (int i = 0; i < each; ++i)
                failures += m_queue->add(message(t * 1000 + i), content) ? 0 : 1;
        });
        pool.emplace_back([&] {
            while (delivered + failures < threads * each) {
                for (const QByteArray &id : m_queue->take(start.addDays(1), 5)) {
                    (void)m_queue->list(0, 10);
                    const bool isDone = m_queue->file(id, Verify::Checksum) && m_queue->finish(id, outcome(0, Fate::Delivered, {}), start);
                    (isDone ? delivered : failures) += 1;
                }
                std::this_thread::yield();
            }
        });
    }
    for (std::thread &thread : pool)
        thread.join();
    QCOMPARE(failures, 0);
    QCOMPARE(delivered, threads * each);
    QCOMPARE(m_queue->size(), 0);
    QVERIFY(files().isEmpty());
}

QTEST_GUILESS_MAIN(tst_Queue)
#include "tst_queue.moc"
