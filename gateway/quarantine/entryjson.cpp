#include "gateway/quarantine/entryjson.h"

#include <QJsonArray>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace gateway::quarantine {
namespace {

constexpr qsizetype maxListedRecipients = 100; ///< In the index, which only the list is made of; the file has them all.

QDateTime toTime(const QJsonValue &value)
{
    return value.isDouble() ? QDateTime::fromMSecsSinceEpoch(value.toInteger(), Qt::UTC) : QDateTime();
}

QJsonValue fromTime(const QDateTime &time)
{
    return time.isValid() ? QJsonValue(time.toMSecsSinceEpoch()) : QJsonValue();
}

} // namespace

QJsonObject entryToJson(const Entry &entry)
{
    QJsonArray recipients;
    for (const QByteArray &recipient : entry.recipients.first(std::min(entry.recipients.size(), maxListedRecipients)))
        recipients.append(QString::fromUtf8(recipient));
    return {{u"id"_s, QString::fromLatin1(entry.id)},
            {u"received"_s, fromTime(entry.received)},
            {u"expires"_s, fromTime(entry.expires)},
            {u"reversePath"_s, QString::fromUtf8(entry.reversePath)},
            {u"recipients"_s, recipients},
            {u"headerFrom"_s, entry.headerFrom},
            {u"subject"_s, entry.subject},
            {u"rule"_s, entry.rule},
            {u"class"_s, QString::fromLatin1(toWord(entry.messageClass))},
            {u"score"_s, entry.score},
            {u"size"_s, entry.size},
            {u"administratorOnly"_s, entry.isForAdministratorOnly},
            {u"released"_s, entry.isReleased},
            {u"reasons"_s, toJson(entry.reasons)}};
}

Entry entryFromJson(const QJsonObject &object)
{
    Entry entry;
    entry.id = object[u"id"_s].toString().toLatin1();
    entry.received = toTime(object[u"received"_s]);
    entry.expires = toTime(object[u"expires"_s]);
    entry.reversePath = object[u"reversePath"_s].toString().toUtf8();
    const QJsonArray recipients = object[u"recipients"_s].toArray();
    for (const QJsonValue &recipient : recipients)
        entry.recipients.append(recipient.toString().toUtf8());
    entry.headerFrom = object[u"headerFrom"_s].toString();
    entry.subject = object[u"subject"_s].toString();
    entry.rule = object[u"rule"_s].toString();
    entry.messageClass = fromWord<MessageClass>(object[u"class"_s].toString().toLatin1()).value_or(MessageClass::Spam);
    entry.score = object[u"score"_s].toDouble();
    entry.size = object[u"size"_s].toInteger();
    entry.isForAdministratorOnly = object[u"administratorOnly"_s].toBool();
    entry.isReleased = object[u"released"_s].toBool();
    entry.reasons = reasonsFromJson(object[u"reasons"_s].toArray());
    return entry;
}

Entry entryOf(const delivery::SpoolFile &file)
{
    Entry entry = entryFromJson(file.notes[u"quarantine"_s].toObject());
    entry.id = file.id;
    entry.received = file.received;
    entry.ran = file.ran;
    entry.reversePath = file.envelope.reversePath.isNull() ? QByteArray() : file.envelope.reversePath.toBytes();
    entry.recipients.clear();
    for (const delivery::SpoolRecipient &recipient : file.recipients) {
        if (!recipient.fate)
            entry.recipients.append(recipient.path.mailbox.toBytes());
    }
    entry.size = file.contentSize;
    entry.isReleased = file.notes[u"released"_s].toInteger() > 0;
    entry.queueId = file.notes[u"queueId"_s].toString().toLatin1();
    return entry;
}

void keepEntry(delivery::SpoolFile &file, const Entry &entry)
{
    QJsonObject object = entryToJson(entry);
    for (const QString &said : {u"id"_s, u"received"_s, u"reversePath"_s, u"recipients"_s, u"size"_s, u"released"_s})
        object.remove(said); // The file says it itself.
    file.notes[u"quarantine"_s] = object;
}

QByteArray releaseEvent(const QDateTime &time, const QByteArray &queueId)
{
    const qint64 released = time.isValid() ? time.toMSecsSinceEpoch() : 0;
    return delivery::spoolEvent({{u"notes"_s, QJsonObject{{u"released"_s, released}, {u"queueId"_s, QString::fromLatin1(queueId)}}}});
}

} // namespace gateway::quarantine
