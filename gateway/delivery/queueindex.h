#pragma once

#include "gateway/delivery/queue.h"
#include "gateway/delivery/schedule.h"

namespace gateway::store {
class Database;
}

namespace gateway::delivery {

[[nodiscard]] Schedule::Id toId(QByteArrayView id); ///< \a id must be a spool id.
[[nodiscard]] QByteArray fromId(const Schedule::Id &id);

/// What the queue's list shows of a file; with all recipients that wait, where the list has the first 100.
[[nodiscard]] QueueEntry entryOf(const SpoolFile &file, std::chrono::hours lifetime);

/// The queue's table: it saves reading the files, and is rebuilt from them.
class QueueIndex
{
public:
    explicit QueueIndex(store::Database &database) : m_database(database) {}

    struct Row {
        QByteArray id;
        Schedule::Known known;
    };
    [[nodiscard]] Result<> load(const std::function<void(const Row &)> &visit) const;
    void put(const QueueEntry &entry);                        ///< Soon.
    [[nodiscard]] Result<> putNow(const QueueEntry &entry);   ///< Durable when it returns. (blocks)
    void remove(const QByteArray &id);                        ///< Soon.
    /// In the order of \a ids; what the index does not have is left out.
    [[nodiscard]] QList<QueueEntry> find(const QList<QByteArray> &ids) const;

private:
    store::Database &m_database;
};

} // namespace gateway::delivery
