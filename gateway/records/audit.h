#pragma once

#include "gateway/result.h"

#include <QDateTime>
#include <QJsonObject>
#include <QList>

namespace gateway::store {
class Database;
}

namespace gateway::records {

/// Who did what, when, to what (threats.md O9).
struct AuditRecord {
    QDateTime time; ///< UTC.
    QString author, action, object;
    QJsonObject details; ///< No secrets, no content of mail.
};

/// The append-only audit log. Thread-safe.
class Audit
{
public:
    explicit Audit(store::Database &database); ///< \a database must outlive the log.
    [[nodiscard]] Result<> append(const AuditRecord &record); ///< Durable when it returns. (blocks)
    [[nodiscard]] Result<QList<AuditRecord>> list(int offset, int limit) const; ///< Newest first.
    [[nodiscard]] Result<int> expire(const QDateTime &before); ///< Removes what is older, but never what is younger than a day. Counts.

private:
    store::Database &m_database;
};

} // namespace gateway::records
