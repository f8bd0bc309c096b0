#pragma once

#include "gateway/reputation/senderlists.h"

#include <QMutex>
#include <memory>

namespace gateway::store {
class Database;
}

namespace gateway::reputation {

/// The lists of senders that are in force, and kept: in the database, and, for the day it has to be made anew, as the file
/// "settings/sender-lists.csv" beside it. Thread-safe. What changes them blocks: not for event loops (threats.md R6).
class StoredSenderLists
{
public:
    /// Reads what is stored. \a database must outlive the lists. (blocks)
    [[nodiscard]] static Result<std::unique_ptr<StoredSenderLists>> load(store::Database &database);

    [[nodiscard]] std::shared_ptr<const SenderLists> current() const;

    /// Adds \a entry, or gives the same one its note. Returns what it is in conflict with. (blocks)
    [[nodiscard]] Result<QList<SenderConflict>> add(const SenderEntry &entry);
    [[nodiscard]] Result<> remove(const SenderEntry &entry); ///< Whatever its note. Error::Kind::NotFound. (blocks)

    enum class Import { Add, Replace };
    /// All of \a entries or none. (blocks)
    [[nodiscard]] Result<> import(const QList<SenderEntry> &entries, Import mode);
    /// What the lists were after such an import.
    [[nodiscard]] Result<SenderLists> imported(const QList<SenderEntry> &entries, Import mode) const;

private:
    explicit StoredSenderLists(store::Database &database);
    [[nodiscard]] Result<> read();
    [[nodiscard]] Result<> restore();
    /// Puts \a lists in force once they are stored: \a changed entries of them, and nothing of the others. m_changes must be held.
    [[nodiscard]] Result<> save(SenderLists lists, const QList<SenderEntry> &changed, const QList<SenderEntry> &removed);
    void keepCopy(QByteArrayView copy) const;

    store::Database &m_database;
    const QString m_directory;
    mutable QMutex m_mutex; ///< Guards the pointer below.
    std::shared_ptr<const SenderLists> m_current;
    QMutex m_changes;       ///< One change at a time.
};

} // namespace gateway::reputation
