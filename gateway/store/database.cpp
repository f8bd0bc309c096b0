#include "gateway/store/database.h"

#include "gateway/store/databasefile.h"
#include "gateway/store/directorylock.h"
#include "gateway/store/readers.h"

#include <QFileInfo>
#include <QLoggingCategory>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

Q_DECLARE_LOGGING_CATEGORY(logStore)

namespace gateway::store {
namespace {

using Clock = std::chrono::steady_clock;

constexpr auto maxWait = 200ms;          ///< How long a job that nobody waits for may stay in memory.
constexpr size_t maxRecords = 20'000;    ///< Waiting jobs; then further records are dropped.
constexpr size_t maxWaiting = 40'000;    ///< Then changes are dropped, too, and writeSoon() blocks.
constexpr size_t lowWater = 10'000;      ///< Below it a time of dropping is over.
constexpr size_t maxPerTransaction = 5'000;

struct Task {
    Database::Job job;
    std::function<void(Result<>)> done; ///< Empty if nobody waits.
    Result<> result;
};

/// Runs one job inside the open transaction; what a failed one changed is taken back. Fails if the transaction itself is gone:
/// SQLite rolls all of it back on some errors (disk full, I/O).
Result<> runTask(Connection &connection, Task &task)
{
    if (const Result<> saved = connection.execute(u"SAVEPOINT job"_s); !saved)
        return saved;
    task.result = task.job(connection);
    if (!task.result) {
        if (const Result<> undone = connection.execute(u"ROLLBACK TO job"_s); !undone)
            return task.result;
    }
    return connection.execute(u"RELEASE job"_s);
}

} // namespace

struct Database::Private {
    QString file, description;
    std::optional<DirectoryLock> fileLock;
    std::unique_ptr<Connection> writer;
    std::shared_ptr<Readers> readers;
    bool wasRebuilt = false;
    std::atomic<bool> isDamaged = false;

    std::mutex mutex;
    std::condition_variable arrived, taken;
    std::deque<Task> tasks;
    size_t awaited = 0;        ///< Tasks that somebody waits for.
    qint64 dropped = 0;        ///< Jobs, since the start.
    qint64 droppedBefore = 0;  ///< Of them, those before the present time of dropping.
    bool isDropping = false;
    Clock::time_point oldest;  ///< When the first of the tasks came.
    bool isStopping = false;
    std::thread thread, checker;

    void add(Database::Job job, std::function<void(Result<>)> done);
    bool addIfRoom(Database::Job job, Worth worth);
    void push(Task task);
    qint64 endDropping();
    void run();
    std::deque<Task> nextBatch();
    void execute(std::deque<Task> &batch);
    void noteDamage(const Connection &connection);
    void check();
};

void Database::Private::add(Job job, std::function<void(Result<>)> done)
{
    std::unique_lock lock(mutex);
    const bool isAwaited = bool(done);
    if (!isAwaited && std::this_thread::get_id() != thread.get_id())
        taken.wait(lock, [this] { return tasks.size() < maxWaiting; });
    push({std::move(job), std::move(done), {}});
}

bool Database::Private::addIfRoom(Job job, Worth worth)
{
    bool isFirst = false;
    {
        const std::scoped_lock lock(mutex);
        if (tasks.size() < (worth == Worth::Record ? maxRecords : maxWaiting)) {
            push({std::move(job), {}, {}});
            return true;
        }
        ++dropped;
        isFirst = !std::exchange(isDropping, true);
    }
    if (isFirst)
        qCWarning(logStore, "The database does not keep up: records are dropped until it does.");
    return false;
}

/// The mutex must be held.
void Database::Private::push(Task task)
{
    const bool isAwaited = bool(task.done);
    if (tasks.empty())
        oldest = Clock::now();
    tasks.push_back(std::move(task));
    awaited += isAwaited ? 1 : 0;
    if (isAwaited || tasks.size() == 1 || tasks.size() == maxPerTransaction)
        arrived.notify_one();
}

/// How many were dropped in the time of dropping that is over now; 0 if none is. The mutex must be held.
qint64 Database::Private::endDropping()
{
    if (!isDropping || tasks.size() >= lowWater)
        return 0;
    isDropping = false;
    return dropped - std::exchange(droppedBefore, dropped);
}

/// Waits until there is a reason to write: somebody waits, the time is over, there is much, or the end has come. Empty only at the end.
std::deque<Task> Database::Private::nextBatch()
{
    std::unique_lock lock(mutex);
    const auto isDue = [this] { return isStopping || awaited > 0 || tasks.size() >= maxPerTransaction; };
    arrived.wait(lock, [this] { return isStopping || !tasks.empty(); });
    arrived.wait_until(lock, oldest + maxWait, isDue);
    std::deque<Task> batch;
    while (!tasks.empty() && batch.size() < maxPerTransaction) {
        awaited -= tasks.front().done ? 1 : 0;
        batch.push_back(std::move(tasks.front()));
        tasks.pop_front();
    }
    oldest = Clock::now();
    const qint64 lost = endDropping();
    lock.unlock();
    taken.notify_all();
    if (lost > 0)
        qCWarning(logStore, "The database keeps up again: %lld records were dropped.", static_cast<long long>(lost));
    return batch;
}

/// One transaction: each job under a savepoint, then one commit. If that fails, so did all.
void Database::Private::execute(std::deque<Task> &batch)
{
    Result<> whole = writer->execute(u"BEGIN IMMEDIATE"_s);
    if (whole) {
        for (auto task = batch.begin(); whole && task != batch.end(); ++task)
            whole = runTask(*writer, *task);
        if (whole)
            whole = writer->execute(u"COMMIT"_s);
        if (!whole)
            (void)writer->execute(u"ROLLBACK"_s); // SQLite may have done so already: then this says there is none.
    }
    noteDamage(*writer);
    int lost = 0;
    QString cause;
    for (Task &task : batch) {
        Result<> result = whole ? std::move(task.result) : whole;
        if (!result && !task.done) {
            ++lost;
            cause = result.error().message;
        }
        if (task.done)
            task.done(std::move(result));
    }
    if (lost > 0)
        qCWarning(logStore, "%d records were not written: %s", lost, qUtf8Printable(cause));
}

void Database::Private::run()
{
    for (std::deque<Task> batch = nextBatch(); !batch.empty(); batch = nextBatch())
        execute(batch);
}

void Database::Private::noteDamage(const Connection &connection)
{
    if (connection.hasSeenDamage() && !isDamaged.exchange(true))
        condemn(file);
}

/// Checks a file that was too large to be checked before serving.
void Database::Private::check()
{
    const Result<std::unique_ptr<Connection>> connection = Connection::open(file, Connection::Mode::ReadOnly);
    if (!connection)
        return;
    const Result<bool> whole = isWhole(**connection);
    if (whole && !*whole && !isDamaged.exchange(true))
        condemn(file);
}

Database::Database() : d(std::make_unique<Private>()) {}

Database::~Database()
{
    if (d->checker.joinable())
        d->checker.join();
    if (!d->thread.joinable())
        return;
    {
        const std::scoped_lock lock(d->mutex);
        d->isStopping = true;
    }
    d->arrived.notify_one();
    d->thread.join();
    d->readers.reset(); // Before the writer: the last to close checkpoints.
}

Result<std::unique_ptr<Database>> Database::open(const QString &file, const QList<Migration> &migrations)
{
    const QFileInfo info(file);
    std::unique_ptr<Database> database(new Database);
    Private &d = *database->d;
    Result<DirectoryLock> lock = DirectoryLock::take(info.absolutePath(), info.fileName() + u".lock"_s);
    if (!lock)
        return tl::make_unexpected(std::move(lock.error()));
    d.fileLock = std::move(*lock);
    Result<OpenedFile> opened = openDatabaseFile(info.absoluteFilePath(), migrations);
    if (!opened)
        return tl::make_unexpected(std::move(opened.error()));
    d.file = info.absoluteFilePath();
    d.writer = std::move(opened->connection);
    d.wasRebuilt = opened->wasRebuilt;
    d.readers = std::make_shared<Readers>(d.file);

    QStringList facts;
    for (const QString &query : {u"SELECT sqlite_version()"_s, u"PRAGMA journal_mode"_s, u"PRAGMA synchronous"_s}) {
        Result<Rows> rows = d.writer->select(query);
        facts += rows && rows->next() ? rows->text(0) : u"?"_s;
    }
    d.description = u"SQLite %1, %2, synchronous %3, schema %4"_s.arg(facts[0], facts[1].toUpper(), facts[2] == "2"_L1 ? u"FULL"_s : facts[2],
                                                                     QString::number(migrations.size()));
    d.thread = std::thread([&d] { d.run(); });
    if (opened->needsCheck)
        d.checker = std::thread([&d] { d.check(); });
    return database;
}

std::future<Result<>> Database::write(Job job)
{
    auto promise = std::make_shared<std::promise<Result<>>>();
    std::future<Result<>> future = promise->get_future();
    d->add(std::move(job), [promise](Result<> result) { promise->set_value(std::move(result)); });
    return future;
}

void Database::write(Job job, std::function<void(Result<>)> done)
{
    d->add(std::move(job), done ? std::move(done) : [](const Result<> &) {});
}

void Database::writeSoon(Job job)
{
    d->add(std::move(job), {});
}

bool Database::writeIfRoom(Job job, Worth worth)
{
    return d->addIfRoom(std::move(job), worth);
}

qint64 Database::dropped() const
{
    const std::scoped_lock lock(d->mutex);
    return d->dropped;
}

Result<> Database::read(const Job &job) const
{
    const Result<Connection *> connection = d->readers->ofThisThread();
    if (!connection)
        return tl::make_unexpected(connection.error());
    Result<> result = job(**connection);
    d->noteDamage(**connection);
    return result;
}

void Database::flush()
{
    (void)write([](Connection &) -> Result<> { return {}; }).get();
}

bool Database::wasRebuilt() const
{
    return d->wasRebuilt;
}

bool Database::isDamaged() const
{
    return d->isDamaged;
}

QString Database::file() const
{
    return d->file;
}

QString Database::description() const
{
    return d->description;
}

} // namespace gateway::store
