#pragma once

#include "gateway/result.h"
#include "gateway/store/connection.h"

#include <QStringList>
#include <functional>
#include <future>
#include <memory>

namespace gateway::store {

/// The gateway's SQLite database: WAL, synchronous FULL, one writer connection on its own thread, which also checkpoints (threats.md D8).
/// Needs a QCoreApplication. Thread-safe.
class Database
{
public:
    /// One step of the schema, run in order inside a transaction; its place in the list is the schema version.
    struct Migration {
        QString name;
        QStringList statements;
    };

    /// Opens or makes \a file and brings it to the newest schema. A newer schema than ours is refused (Invalid), and so is a file that
    /// somebody else writes (Io). A corrupt file is moved aside ("name.corrupt-TIME") and a new one made (D7): wasRebuilt() says so.
    [[nodiscard]] static Result<std::unique_ptr<Database>> open(const QString &file, const QList<Migration> &migrations);
    ~Database(); ///< Writes what is queued, then closes.

    using Job = std::function<Result<>(Connection &)>;
    /// Runs \a job on the writer thread; jobs that wait together share one transaction and one flush. A failed job is rolled back alone.
    /// The future is ready once the job is durable. A job must not wait for another job.
    [[nodiscard]] std::future<Result<>> write(Job job);
    /// As write(), for records whose loss in a crash is bearable: the transaction is closed at most 200 ms later, nobody waits.
    /// While there is no room among the waiting jobs it blocks: not for event loops (threats.md R6).
    void writeSoon(Job job);
    enum class Worth {
        Record, ///< One of very many: a row of the trace. Has room while less than 20,000 jobs wait.
        Change, ///< Of a record: without it that one stays wrong. Has room while less than 40,000 wait.
    };
    /// As writeSoon(), but never blocks: without room the job is dropped and counted, and this returns false. The log tells when that
    /// begins, and when it is over how many were dropped.
    bool writeIfRoom(Job job, Worth worth);
    [[nodiscard]] qint64 dropped() const; ///< Jobs that writeIfRoom() has dropped.
    /// As write(); \a done is called on the writer thread.
    void write(Job job, std::function<void(Result<>)> done);
    /// Runs \a job at once on this thread, on a read-only connection of its own.
    [[nodiscard]] Result<> read(const Job &job) const;
    /// Returns when everything queued so far is durable.
    void flush();
    [[nodiscard]] bool wasRebuilt() const;
    [[nodiscard]] bool isDamaged() const;      ///< Damage was found in use: the next open() rebuilds. A reason for health "bad".
    [[nodiscard]] QString file() const;
    [[nodiscard]] QString description() const; ///< "SQLite 3.40.1, WAL, synchronous FULL, schema 3" for the start line.

private:
    Database();
    struct Private;
    std::unique_ptr<Private> d;
};

/// The whole schema, in order.
[[nodiscard]] const QList<Database::Migration> &migrations();

} // namespace gateway::store
