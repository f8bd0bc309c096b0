#include "gateway/store/settings.h"

#include "gateway/store/database.h"
#include "gateway/store/durablefile.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QLoggingCategory>
#include <algorithm>

using namespace Qt::StringLiterals;

Q_DECLARE_LOGGING_CATEGORY(logStore)

namespace gateway::store {
namespace {

constexpr qint64 maxSettingSize = 64'000'000; ///< Octets of one value as JSON.

bool isKey(QStringView key)
{
    const auto isAllowed = [](QChar c) { return (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9') || c == u'-'; };
    return !key.isEmpty() && key.size() <= 64 && std::all_of(key.begin(), key.end(), isAllowed);
}

QByteArray toOctets(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

SettingVersion fromRow(const Rows &rows)
{
    return {QJsonDocument::fromJson(rows.octets(1)).object(), int(rows.number(0)),
            QDateTime::fromMSecsSinceEpoch(rows.number(2), Qt::UTC), rows.text(3), rows.text(4)};
}

Result<> insert(Connection &connection, const QString &key, const SettingVersion &setting)
{
    return connection.execute(u"INSERT INTO settings (key, version, value, time, author, note) VALUES (?, ?, ?, ?, ?, ?)"_s,
                              {key, setting.version, toOctets(setting.value), setting.time.toMSecsSinceEpoch(), setting.author,
                               setting.note});
}

} // namespace

Settings::Settings(Database &database)
    : m_database(database), m_directory(QFileInfo(database.file()).path() + u"/settings"_s)
{
    restore();
}

Result<SettingVersion> Settings::get(const QString &key) const
{
    const Result<QList<SettingVersion>> newest = history(key, 1);
    if (!newest)
        return tl::make_unexpected(newest.error());
    return newest->isEmpty() ? SettingVersion{} : newest->first();
}

Result<SettingVersion> Settings::get(const QString &key, int version) const
{
    std::optional<SettingVersion> found;
    const Result<> result = m_database.read([&](Connection &connection) -> Result<> {
        Result<Rows> rows = connection.select(
            u"SELECT version, value, time, author, note FROM settings WHERE key=? AND version=?"_s, {key, version});
        if (!rows)
            return tl::make_unexpected(rows.error());
        if (rows->next())
            found = fromRow(*rows);
        return rows->end();
    });
    if (!result)
        return tl::make_unexpected(result.error());
    if (!found)
        return failure(Error::Kind::NotFound, u"%1 has no version %2"_s.arg(key, QString::number(version)));
    return *found;
}

Result<int> Settings::put(const QString &key, const QJsonObject &value, const QString &author, const QString &note)
{
    const Result<QList<int>> versions = putAll({{key, value}}, author, note);
    return versions ? Result<int>(versions->first()) : tl::make_unexpected(versions.error());
}

Result<QList<int>> Settings::putAll(const QList<Change> &changes, const QString &author, const QString &note)
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    QList<SettingVersion> settings;
    for (const Change &change : changes) {
        if (!isKey(change.key))
            return failure(Error::Kind::Invalid, u"%1: is not a key of a setting"_s.arg(change.key));
        settings.append({change.value, 0, now, author, note});
    }
    const Result<> written = m_database.write([&](Connection &connection) -> Result<> {
        for (qsizetype i = 0; i < changes.size(); ++i) {
            const Result<qint64> newest = connection.number(u"SELECT max(version) FROM settings WHERE key=?"_s, {changes[i].key});
            if (!newest)
                return tl::make_unexpected(newest.error());
            settings[i].version = int(*newest) + 1;
            if (const Result<> inserted = insert(connection, changes[i].key, settings[i]); !inserted)
                return inserted;
        }
        return {};
    }).get();
    if (!written)
        return tl::make_unexpected(written.error());
    QList<int> versions;
    for (qsizetype i = 0; i < changes.size(); ++i) {
        // The database has it, so it is set; a copy that could not be kept matters only if the database is lost later.
        if (const Result<> kept = keepCopy(changes[i].key, settings[i]); !kept)
            qCWarning(logStore, "%s", qUtf8Printable(kept.error().message));
        versions.append(settings[i].version);
    }
    return versions;
}

Result<QList<SettingVersion>> Settings::history(const QString &key, int limit) const
{
    QList<SettingVersion> versions;
    const Result<> result = m_database.read([&](Connection &connection) -> Result<> {
        Result<Rows> rows = connection.select(u"SELECT version, value, time, author, note FROM settings WHERE key=? "
                                              "ORDER BY version DESC LIMIT ?"_s, {key, limit});
        if (!rows)
            return tl::make_unexpected(rows.error());
        while (rows->next())
            versions += fromRow(*rows);
        return rows->end();
    });
    if (!result)
        return tl::make_unexpected(result.error());
    return versions;
}

Result<> Settings::keepCopy(const QString &key, const SettingVersion &setting) const
{
    if (const Result<> made = ensurePrivateDirectory(m_directory); !made)
        return made;
    const QByteArray copy = toOctets({{u"version"_s, setting.version},
                                      {u"time"_s, setting.time.toString(Qt::ISODateWithMs)},
                                      {u"author"_s, setting.author},
                                      {u"note"_s, setting.note},
                                      {u"value"_s, setting.value}});
    const QByteArrayView piece(copy);
    return writeDurably(m_directory, key + u".json"_s, std::span(&piece, 1));
}

void Settings::restore()
{
    const QStringList names = QDir(m_directory).entryList({u"*.json"_s}, QDir::Files | QDir::NoSymLinks);
    for (const QString &name : names) {
        const QString key = name.chopped(5);
        const Result<QByteArray> octets = readFile(m_directory + u'/' + name, maxSettingSize);
        const QJsonObject copy = octets ? QJsonDocument::fromJson(*octets).object() : QJsonObject();
        const SettingVersion kept{copy[u"value"_s].toObject(), copy[u"version"_s].toInt(),
                                  QDateTime::fromString(copy[u"time"_s].toString(), Qt::ISODateWithMs),
                                  copy[u"author"_s].toString(), copy[u"note"_s].toString()};
        const Result<SettingVersion> newest = get(key);
        if (!isKey(key) || !newest || newest->version >= kept.version)
            continue;
        const Result<> written =
            m_database.write([&](Connection &connection) { return insert(connection, key, kept); }).get();
        if (written)
            qCWarning(logStore, "%s: version %d came back from its copy", qUtf8Printable(key), kept.version);
        else
            qCCritical(logStore, "%s: %s", qUtf8Printable(key), qUtf8Printable(written.error().message));
    }
}

} // namespace gateway::store
