#pragma once

#include "gateway/admin/types.h"

namespace gateway::store {
class Database;
}

namespace gateway::records {

/// The message trace and the record of TLS sessions, in the database. Writes are grouped and wait for nobody: those that the database is
/// too slow for are dropped (store::Database::writeIfRoom()). Thread-safe.
class Trace
{
public:
    explicit Trace(store::Database &database); ///< \a database must outlive the trace.

    void add(const admin::Message &message); ///< Replaces a record with the same id.
    /// A later change: some recipients' fate after the queue or the quarantine, and a sentence for the history. No recipients mean all, an
    /// empty reply leaves the last one.
    /// False if it was dropped: then the caller has to say elsewhere what became of the message.
    bool change(const QString &id, const QStringList &recipients, Fate fate, const QString &reply, const QString &sentence, const QDateTime &time);
    /// A sentence for the history alone.
    void remark(const QString &id, const QString &sentence, const QDateTime &time);
    void addTls(const admin::TlsSession &session);

    /// Newest first, without the part that only the message's page shows.
    [[nodiscard]] Result<admin::Page<admin::Message>> find(const admin::MessageFilter &filter) const;
    [[nodiscard]] Result<admin::Message> message(const QString &id) const; ///< NotFound.
    [[nodiscard]] Result<admin::Page<admin::TlsSession>> tlsSessions(int offset, int limit) const;
    /// Removes what is older. Counts the messages it removed. (blocks)
    [[nodiscard]] Result<int> expire(const QDateTime &before);

private:
    store::Database &m_database;
};

/// A new message id: 20 characters of [0-9A-Z], sortable by time, unguessable in its second half.
[[nodiscard]] QByteArray newMessageId();

} // namespace gateway::records
