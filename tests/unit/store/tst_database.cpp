#include "gateway/store/database.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <atomic>
#include <thread>

using namespace gateway;
using namespace gateway::store;
using namespace Qt::StringLiterals;

namespace {

const QList<Database::Migration> one{{u"numbers"_s, {u"CREATE TABLE numbers (n INTEGER PRIMARY KEY, word TEXT NOT NULL)"_s}}};

Database::Job insert(int n, const QString &word = u"word"_s)
{
    return [=](Connection &connection) {
        return connection.execute(u"INSERT INTO numbers (n, word) VALUES (?, ?)"_s, {n, word});
    };
}

qint64 ask(const Database &database, const QString &sql)
{
    qint64 answer = -1;
    const Result<> result = database.read([&](Connection &connection) -> Result<> {
        const Result<qint64> number = connection.number(sql);
        if (!number)
            return tl::make_unexpected(number.error());
        answer = *number;
        return {};
    });
    if (!result)
        qWarning("%s", qUtf8Printable(result.error().message));
    return answer;
}

qint64 count(const Database &database)
{
    return ask(database, u"SELECT count(*) FROM numbers"_s);
}

/// Flips all octets of every page but the first, so that the file is still called a database.
void overwritePages(const QString &file, qint64 from)
{
    QFile database(file);
    QVERIFY(database.open(QIODevice::ReadWrite));
    QVERIFY(database.size() > from);
    database.seek(from);
    database.write(QByteArray(database.size() - from, '\x5a'));
}

} // namespace

class tst_Database : public QObject
{
    Q_OBJECT
private:
    QTemporaryDir m_directory;
    QString m_file;

    std::unique_ptr<Database> openOne()
    {
        Result<std::unique_ptr<Database>> database = Database::open(m_file, one);
        if (!database)
            qWarning("%s", qUtf8Printable(database.error().message));
        return database ? std::move(*database) : nullptr;
    }

private Q_SLOTS:
    void init();
    void writesAndReads();
    void aFailedJobIsRolledBackAlone();
    void aFailedCommitFailsAll();
    void writeSoonIsWrittenSoon();
    void writeIfRoomNeverWaits();
    void whatIsQueuedIsWrittenAtTheEnd();
    void manyThreads();
    void readersCannotWrite_D8();
    void nullTextIsEmptyText();
    void aStatementCanBeUsedInsideItself();
    void settings();
    void secondWriterIsRefused_D8();
    void migratesStepByStep();
    void brokenStepLeavesTheSchemaAsItWas_D13();
    void newerSchemaIsRefused_D13();
    void damageIsMovedAside_data();
    void damageIsMovedAside();
    void lostCompanions_data();
    void lostCompanions();
    void busyForTooLong();
    void linkIsRefused();
};

void tst_Database::init()
{
    static int number = 0;
    QVERIFY(m_directory.isValid());
    m_file = m_directory.filePath(u"test%1.db"_s.arg(number++));
}

void tst_Database::writesAndReads()
{
    const auto database = openOne();
    QVERIFY(database);
    QVERIFY(!database->wasRebuilt());
    QVERIFY(database->write(insert(1, u"日本"_s)).get());
    QString word;
    QVERIFY(database->read([&](Connection &connection) -> Result<> {
        Result<Rows> rows = connection.select(u"SELECT word FROM numbers WHERE n=?"_s, {1});
        if (!rows)
            return tl::make_unexpected(rows.error());
        if (rows->next())
            word = rows->text(0);
        return rows->end();
    }));
    QCOMPARE(word, u"日本"_s);
}

void tst_Database::aFailedJobIsRolledBackAlone()
{
    const auto database = openOne();
    QVERIFY(database);
    // Together in one transaction: the first job holds the writer until all are queued.
    std::promise<void> queued;
    auto blocker = database->write([&](Connection &) -> Result<> {
        queued.get_future().wait();
        return {};
    });
    auto good = database->write(insert(1));
    auto half = database->write([](Connection &connection) -> Result<> {
        if (const Result<> first = insert(2)(connection); !first)
            return first;
        return insert(1)(connection); // Violates the key.
    });
    auto refused = database->write([](Connection &connection) -> Result<> {
        (void)insert(3)(connection);
        return failure(Error::Kind::Invalid, u"no"_s);
    });
    auto alsoGood = database->write(insert(4));
    queued.set_value();
    QVERIFY(blocker.get());
    QVERIFY(good.get());
    QVERIFY(!half.get());
    QCOMPARE(refused.get().error().message, u"no"_s);
    QVERIFY(alsoGood.get());
    QCOMPARE(ask(*database, u"SELECT sum(n) FROM numbers"_s), 5);
}

void tst_Database::aFailedCommitFailsAll()
{
    const auto database = openOne();
    QVERIFY(database);
    // A job that ends the transaction under the writer's feet stands for an error that makes SQLite do so.
    std::promise<void> queued;
    auto blocker = database->write([&](Connection &) -> Result<> {
        queued.get_future().wait();
        return {};
    });
    auto lost = database->write([](Connection &connection) { return connection.execute(u"ROLLBACK"_s); });
    auto after = database->write(insert(1));
    queued.set_value();
    QVERIFY(!blocker.get());
    QVERIFY(!lost.get());
    QVERIFY(!after.get());
    QCOMPARE(count(*database), 0);
    QVERIFY(database->write(insert(2)).get());
    QCOMPARE(count(*database), 1);
}

void tst_Database::writeSoonIsWrittenSoon()
{
    const auto database = openOne();
    QVERIFY(database);
    database->writeSoon(insert(1));
    QTRY_COMPARE_WITH_TIMEOUT(count(*database), 1, 2000);
    for (int n = 2; n <= 100'000; ++n) // More than may wait: the caller is slowed, nothing is lost.
        database->writeSoon(insert(n));
    database->flush();
    QCOMPARE(count(*database), 100'000);
}

/// R6: the writer does not get on until all has been offered. What has no room is dropped; the log tells when that begins and what it cost.
void tst_Database::writeIfRoomNeverWaits()
{
    using Worth = Database::Worth;
    const auto database = openOne();
    QVERIFY(database);
    for (int burst = 1; burst <= 2; ++burst) {
        std::promise<void> started, offered;
        auto blocker = database->write([&](Connection &) -> Result<> {
            started.set_value();
            offered.get_future().wait();
            return {};
        });
        started.get_future().wait();
        const qint64 before = count(*database), droppedBefore = database->dropped();
        int next = burst * 100'000;
        const auto offer = [&](int jobs, Worth worth) {
            int taken = 0;
            for (int i = 0; i < jobs; ++i)
                taken += database->writeIfRoom(insert(next++), worth) ? 1 : 0;
            return taken;
        };
        QCOMPARE(offer(20'000, Worth::Record), 20'000);
        QTest::ignoreMessage(QtWarningMsg, "The database does not keep up: records are dropped until it does.");
        QCOMPARE(offer(100, Worth::Record), 0);
        QCOMPARE(offer(20'001, Worth::Change), 20'000); // A change of what was recorded has more room.
        QCOMPARE(database->dropped() - droppedBefore, 101);
        QTest::ignoreMessage(QtWarningMsg, "The database keeps up again: 101 records were dropped.");
        offered.set_value();
        QVERIFY(blocker.get());
        database->flush();
        QCOMPARE(count(*database) - before, 40'000);
        QVERIFY(database->writeIfRoom(insert(next++), Worth::Record));
        database->flush();
        QCOMPARE(count(*database) - before, 40'001);
    }
}

void tst_Database::whatIsQueuedIsWrittenAtTheEnd()
{
    auto database = openOne();
    QVERIFY(database);
    for (int n = 1; n <= 12'000; ++n)
        database->writeSoon(insert(n));
    database.reset();
    database = openOne();
    QVERIFY(database);
    QCOMPARE(count(*database), 12'000);
}

void tst_Database::manyThreads()
{
    const auto database = openOne();
    QVERIFY(database);
    std::atomic<int> failures = 0;
    std::vector<std::thread> threads;
    for (int t = 0; t < 8; ++t) {
        threads.emplace_back([&, t] {
            for (int i = 0; i < 100; ++i) {
                const int n = t * 1000 + i;
                failures += database->write(insert(n)).get() ? 0 : 1;
                failures += ask(*database, u"SELECT count(*) FROM numbers WHERE n="_s + QString::number(n)) == 1 ? 0 : 1;
            }
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(failures, 0);
    QCOMPARE(count(*database), 800);
}

void tst_Database::readersCannotWrite_D8()
{
    const auto database = openOne();
    QVERIFY(database);
    QVERIFY(!database->read(insert(1)));
    QCOMPARE(count(*database), 0);
}

void tst_Database::nullTextIsEmptyText()
{
    const auto database = openOne();
    QVERIFY(database);
    QVERIFY(database->write(insert(1, QString())).get()); // NOT NULL holds.
}

void tst_Database::aStatementCanBeUsedInsideItself()
{
    const auto database = openOne();
    QVERIFY(database);
    for (int n = 1; n <= 3; ++n)
        QVERIFY(database->write(insert(n)).get());
    int pairs = 0;
    QVERIFY(database->read([&](Connection &connection) -> Result<> {
        const QString sql = u"SELECT n FROM numbers"_s;
        Result<Rows> outer = connection.select(sql);
        while (outer && outer->next()) {
            Result<Rows> inner = connection.select(sql);
            while (inner && inner->next())
                ++pairs;
        }
        return {};
    }));
    QCOMPARE(pairs, 9);
}

void tst_Database::settings()
{
    const auto database = openOne();
    QVERIFY(database);
    QVERIFY2(database->description().contains(u"WAL, synchronous FULL, schema 1"_s), qUtf8Printable(database->description()));
    QCOMPARE(ask(*database, u"PRAGMA mmap_size"_s), 0);
}

void tst_Database::secondWriterIsRefused_D8()
{
    auto database = openOne();
    QVERIFY(database);
    const auto second = Database::open(m_file, one);
    QVERIFY(!second);
    QVERIFY2(second.error().message.contains(QString::number(QCoreApplication::applicationPid())), qUtf8Printable(second.error().message));
    database.reset();
    QVERIFY(openOne());
}

void tst_Database::migratesStepByStep()
{
    auto database = openOne();
    QVERIFY(database);
    QVERIFY(database->write(insert(1)).get());
    database.reset();
    auto two = one;
    two.append({u"second"_s, {u"ALTER TABLE numbers ADD COLUMN more TEXT"_s, u"UPDATE numbers SET more='x'"_s}});
    auto newer = Database::open(m_file, two);
    QVERIFY(newer);
    QCOMPARE(ask(**newer, u"SELECT count(*) FROM numbers WHERE more='x'"_s), 1);
    QVERIFY(QFile::exists(m_file + u".schema-1"_s)); // The way back.
    newer->reset();
    auto copy = Database::open(m_file + u".schema-1"_s, one);
    QVERIFY(copy);
    QCOMPARE(count(**copy), 1);
}

void tst_Database::brokenStepLeavesTheSchemaAsItWas_D13()
{
    auto database = openOne();
    QVERIFY(database);
    QVERIFY(database->write(insert(1)).get());
    database.reset();
    auto broken = one;
    broken.append({u"broken"_s, {u"DELETE FROM numbers"_s, u"NONSENSE"_s}});
    const auto refused = Database::open(m_file, broken);
    QVERIFY(!refused);
    QVERIFY2(refused.error().message.contains(u"broken"_s), qUtf8Printable(refused.error().message));
    database = openOne();
    QVERIFY(database);
    QCOMPARE(count(*database), 1);
}

void tst_Database::newerSchemaIsRefused_D13()
{
    auto two = one;
    two.append({u"second"_s, {u"CREATE TABLE more (x)"_s}});
    QVERIFY(Database::open(m_file, two));
    const auto refused = Database::open(m_file, one);
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, Error::Kind::Invalid);
    QVERIFY2(refused.error().message.contains(u"schema 2"_s), qUtf8Printable(refused.error().message));
    QVERIFY(Database::open(m_file, two)); // Untouched.
}

void tst_Database::damageIsMovedAside_data()
{
    QTest::addColumn<qint64>("from");
    QTest::addColumn<bool>("isFileGone");
    QTest::newRow("D7: not a database any more") << qint64(0) << false;
    QTest::newRow("D7: pages overwritten") << qint64(4096) << false;
    QTest::newRow("D7: last page overwritten") << qint64(-4096) << false;
    QTest::newRow("D7: file deleted") << qint64(0) << true;
}

void tst_Database::damageIsMovedAside()
{
    QFETCH(const qint64, from);
    QFETCH(const bool, isFileGone);
    auto database = openOne();
    QVERIFY(database);
    for (int n = 1; n <= 5000; ++n)
        database->writeSoon(insert(n));
    database.reset();
    if (isFileGone)
        QVERIFY(QFile::remove(m_file));
    else
        overwritePages(m_file, from < 0 ? QFile(m_file).size() + from : from);
    database = openOne();
    QVERIFY(database);
    QCOMPARE(database->wasRebuilt(), !isFileGone);
    QCOMPARE(count(*database), 0);
    QVERIFY(database->write(insert(1)).get());
    const QStringList kept = QDir(m_directory.path()).entryList({QFileInfo(m_file).fileName() + u".corrupt-*"_s});
    QCOMPARE(kept.size(), isFileGone ? 0 : 1);
}

void tst_Database::lostCompanions_data()
{
    QTest::addColumn<QString>("suffix");
    QTest::newRow("D7: -wal deleted") << u"-wal"_s;
    QTest::newRow("D7: -shm deleted") << u"-shm"_s;
}

/// The companions of a database that was not closed: copied while it is open.
void tst_Database::lostCompanions()
{
    QFETCH(const QString, suffix);
    auto database = openOne();
    QVERIFY(database);
    QVERIFY(database->write(insert(1)).get());
    const QString copy = m_file + u".copy"_s;
    for (const QString &each : {u""_s, u"-wal"_s, u"-shm"_s}) {
        if (each != suffix)
            QVERIFY(QFile::copy(m_file + each, copy + each));
    }
    const auto reopened = Database::open(copy, one);
    QVERIFY(reopened);
    QVERIFY((*reopened)->write(insert(2)).get());
    QCOMPARE(ask(**reopened, u"SELECT count(*) FROM numbers WHERE n=2"_s), 1);
}

void tst_Database::busyForTooLong()
{
    const auto database = openOne();
    QVERIFY(database);
    const auto foreign = Connection::open(m_file, Connection::Mode::ReadWrite); // A program that ignores our lock file.
    QVERIFY(foreign);
    QVERIFY((*foreign)->execute(u"BEGIN IMMEDIATE"_s));
    QElapsedTimer timer;
    timer.start();
    const Result<> refused = database->write(insert(1)).get();
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, Error::Kind::Timeout);
    QVERIFY(timer.elapsed() >= 4000 && timer.elapsed() < 9000);
    QVERIFY((*foreign)->execute(u"ROLLBACK"_s));
    QVERIFY(database->write(insert(1)).get());
}

void tst_Database::linkIsRefused()
{
    const QString target = m_directory.filePath(u"elsewhere"_s);
    QVERIFY(QFile::link(target, m_file));
    QVERIFY(!Database::open(m_file, one));
    QVERIFY(!QFile::exists(target));
}

QTEST_GUILESS_MAIN(tst_Database)
#include "tst_database.moc"
