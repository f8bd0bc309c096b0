#pragma once

#include "gateway/quarantine/quarantine.h"

#include <QSet>

namespace gateway::quarantine {

/// The quarantine's table, rebuilt from the files when it is lost.
class QuarantineIndex
{
public:
    explicit QuarantineIndex(store::Database &database) : m_database(database) {}

    void putSoon(const Entry &entry);
    [[nodiscard]] Result<> put(const Entry &entry);           ///< Seen by list() when it returns. (blocks)
    void removeSoon(const QByteArray &id);
    [[nodiscard]] Result<> remove(const QByteArray &id);      ///< Gone from list() when it returns. (blocks)

    [[nodiscard]] Result<QSet<QByteArray>> ids() const;
    [[nodiscard]] QList<Entry> list(const Filter &filter) const;
    [[nodiscard]] qint64 count(const Filter &filter) const;
    [[nodiscard]] QList<QByteArray> releasing() const;
    [[nodiscard]] QList<QByteArray> expired(const QDateTime &now) const;

private:
    [[nodiscard]] QList<QByteArray> selectIds(const QString &sql, const QVariantList &values) const;
    [[nodiscard]] qint64 selectNumber(const QString &sql, const QVariantList &values) const;
    store::Database &m_database;
};

} // namespace gateway::quarantine
