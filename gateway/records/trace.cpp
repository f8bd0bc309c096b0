#include "gateway/records/trace.h"

#include "gateway/records/messagequery.h"
#include "gateway/store/database.h"
#include "gateway/store/searchtext.h"

#include <QJsonDocument>
#include <QSet>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace gateway::records {
namespace {

constexpr int maxSearchedRecipients = 100; ///< Of one message; the record keeps them all.
constexpr int maxPage = 1000;
constexpr qsizetype maxHistory = 1000;     ///< Sentences of one message.

QByteArray toOctets(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QJsonObject fromOctets(const QByteArray &octets)
{
    return QJsonDocument::fromJson(octets).object();
}

QString word(auto value)
{
    return QString::fromLatin1(toWord(value));
}

QString searchedRecipients(const QList<admin::RecipientRecord> &recipients)
{
    QStringList addresses;
    for (const admin::RecipientRecord &recipient : recipients.first(std::min<qsizetype>(recipients.size(), maxSearchedRecipients)))
        addresses.append(store::searchText(recipient.address));
    return addresses.join(u'\n');
}

/// What lies in the columns beside the JSON, in the order received, fate, class, sender, recipients, subject.
QVariantList columns(const admin::Message &message)
{
    return {message.received.toMSecsSinceEpoch(),
            word(message.fate),
            word(message.messageClass),
            store::searchText(message.sender),
            searchedRecipients(message.recipients),
            store::searchText(message.subject)};
}

Result<> replace(store::Connection &connection, const QString &id, const QVariantList &values, const QByteArray &json)
{
    const Result<> updated = connection.execute(
        u"UPDATE messages SET received=?, fate=?, class=?, sender=?, recipients=?, subject=? WHERE id=?"_s, values + QVariantList{id});
    if (!updated)
        return updated;
    return connection.execute(u"UPDATE message_details SET json=? WHERE seq=(SELECT seq FROM messages WHERE id=?)"_s, {json, id});
}

Result<> insert(store::Connection &connection, const QString &id, const QVariantList &values, const QByteArray &json)
{
    const Result<> inserted = connection.execute(
        u"INSERT OR IGNORE INTO messages (received, fate, class, sender, recipients, subject, id) VALUES (?, ?, ?, ?, ?, ?, ?)"_s,
        values + QVariantList{id});
    if (!inserted)
        return inserted;
    if (connection.changedRows() == 0)
        return replace(connection, id, values, json);
    return connection.execute(u"INSERT INTO message_details (seq, json) VALUES (last_insert_rowid(), ?)"_s, {json});
}

Result<std::optional<admin::Message>> load(store::Connection &connection, const QString &id)
{
    Result<store::Rows> rows = connection.select(
        u"SELECT json FROM message_details WHERE seq=(SELECT seq FROM messages WHERE id=?)"_s, {id});
    if (!rows)
        return tl::make_unexpected(rows.error());
    if (rows->next())
        return admin::Message::fromJson(fromOctets(rows->octets(0)));
    if (const Result<> end = rows->end(); !end)
        return tl::make_unexpected(end.error());
    return std::optional<admin::Message>();
}

/// Without what only the message's page shows.
admin::Message forList(admin::Message message)
{
    message.reply.clear();
    message.stages.clear();
    message.reasons.clear();
    message.tlsIn = {};
    message.tlsOut = {};
    message.urls.clear();
    message.attachments.clear();
    message.history.clear();
    return message;
}

} // namespace

Trace::Trace(store::Database &database) : m_database(database) {}

void Trace::add(const admin::Message &message)
{
    // The JSON is made here, on the caller's thread: there are several of them, and one writer.
    m_database.writeIfRoom([id = message.id, values = columns(message), json = toOctets(message.toJson())](store::Connection &connection) {
        return insert(connection, id, values, json);
    }, store::Database::Worth::Record);
}

bool Trace::change(const QString &id, const QStringList &recipients, Fate fate, const QString &reply, const QString &sentence,
                   const QDateTime &time)
{
    return m_database.writeIfRoom([=, changed = QSet<QString>(recipients.begin(), recipients.end())](store::Connection &connection) -> Result<> {
        Result<std::optional<admin::Message>> message = load(connection, id);
        if (!message)
            return tl::make_unexpected(message.error());
        if (!*message)
            return {}; // Its time in the trace is over.
        for (admin::RecipientRecord &each : (*message)->recipients) {
            if (!changed.isEmpty() && !changed.contains(each.address))
                continue;
            each.fate = fate;
            if (!reply.isEmpty())
                each.reply = reply;
            each.changed = time;
        }
        QList<Fate> fates;
        for (const admin::RecipientRecord &each : (*message)->recipients)
            fates.append(each.fate);
        (*message)->fate = weightiest(fates);
        if (!sentence.isEmpty() && (*message)->history.size() < maxHistory)
            (*message)->history.append(time.toUTC().toString(Qt::ISODate) + u' ' + sentence);
        return replace(connection, id, columns(**message), toOctets((*message)->toJson()));
    }, store::Database::Worth::Change);
}

void Trace::remark(const QString &id, const QString &sentence, const QDateTime &time)
{
    m_database.writeIfRoom([=](store::Connection &connection) -> Result<> {
        Result<std::optional<admin::Message>> message = load(connection, id);
        if (!message)
            return tl::make_unexpected(message.error());
        if (!*message || (*message)->history.size() >= maxHistory)
            return {};
        (*message)->history.append(time.toUTC().toString(Qt::ISODate) + u' ' + sentence);
        return replace(connection, id, columns(**message), toOctets((*message)->toJson()));
    }, store::Database::Worth::Record);
}

void Trace::addTls(const admin::TlsSession &session)
{
    m_database.writeIfRoom([time = session.time.toMSecsSinceEpoch(), json = toOctets(session.toJson())](store::Connection &connection) {
        return connection.execute(u"INSERT INTO tls_sessions (time, json) VALUES (?, ?)"_s, {time, json});
    }, store::Database::Worth::Record);
}

Result<admin::Page<admin::Message>> Trace::find(const admin::MessageFilter &filter) const
{
    const MessageQuery query = messageQuery(filter);
    admin::Page<admin::Message> page;
    const Result<> result = m_database.read([&](store::Connection &connection) -> Result<> {
        const Result<qint64> total = connection.number(u"SELECT count(*) FROM messages"_s + query.where, query.values);
        if (!total)
            return tl::make_unexpected(total.error());
        page.total = *total;
        const QVariantList range{std::clamp(filter.limit, 0, maxPage), std::max(filter.offset, 0)};
        Result<store::Rows> rows = connection.select(
            u"SELECT json FROM (SELECT seq, received FROM messages"_s + query.where
                + u" ORDER BY received DESC, seq DESC LIMIT ? OFFSET ?) JOIN message_details USING (seq) ORDER BY received DESC, seq DESC"_s,
            query.values + range);
        if (!rows)
            return tl::make_unexpected(rows.error());
        while (rows->next())
            page.items.append(forList(admin::Message::fromJson(fromOctets(rows->octets(0)))));
        return rows->end();
    });
    if (!result)
        return tl::make_unexpected(result.error());
    return page;
}

Result<admin::Message> Trace::message(const QString &id) const
{
    std::optional<admin::Message> found;
    const Result<> result = m_database.read([&](store::Connection &connection) -> Result<> {
        Result<std::optional<admin::Message>> message = load(connection, id);
        if (!message)
            return tl::make_unexpected(message.error());
        found = std::move(*message);
        return {};
    });
    if (!result)
        return tl::make_unexpected(result.error());
    if (!found)
        return failure(Error::Kind::NotFound, u"%1: is not in the trace"_s.arg(id.left(40)));
    return *found;
}

Result<admin::Page<admin::TlsSession>> Trace::tlsSessions(int offset, int limit) const
{
    admin::Page<admin::TlsSession> page;
    const Result<> result = m_database.read([&](store::Connection &connection) -> Result<> {
        const Result<qint64> total = connection.number(u"SELECT count(*) FROM tls_sessions"_s);
        if (!total)
            return tl::make_unexpected(total.error());
        page.total = *total;
        Result<store::Rows> rows = connection.select(u"SELECT json FROM tls_sessions ORDER BY time DESC, seq DESC LIMIT ? OFFSET ?"_s,
                                                     {std::clamp(limit, 0, maxPage), std::max(offset, 0)});
        if (!rows)
            return tl::make_unexpected(rows.error());
        while (rows->next())
            page.items.append(admin::TlsSession::fromJson(fromOctets(rows->octets(0))));
        return rows->end();
    });
    if (!result)
        return tl::make_unexpected(result.error());
    return page;
}

Result<int> Trace::expire(const QDateTime &before)
{
    constexpr int batch = 2000; // Small enough that the writer is never held for long.
    const qint64 limit = before.toMSecsSinceEpoch();
    int removed = 0;
    for (int last = batch; last > 0;) {
        const Result<> result = m_database.write([&](store::Connection &connection) -> Result<> {
            const Result<> details = connection.execute(
                u"DELETE FROM message_details WHERE seq IN (SELECT seq FROM messages WHERE received<? ORDER BY received, seq LIMIT ?)"_s,
                {limit, batch});
            if (!details)
                return details;
            const Result<> messages = connection.execute(
                u"DELETE FROM messages WHERE seq IN (SELECT seq FROM messages WHERE received<? ORDER BY received, seq LIMIT ?)"_s,
                {limit, batch});
            last = connection.changedRows();
            return messages;
        }).get();
        if (!result)
            return tl::make_unexpected(result.error());
        removed += last;
    }
    const Result<> sessions = m_database.write([limit](store::Connection &connection) {
        return connection.execute(u"DELETE FROM tls_sessions WHERE time<?"_s, {limit});
    }).get();
    if (!sessions)
        return tl::make_unexpected(sessions.error());
    return removed;
}

} // namespace gateway::records
