#pragma once

#include "gateway/result.h"

#include <QDateTime>
#include <QJsonObject>
#include <QList>

namespace gateway::store {

class Database;

/// One version of a setting.
struct SettingVersion {
    QJsonObject value;
    int version = 0;      ///< Counts from 1; 0: never set.
    QDateTime time;       ///< UTC.
    QString author, note;
};

/// Versioned settings: the policy, the domains. Every version is kept. Thread-safe.
class Settings
{
public:
    explicit Settings(Database &database); ///< \a database must outlive the settings.

    [[nodiscard]] Result<SettingVersion> get(const QString &key) const;            ///< The newest; version 0 and an empty value if never set.
    [[nodiscard]] Result<SettingVersion> get(const QString &key, int version) const; ///< NotFound.
    /// Makes a new version, durably, and returns its number. (blocks)
    [[nodiscard]] Result<int> put(const QString &key, const QJsonObject &value, const QString &author, const QString &note);
    [[nodiscard]] Result<QList<SettingVersion>> history(const QString &key, int limit = 100) const; ///< Newest first.

private:
    Database &m_database;
};

} // namespace gateway::store
