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

/// Versioned settings: the policy, the domains. Every version is kept in the database, the newest of each also as a file
/// "settings/KEY.json" beside it, and comes back from there when the database had to be rebuilt: a gateway that forgot its domains
/// would refuse all mail. Thread-safe. Keys are of [a-z0-9-].
class Settings
{
public:
    explicit Settings(Database &database); ///< \a database must outlive the settings. (blocks)

    [[nodiscard]] Result<SettingVersion> get(const QString &key) const;            ///< The newest; version 0 and an empty value if never set.
    [[nodiscard]] Result<SettingVersion> get(const QString &key, int version) const; ///< NotFound.
    /// Makes a new version, durably, and returns its number. (blocks)
    [[nodiscard]] Result<int> put(const QString &key, const QJsonObject &value, const QString &author, const QString &note);
    struct Change {
        QString key;
        QJsonObject value;
    };
    /// As put(), for several keys at once: each gets its new version, or none does. The numbers come in the order of \a changes. (blocks)
    [[nodiscard]] Result<QList<int>> putAll(const QList<Change> &changes, const QString &author, const QString &note);
    [[nodiscard]] Result<QList<SettingVersion>> history(const QString &key, int limit = 100) const; ///< Newest first.

private:
    [[nodiscard]] Result<> keepCopy(const QString &key, const SettingVersion &setting) const;
    void restore();
    Database &m_database;
    QString m_directory;
};

} // namespace gateway::store
