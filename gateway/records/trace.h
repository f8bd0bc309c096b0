#pragma once

#include "gateway/admin/types.h"

#include <QMap>

namespace gateway::store {
class Database;
}

namespace gateway::records {

/// The message trace and the record of TLS sessions, in the database. Writes are grouped and wait for nobody. Thread-safe.
class Trace
{
public:
    explicit Trace(store::Database &database); ///< \a database must outlive the trace.

    void add(const admin::Message &message); ///< Replaces a record with the same id.
    /// A later change: a recipient's fate after the queue or the quarantine, and a sentence for the history. An empty recipient means all,
    /// an empty reply leaves the last one.
    void change(const QString &id, const QString &recipient, Fate fate, const QString &reply, const QString &sentence, const QDateTime &time);
    void addTls(const admin::TlsSession &session);

    /// Newest first, without the part that only the message's page shows.
    [[nodiscard]] Result<admin::Page<admin::Message>> find(const admin::MessageFilter &filter) const;
    [[nodiscard]] Result<admin::Message> message(const QString &id) const; ///< NotFound.
    [[nodiscard]] Result<admin::Page<admin::TlsSession>> tlsSessions(int offset, int limit) const;
    [[nodiscard]] Result<QMap<Fate, qint64>> countFates(const QDateTime &since) const; ///< Messages received since then.
    /// Removes what is older. Counts the messages it removed. (blocks)
    [[nodiscard]] Result<int> expire(const QDateTime &before);

private:
    store::Database &m_database;
};

/// The fate that says most about the message: what went wrong for one recipient outweighs what went well for others.
[[nodiscard]] Fate weightiestFate(const QList<admin::RecipientRecord> &recipients);

/// A new message id: 20 characters of [0-9A-Z], sortable by time, unguessable in its second half.
[[nodiscard]] QByteArray newMessageId();

} // namespace gateway::records
