#include "gateway/delivery/queueindex.h"

#include "gateway/store/database.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QLoggingCategory>
#include <algorithm>

using namespace Qt::StringLiterals;

Q_DECLARE_LOGGING_CATEGORY(logDelivery)

namespace gateway::delivery {
namespace {

constexpr qsizetype maxListedRecipients = 100; ///< In the index, which only the list is made of; the file has them all.

QJsonObject toJson(const QueueEntry &entry)
{
    QJsonArray recipients;
    for (const QByteArray &recipient : entry.recipients.first(std::min(entry.recipients.size(), maxListedRecipients)))
        recipients.append(QString::fromUtf8(recipient));
    return {{u"expires"_s, entry.expires.toMSecsSinceEpoch()},
            {u"reversePath"_s, QString::fromUtf8(entry.reversePath)},
            {u"recipients"_s, recipients},
            {u"subject"_s, entry.subject},
            {u"lastReply"_s, entry.lastReply}};
}

QDateTime toTime(qint64 milliseconds)
{
    return QDateTime::fromMSecsSinceEpoch(milliseconds, Qt::UTC);
}

QueueEntry fromRow(const store::Rows &rows)
{
    const QJsonObject details = QJsonDocument::fromJson(rows.octets(7)).object();
    QueueEntry entry;
    entry.id = rows.octets(0);
    entry.received = toTime(rows.number(1));
    entry.nextAttempt = toTime(rows.number(2));
    entry.size = rows.number(3);
    entry.attempts = int(rows.number(4));
    entry.isHeld = rows.number(5) != 0;
    entry.destination = rows.octets(6);
    entry.expires = toTime(details[u"expires"_s].toInteger());
    entry.reversePath = details[u"reversePath"_s].toString().toUtf8();
    const QJsonArray recipients = details[u"recipients"_s].toArray();
    for (const QJsonValue &recipient : recipients)
        entry.recipients.append(recipient.toString().toUtf8());
    entry.subject = details[u"subject"_s].toString();
    entry.lastReply = details[u"lastReply"_s].toString();
    return entry;
}

/// The job that writes \a entry; the JSON is made here, on the caller's thread.
store::Database::Job putJob(const QueueEntry &entry)
{
    const QVariantList values{QString::fromLatin1(entry.id),
                              entry.received.toMSecsSinceEpoch(),
                              entry.nextAttempt.toMSecsSinceEpoch(),
                              entry.size,
                              entry.attempts,
                              entry.isHeld,
                              entry.destination,
                              QJsonDocument(toJson(entry)).toJson(QJsonDocument::Compact)};
    return [values](store::Connection &connection) {
        return connection.execute(u"INSERT OR REPLACE INTO queue_index (id, received, next, size, attempts, held, destination, details) "
                                  "VALUES (?, ?, ?, ?, ?, ?, ?, ?)"_s, values);
    };
}

} // namespace

Schedule::Id toId(QByteArrayView id)
{
    Q_ASSERT(isSpoolId(id));
    Schedule::Id result = {};
    std::copy_n(id.begin(), std::min<size_t>(size_t(id.size()), result.size()), result.begin());
    return result;
}

QByteArray fromId(const Schedule::Id &id)
{
    return {id.data(), qsizetype(id.size())};
}

QueueEntry entryOf(const SpoolFile &file, std::chrono::hours lifetime)
{
    QueueEntry entry;
    entry.id = file.id;
    entry.received = file.received;
    entry.nextAttempt = file.nextAttempt;
    entry.expires = file.received.addMSecs(std::chrono::milliseconds(lifetime).count());
    entry.reversePath = file.envelope.reversePath.isNull() ? QByteArray() : file.envelope.reversePath.toBytes();
    entry.subject = file.notes[u"subject"_s].toString();
    entry.lastReply = file.notes[u"cause"_s].toString();
    entry.size = file.contentSize;
    entry.attempts = file.attempts;
    entry.isHeld = file.isHeld;
    bool isFirst = true;
    for (const SpoolRecipient &recipient : file.recipients) {
        if (recipient.fate)
            continue;
        if (std::exchange(isFirst, false))
            entry.destination = recipient.path.mailbox.domainKey();
        if (!recipient.lastReply.isEmpty())
            entry.lastReply = recipient.lastReply;
        entry.recipients.append(recipient.path.mailbox.toBytes());
    }
    return entry;
}

Result<> QueueIndex::load(const std::function<void(const Row &)> &visit) const
{
    return m_database.read([&](store::Connection &connection) -> Result<> {
        Result<store::Rows> rows = connection.select(u"SELECT id, next, size, held, destination FROM queue_index"_s);
        if (!rows)
            return tl::make_unexpected(rows.error());
        while (rows->next())
            visit({rows->octets(0), {rows->number(1), rows->number(2), rows->octets(4), rows->number(3) != 0}});
        return rows->end();
    });
}

void QueueIndex::put(const QueueEntry &entry)
{
    m_database.writeSoon(putJob(entry));
}

Result<> QueueIndex::putNow(const QueueEntry &entry)
{
    return m_database.write(putJob(entry)).get();
}

void QueueIndex::remove(const QByteArray &id)
{
    m_database.writeSoon([id = QString::fromLatin1(id)](store::Connection &connection) {
        return connection.execute(u"DELETE FROM queue_index WHERE id=?"_s, {id});
    });
}

QList<QueueEntry> QueueIndex::find(const QList<QByteArray> &ids) const
{
    QList<QueueEntry> entries;
    const Result<> result = m_database.read([&](store::Connection &connection) -> Result<> {
        for (const QByteArray &id : ids) {
            Result<store::Rows> rows = connection.select(u"SELECT id, received, next, size, attempts, held, destination, details "
                                                         "FROM queue_index WHERE id=?"_s, {QString::fromLatin1(id)});
            if (!rows)
                return tl::make_unexpected(rows.error());
            if (rows->next())
                entries.append(fromRow(*rows));
        }
        return {};
    });
    if (!result) // The files have it all: the caller reads them.
        qCWarning(logDelivery, "%s", qUtf8Printable(result.error().message));
    return entries;
}

} // namespace gateway::delivery
