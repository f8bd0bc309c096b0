#pragma once

#include "gateway/delivery/spoolfile.h"

#include <functional>
#include <memory>
#include <stop_token>

namespace gateway::store {
class Database;
}

namespace gateway::delivery {

/// One line of the queue's list.
struct QueueEntry {
    QByteArray id;
    QDateTime received, nextAttempt, expires;
    QByteArray reversePath;
    QList<QByteArray> recipients;   ///< Those still waiting.
    QByteArray destination;         ///< Domain of the waiting recipients, the key of ramp and hold.
    QString subject, lastReply;
    qint64 size = 0;
    int attempts = 0;
    bool isHeld = false;
};

struct QueueConfig {
    std::chrono::hours lifetime{240};                  ///< Inbound: 10 days.
    std::chrono::seconds firstRetry{60}, maxRetry{1800}; ///< Doubling with +-20 % jitter.
    qint64 maxOctets = 50'000'000'000;
    std::function<std::chrono::seconds()> runningTime; ///< store::RunningTime::now(); without it only the clock counts.
};

/// What to do with a message whose turn has come.
struct AttemptResult {
    struct Recipient {
        int index = 0;
        std::optional<Fate> fate; ///< Nothing: try again.
        QString reply;
    };
    QList<Recipient> recipients;
};

/// The durable queue: one file per message below data/queue, an index in the database that is rebuilt from the files.
/// Thread-safe; blocking calls are marked and belong on a worker thread.
class Queue
{
public:
    /// Reads the names in \a directory and the index, not the files: quick, size() is right when it returns. (blocks)
    /// \a database must outlive the queue; damaged files go to "damaged" beside \a directory.
    [[nodiscard]] static Result<std::unique_ptr<Queue>> open(const QString &directory, store::Database &database, QueueConfig config);
    ~Queue();
    /// Reads the heads of the files that the index does not know, oldest first, and brings the index up to date: removes orphan
    /// temporaries and rows without a file, sets damaged files aside. To be called once after open(), on a worker thread, while the queue
    /// is already in use; ends early if \a stop is requested, and the next start goes on. (blocks)
    struct Reconciled {
        int known = 0, recovered = 0, discarded = 0, damaged = 0;
    };
    Reconciled reconcile(const std::stop_token &stop = {});

    /// Durable when it returns (blocks). notes: {"subject", "cause"}. Full: Error::Kind::Full.
    /// Turn::Withheld: as if taken, until giveBack(), for a caller that has more to do before it may be delivered.
    enum class Turn { Comes, Withheld };
    [[nodiscard]] Result<> add(const SpoolFile &file, QByteArrayView content, Turn turn = Turn::Comes);
    [[nodiscard]] bool hasRoomFor(qint64 octets) const; ///< Whether add() would not be Error::Kind::Full now.
    /// Messages whose turn has come, oldest first, not held, not taken; marks them taken until finish(). At most \a limit.
    /// No destination gets more than half of all that are out while others wait (C3). \a room, if given, is asked once per destination
    /// how many more of its messages the caller can use.
    using Room = std::function<int(const QByteArray &destination)>;
    [[nodiscard]] QList<QByteArray> take(const QDateTime &now, int limit, const Room &room = {});
    void giveBack(const QByteArray &id);                       ///< Taken but not tried: its turn is still there.
    void postpone(const QByteArray &id, const QDateTime &now); ///< Taken but it could not be tried: its turn comes a little later.
    /// Only recipients without a fate wait; if there is none, finish() with an empty result removes the message. (blocks)
    [[nodiscard]] Result<SpoolFile> file(const QByteArray &id, Verify verify) const;
    [[nodiscard]] Result<QByteArray> content(const SpoolFile &file) const;           ///< (blocks)
    /// Writes the outcome down durably, schedules the next attempt, or removes the file when all recipients are done. (blocks)
    /// Returns the waiting recipients whose lifetime is over (D11: also by running time, and at least 3 attempts were made). Then the message stays taken until
    /// the caller has made sure of the DSN and calls again with their fate: a crash in between repeats the attempt, it loses nothing.
    /// After an error the fates given are remembered: file() shows them, the turn comes again, and the next finish() writes them.
    [[nodiscard]] Result<QList<int>> finish(const QByteArray &id, const AttemptResult &result, const QDateTime &now);
    /// A damaged or unreadable file: out of the queue, into data/damaged, with an alarm. (blocks)
    void setAside(const QByteArray &id, const QString &cause);

    [[nodiscard]] QList<QueueEntry> list(int offset, int limit) const;               ///< Oldest first. (blocks)
    [[nodiscard]] std::optional<QueueEntry> find(const QByteArray &id) const;        ///< (blocks)
    [[nodiscard]] qint64 size() const;
    [[nodiscard]] qint64 octets() const; ///< Of files; complete once reconcile() is through.
    [[nodiscard]] Result<> retry(const QByteArray &id);  ///< Its turn comes now.
    [[nodiscard]] Result<> hold(const QByteArray &id, bool held); ///< Durable when it returns. (blocks)
    /// Without a DSN; the caller records it. Invalid while it is being delivered. (blocks)
    [[nodiscard]] Result<> remove(const QByteArray &id);
    /// A message that was withheld: as if it had never been added. (blocks)
    [[nodiscard]] Result<> withdraw(const QByteArray &id);
    void drain(const QByteArray &destination);           ///< All (empty) or one destination: the turn comes now.

private:
    Queue();
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace gateway::delivery
