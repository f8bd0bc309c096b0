#pragma once

#include "gateway/admin/types.h"

#include <memory>

namespace gateway::store {
class Database;
}

namespace gateway::records {

/// The message trace and the record of TLS sessions, in the database. Writes are grouped and wait for nobody. Thread-safe.
class Trace
{
public:
    explicit Trace(store::Database &database); ///< \a database must outlive the trace.

    void add(const admin::Message &message);
    /// A later change: a recipient's fate after the queue or the quarantine, and a sentence for the history.
    void change(const QString &id, const QString &recipient, Fate fate, const QString &reply, const QString &sentence, const QDateTime &time);
    void addTls(const admin::TlsSession &session);

    [[nodiscard]] Result<admin::Page<admin::Message>> find(const admin::MessageFilter &filter) const;
    [[nodiscard]] Result<admin::Message> message(const QString &id) const;
    [[nodiscard]] Result<admin::Page<admin::TlsSession>> tlsSessions(int offset, int limit) const;
    /// Removes what is older. Counts what it removed.
    [[nodiscard]] Result<int> expire(const QDateTime &before);

private:
    store::Database &m_database;
};

/// A new message id: 20 characters of [0-9A-Z], sortable by time, unguessable in its second half.
[[nodiscard]] QByteArray newMessageId();

} // namespace gateway::records
