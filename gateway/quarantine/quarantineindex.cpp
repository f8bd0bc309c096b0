#include "gateway/quarantine/quarantineindex.h"

#include "gateway/quarantine/entryjson.h"
#include "gateway/store/database.h"
#include "gateway/store/searchtext.h"

#include <QJsonDocument>
#include <QLoggingCategory>
#include <algorithm>

using namespace Qt::StringLiterals;

Q_DECLARE_LOGGING_CATEGORY(logQuarantine)

namespace gateway::quarantine {
namespace {

constexpr int maxPage = 1000;

QString textId(const QByteArray &id)
{
    return QString::fromLatin1(id);
}

QString searched(const Entry &entry)
{
    QStringList texts{store::searchText(QString::fromUtf8(entry.reversePath)), store::searchText(entry.headerFrom),
                      store::searchText(entry.subject)};
    for (const QByteArray &recipient : entry.recipients)
        texts.append(store::searchText(QString::fromUtf8(recipient)));
    return texts.join(u'\n');
}

store::Database::Job putJob(const Entry &entry)
{
    const QVariantList values{textId(entry.id),
                              entry.received.toMSecsSinceEpoch(),
                              entry.expires.toMSecsSinceEpoch(),
                              QString::fromLatin1(toWord(entry.messageClass)),
                              entry.isReleased,
                              entry.size,
                              searched(entry),
                              QJsonDocument(entryToJson(entry)).toJson(QJsonDocument::Compact)};
    return [values](store::Connection &connection) {
        return connection.execute(u"INSERT OR REPLACE INTO quarantine_index "
                                  "(id, received, expires, class, released, size, search, details) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"_s,
                                  values);
    };
}

store::Database::Job removeJob(const QByteArray &id)
{
    return [id = textId(id)](store::Connection &connection) {
        return connection.execute(u"DELETE FROM quarantine_index WHERE id=?"_s, {id});
    };
}

/// The WHERE clause for a filter, of fixed texts, and its values.
struct Query {
    QString where = u" WHERE released=0"_s;
    QVariantList values;
};

Query queryFor(const Filter &filter)
{
    Query query;
    if (filter.messageClass) {
        query.where += u" AND class=?"_s;
        query.values.append(QString::fromLatin1(toWord(*filter.messageClass)));
    }
    if (filter.since.isValid()) {
        query.where += u" AND received>=?"_s;
        query.values.append(filter.since.toMSecsSinceEpoch());
    }
    if (!filter.text.isEmpty()) { // instr() and not LIKE: what was typed is a text, not a pattern.
        query.where += u" AND instr(search, ?)"_s;
        query.values.append(store::searchText(filter.text));
    }
    return query;
}

} // namespace

void QuarantineIndex::putSoon(const Entry &entry)
{
    m_database.writeSoon(putJob(entry));
}

Result<> QuarantineIndex::put(const Entry &entry)
{
    return m_database.write(putJob(entry)).get();
}

void QuarantineIndex::removeSoon(const QByteArray &id)
{
    m_database.writeSoon(removeJob(id));
}

Result<> QuarantineIndex::remove(const QByteArray &id)
{
    return m_database.write(removeJob(id)).get();
}

Result<QSet<QByteArray>> QuarantineIndex::ids() const
{
    QSet<QByteArray> ids;
    const Result<> result = m_database.read([&](store::Connection &connection) -> Result<> {
        Result<store::Rows> rows = connection.select(u"SELECT id FROM quarantine_index"_s);
        if (!rows)
            return tl::make_unexpected(rows.error());
        while (rows->next())
            ids.insert(rows->octets(0));
        return rows->end();
    });
    if (!result)
        return tl::make_unexpected(result.error());
    return ids;
}

QList<Entry> QuarantineIndex::list(const Filter &filter) const
{
    const Query query = queryFor(filter);
    QList<Entry> entries;
    const Result<> result = m_database.read([&](store::Connection &connection) -> Result<> {
        const QVariantList range{std::clamp(filter.limit, 0, maxPage), std::max(filter.offset, 0)};
        Result<store::Rows> rows = connection.select(u"SELECT details FROM quarantine_index"_s + query.where
                                                         + u" ORDER BY received DESC, id DESC LIMIT ? OFFSET ?"_s,
                                                     query.values + range);
        if (!rows)
            return tl::make_unexpected(rows.error());
        while (rows->next())
            entries.append(entryFromJson(QJsonDocument::fromJson(rows->octets(0)).object()));
        return rows->end();
    });
    if (!result)
        qCWarning(logQuarantine, "%s", qUtf8Printable(result.error().message));
    return entries;
}

qint64 QuarantineIndex::count(const Filter &filter) const
{
    const Query query = queryFor(filter);
    return selectNumber(u"SELECT count(*) FROM quarantine_index"_s + query.where, query.values);
}

QList<QByteArray> QuarantineIndex::releasing() const
{
    return selectIds(u"SELECT id FROM quarantine_index WHERE released!=0 ORDER BY received LIMIT 1000"_s, {});
}

QList<QByteArray> QuarantineIndex::expired(const QDateTime &now) const
{
    return selectIds(u"SELECT id FROM quarantine_index WHERE expires<=? AND released=0 ORDER BY expires LIMIT 1000"_s,
                     {now.toMSecsSinceEpoch()});
}

QList<QByteArray> QuarantineIndex::selectIds(const QString &sql, const QVariantList &values) const
{
    QList<QByteArray> ids;
    const Result<> result = m_database.read([&](store::Connection &connection) -> Result<> {
        Result<store::Rows> rows = connection.select(sql, values);
        if (!rows)
            return tl::make_unexpected(rows.error());
        while (rows->next())
            ids.append(rows->octets(0));
        return rows->end();
    });
    if (!result)
        qCWarning(logQuarantine, "%s", qUtf8Printable(result.error().message));
    return ids;
}

qint64 QuarantineIndex::selectNumber(const QString &sql, const QVariantList &values) const
{
    qint64 number = 0;
    const Result<> result = m_database.read([&](store::Connection &connection) -> Result<> {
        const Result<qint64> answer = connection.number(sql, values);
        if (!answer)
            return tl::make_unexpected(answer.error());
        number = *answer;
        return {};
    });
    if (!result)
        qCWarning(logQuarantine, "%s", qUtf8Printable(result.error().message));
    return number;
}

} // namespace gateway::quarantine
