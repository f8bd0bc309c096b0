#include "gateway/records/audit.h"

#include "gateway/store/database.h"

#include <QJsonDocument>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace gateway::records {

Audit::Audit(store::Database &database) : m_database(database) {}

Result<> Audit::append(const AuditRecord &record)
{
    return m_database.write([&record](store::Connection &connection) {
        return connection.execute(u"INSERT INTO audit (time, author, action, object, details) VALUES (?, ?, ?, ?, ?)"_s,
                                  {record.time.toMSecsSinceEpoch(), record.author, record.action, record.object,
                                   QJsonDocument(record.details).toJson(QJsonDocument::Compact)});
    }).get();
}

Result<QList<AuditRecord>> Audit::list(int offset, int limit) const
{
    constexpr int maxPage = 1000;
    QList<AuditRecord> records;
    const Result<> result = m_database.read([&](store::Connection &connection) -> Result<> {
        Result<store::Rows> rows = connection.select(u"SELECT time, author, action, object, details FROM audit "
                                                     "ORDER BY seq DESC LIMIT ? OFFSET ?"_s,
                                                     {std::clamp(limit, 0, maxPage), std::max(offset, 0)});
        if (!rows)
            return tl::make_unexpected(rows.error());
        while (rows->next())
            records.append({QDateTime::fromMSecsSinceEpoch(rows->number(0), Qt::UTC), rows->text(1), rows->text(2), rows->text(3),
                            QJsonDocument::fromJson(rows->octets(4)).object()});
        return rows->end();
    });
    if (!result)
        return tl::make_unexpected(result.error());
    return records;
}

Result<int> Audit::expire(const QDateTime &before)
{
    // A wrong limit, or a clock that jumped, must not wipe out the last day.
    const QDateTime limit = std::min(before, QDateTime::currentDateTimeUtc().addDays(-1));
    int removed = 0;
    const Result<> result = m_database.write([&](store::Connection &connection) {
        const Result<> deleted = connection.execute(u"DELETE FROM audit WHERE time<?"_s, {limit.toMSecsSinceEpoch()});
        removed = connection.changedRows();
        return deleted;
    }).get();
    if (!result)
        return tl::make_unexpected(result.error());
    return removed;
}

} // namespace gateway::records
