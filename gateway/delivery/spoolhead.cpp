#include "gateway/delivery/spoolhead.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace gateway::delivery {
namespace {

QJsonValue fromOctets(const QByteArray &octets)
{
    const QString text = QString::fromUtf8(octets);
    if (text.toUtf8() == octets)
        return text;
    return QJsonObject{{u"base64"_s, QString::fromLatin1(octets.toBase64())}};
}

QByteArray toOctets(const QJsonValue &value)
{
    if (value.isObject())
        return QByteArray::fromBase64(value[u"base64"_s].toString().toLatin1());
    return value.toString().toUtf8();
}

QJsonValue fromTime(const QDateTime &time)
{
    return time.isValid() ? QJsonValue(time.toMSecsSinceEpoch()) : QJsonValue();
}

QDateTime toTime(const QJsonValue &value)
{
    return value.isDouble() ? QDateTime::fromMSecsSinceEpoch(value.toInteger(), Qt::UTC) : QDateTime();
}

void putMailbox(QJsonObject &object, const smtp::Mailbox &mailbox)
{
    object[u"local"_s] = fromOctets(mailbox.localPart);
    object[u"domain"_s] = fromOctets(mailbox.domain);
}

smtp::Mailbox mailboxOf(const QJsonObject &object)
{
    return {toOctets(object[u"local"_s]), toOctets(object[u"domain"_s])};
}

/// NOTIFY as the words of RFC 3461 4.1.
QJsonArray fromNotify(const smtp::Notify &notify)
{
    QJsonArray words;
    if (notify.never)
        words.append(u"never"_s);
    if (notify.success)
        words.append(u"success"_s);
    if (notify.failure)
        words.append(u"failure"_s);
    if (notify.delay)
        words.append(u"delay"_s);
    return words;
}

smtp::Notify toNotify(const QJsonValue &value)
{
    const QJsonArray words = value.toArray();
    return {value.isArray(), words.contains(u"never"_s), words.contains(u"success"_s), words.contains(u"failure"_s),
            words.contains(u"delay"_s)};
}

QJsonObject fromRecipient(const SpoolRecipient &recipient)
{
    QJsonObject object;
    putMailbox(object, recipient.path.mailbox);
    if (recipient.path.notify.isGiven)
        object[u"notify"_s] = fromNotify(recipient.path.notify);
    if (!recipient.path.originalRecipient.isEmpty())
        object[u"orcpt"_s] = fromOctets(recipient.path.originalRecipient);
    if (recipient.fate)
        object[u"fate"_s] = QString::fromLatin1(toWord(*recipient.fate));
    if (!recipient.lastReply.isEmpty())
        object[u"reply"_s] = recipient.lastReply;
    return object;
}

tl::unexpected<Error> damaged(QStringView what)
{
    return failure(Error::Kind::Invalid, what.toString());
}

/// The fate of "fate", nothing if there is none; an error for a word that is not one.
Result<std::optional<Fate>> fateOf(const QJsonObject &object)
{
    const QJsonValue word = object[u"fate"_s];
    if (word.isUndefined())
        return std::optional<Fate>();
    const std::optional<Fate> fate = fromWord<Fate>(word.toString().toLatin1());
    if (!fate)
        return damaged(u"no such fate");
    return fate;
}

Result<SpoolRecipient> toRecipient(const QJsonObject &object)
{
    const Result<std::optional<Fate>> fate = fateOf(object);
    if (!fate)
        return tl::make_unexpected(fate.error());
    return SpoolRecipient{{mailboxOf(object), toNotify(object[u"notify"_s]), toOctets(object[u"orcpt"_s])},
                          *fate,
                          object[u"reply"_s].toString()};
}

QString fromRet(smtp::Ret ret)
{
    return ret == smtp::Ret::Full ? u"full"_s : ret == smtp::Ret::HeadersOnly ? u"hdrs"_s : QString();
}

smtp::Ret toRet(const QString &word)
{
    return word == "full"_L1 ? smtp::Ret::Full : word == "hdrs"_L1 ? smtp::Ret::HeadersOnly : smtp::Ret::Unspecified;
}

} // namespace

QJsonObject headToJson(const SpoolFile &file)
{
    QJsonObject reversePath;
    putMailbox(reversePath, file.envelope.reversePath);
    QJsonArray recipients;
    for (const SpoolRecipient &recipient : file.recipients)
        recipients.append(fromRecipient(recipient));
    QJsonObject object{{u"id"_s, QString::fromLatin1(file.id)},
                       {u"received"_s, fromTime(file.received)},
                       {u"reversePath"_s, reversePath},
                       {u"body"_s, file.envelope.body == smtp::Body::EightBitMime ? u"8bitmime"_s : u"7bit"_s},
                       {u"smtputf8"_s, file.envelope.smtpUtf8},
                       {u"recipients"_s, recipients},
                       {u"prefix"_s, fromOctets(file.prefix)},
                       {u"notes"_s, file.notes},
                       {u"attempts"_s, file.attempts},
                       {u"next"_s, fromTime(file.nextAttempt)},
                       {u"held"_s, file.isHeld}};
    if (file.ran)
        object[u"ran"_s] = qint64(file.ran->count());
    if (file.envelope.declaredSize)
        object[u"size"_s] = *file.envelope.declaredSize;
    if (file.envelope.ret != smtp::Ret::Unspecified)
        object[u"ret"_s] = fromRet(file.envelope.ret);
    if (!file.envelope.envelopeId.isEmpty())
        object[u"envid"_s] = fromOctets(file.envelope.envelopeId);
    return object;
}

Result<SpoolFile> headFromJson(const QJsonObject &object)
{
    SpoolFile file;
    file.id = object[u"id"_s].toString().toLatin1();
    file.received = toTime(object[u"received"_s]);
    if (!isSpoolId(file.id) || !file.received.isValid())
        return damaged(u"the head has no id or time");
    if (const QJsonValue ran = object[u"ran"_s]; ran.isDouble())
        file.ran = std::chrono::seconds(ran.toInteger());
    file.envelope.reversePath = mailboxOf(object[u"reversePath"_s].toObject());
    file.envelope.body =
        object[u"body"_s].toString() == "8bitmime"_L1 ? smtp::Body::EightBitMime : smtp::Body::SevenBit;
    file.envelope.smtpUtf8 = object[u"smtputf8"_s].toBool();
    file.envelope.ret = toRet(object[u"ret"_s].toString());
    file.envelope.envelopeId = toOctets(object[u"envid"_s]);
    if (const QJsonValue size = object[u"size"_s]; size.isDouble())
        file.envelope.declaredSize = size.toInteger();
    const QJsonArray recipients = object[u"recipients"_s].toArray();
    for (const QJsonValue &value : recipients) {
        Result<SpoolRecipient> recipient = toRecipient(value.toObject());
        if (!recipient)
            return tl::make_unexpected(recipient.error());
        file.recipients.append(std::move(*recipient));
    }
    file.prefix = toOctets(object[u"prefix"_s]);
    file.notes = object[u"notes"_s].toObject();
    file.attempts = object[u"attempts"_s].toInt();
    file.nextAttempt = toTime(object[u"next"_s]);
    file.isHeld = object[u"held"_s].toBool();
    return file;
}

Result<> applyEvent(SpoolFile &file, const QJsonObject &event)
{
    if (const QJsonValue index = event[u"recipient"_s]; !index.isUndefined()) {
        const qint64 number = index.toInteger(-1);
        if (number < 0 || number >= file.recipients.size())
            return damaged(u"an event names no recipient");
        const Result<std::optional<Fate>> fate = fateOf(event);
        if (!fate)
            return tl::make_unexpected(fate.error());
        SpoolRecipient &recipient = file.recipients[number];
        if (*fate)
            recipient.fate = *fate;
        if (const QJsonValue reply = event[u"reply"_s]; reply.isString())
            recipient.lastReply = reply.toString();
    }
    if (const QJsonValue attempts = event[u"attempts"_s]; attempts.isDouble())
        file.attempts = attempts.toInt();
    if (const QJsonValue next = event[u"next"_s]; next.isDouble())
        file.nextAttempt = toTime(next);
    if (const QJsonValue held = event[u"held"_s]; held.isBool())
        file.isHeld = held.toBool();
    const QJsonObject notes = event[u"notes"_s].toObject();
    for (auto note = notes.begin(); note != notes.end(); ++note)
        file.notes[note.key()] = note.value();
    return {};
}

} // namespace gateway::delivery
