#include "gateway/admin/types.h"

#include "gateway/admin/codec.h"
#include "gateway/admin/directorytypes.h"

#include <QJsonArray>
#include <array>
#include <boost/describe.hpp>
#include <boost/mp11/algorithm.hpp>

namespace gateway::admin {

// Each member is named here once; both directions, and the names in JSON, follow from it.
BOOST_DESCRIBE_STRUCT(StageRecord, (), (stage, state, at, took, note))
BOOST_DESCRIBE_STRUCT(TlsRecord, (),
                      (isEncrypted, version, cipher, group, serverName, peerSubject, peerIssuer, peerFingerprint,
                       verification, isResumed))
BOOST_DESCRIBE_STRUCT(AuthenticationCheck, (), (method, result, domain, selector, policy, detail, cause, isAligned))
BOOST_DESCRIBE_STRUCT(RecipientRecord, (), (address, verdict, fate, rule, nextHop, reply, changed))
BOOST_DESCRIBE_STRUCT(Message, (),
                      (id, received, direction, clientAddress, helo, sender, headerFrom, subject, messageId, size,
                       messageClass, score, fate, isTagged, rule, took, recipients, reply, stages, reasons, authentication, tlsIn,
                       tlsOut, urls, attachments, policyVersion, history))
BOOST_DESCRIBE_STRUCT(MessageFilter, (), (since, until, sender, recipient, text, fate, messageClass, offset, limit))
BOOST_DESCRIBE_STRUCT(QuarantineItem, (),
                      (id, received, expires, sender, headerFrom, subject, rule, recipients, messageClass, score, size,
                       isForAdministratorOnly, reasons, text))
BOOST_DESCRIBE_STRUCT(QueueItem, (),
                      (id, received, nextAttempt, expires, sender, destination, subject, lastReply, recipients, size,
                       attempts, isHeld))
BOOST_DESCRIBE_STRUCT(Domain, (), (name, nextHop, recipients, recipientCheck, aliasDomains, catchAll, subaddressSeparator, acceptsUnknown))
BOOST_DESCRIBE_STRUCT(DirectorySource, (),
                      (id, kind, preset, servers, tls, verifiesCertificate, caFile, bindName, password, hasPassword, base, filter, addressAttributes,
                       nameAttributes, groupsAttribute, importantGroups, file, intervalMinutes, maxRemovedPercent))
BOOST_DESCRIBE_STRUCT(TlsSession, (), (time, direction, peer, messageId, tls))
BOOST_DESCRIBE_STRUCT(Certificate, (),
                      (file, subject, issuer, fingerprint, names, notBefore, notAfter, isSelfSigned))
BOOST_DESCRIBE_STRUCT(Status, (),
                      (version, hostName, mode, started, smtp, api, nextHop, health, problems, sessions,
                       messagesPerMinute, medianMilliseconds, messagesToday, stoppedToday, queued, quarantined,
                       isNextHopUp, virusEngine, sandbox, signatures, signatureDate, hasOnlyTestSignatures,
                       policyVersion))
BOOST_DESCRIBE_STRUCT(Event, (), (number, type, data))
BOOST_DESCRIBE_STRUCT(MailboxItem, (), (id, received, sender, recipient, subject, size, text))
BOOST_DESCRIBE_STRUCT(Sample, (), (id, title, sender, recipient, expectedFate))
BOOST_DESCRIBE_STRUCT(SendResult, (), (messageId, reply, took))

namespace {

constexpr std::array stageStates{"passed", "attention", "stopped", "notreached"}; // In the enumeration's order.

template<typename T>
concept HasCodec = requires(const T &value) { value.toJson(); };

// One write() and one read() per kind of member. An Undefined value is not written; read() leaves the default of a
// member that is missing or of the wrong type.

QJsonValue write(const QString &text) { return text; }
QJsonValue write(bool value) { return value; }
QJsonValue write(int value) { return value; }
QJsonValue write(qint64 value) { return value; }
QJsonValue write(double value) { return value; }
QJsonValue write(const QJsonObject &object) { return object; }

QJsonValue write(const QDateTime &time)
{
    return time.isValid() ? QJsonValue(time.toUTC().toString(Qt::ISODateWithMs)) : QJsonValue(QJsonValue::Undefined);
}

QJsonValue write(StageRecord::State state) { return QLatin1String(stageStates[std::size_t(state)]); }

template<typename T>
    requires std::is_enum_v<T>
QJsonValue write(T value)
{
    return QString::fromLatin1(toWord(value));
}

/// A nested record that says nothing is left out, so that the rows of a list stay short.
template<HasCodec T>
QJsonValue write(const T &record)
{
    return record == T() ? QJsonValue(QJsonValue::Undefined) : QJsonValue(record.toJson());
}

template<typename T>
QJsonValue write(const std::optional<T> &value)
{
    return value ? write(*value) : QJsonValue(QJsonValue::Undefined);
}

template<typename T>
QJsonValue write(const QList<T> &list)
{
    if (list.isEmpty())
        return QJsonValue::Undefined;
    if constexpr (std::is_same_v<T, QString>)
        return QJsonArray::fromStringList(list);
    else if constexpr (std::is_same_v<T, Reason>)
        return gateway::toJson(list);
    else
        return toJsonArray(list);
}

void read(const QJsonValue &value, QString &text) { text = value.toString(text); }
void read(const QJsonValue &value, bool &flag) { flag = value.toBool(flag); }
void read(const QJsonValue &value, int &number) { number = value.toInt(number); }
void read(const QJsonValue &value, qint64 &number) { number = value.toInteger(number); }
void read(const QJsonValue &value, double &number) { number = value.toDouble(number); }
void read(const QJsonValue &value, QJsonObject &object) { object = value.toObject(object); }

void read(const QJsonValue &value, QDateTime &time)
{
    QDateTime parsed = QDateTime::fromString(value.toString(), Qt::ISODateWithMs);
    if (!parsed.isValid())
        return;
    if (parsed.timeSpec() == Qt::LocalTime) // No offset given: our times are UTC, wherever the reader lives.
        parsed.setTimeSpec(Qt::UTC);
    time = parsed.toUTC();
}

void read(const QJsonValue &value, StageRecord::State &state)
{
    const auto word = std::ranges::find(stageStates, value.toString(), [](const char *w) { return QLatin1String(w); });
    if (word != stageStates.end())
        state = StageRecord::State(word - stageStates.begin());
}

template<typename T>
    requires std::is_enum_v<T>
void read(const QJsonValue &value, T &member)
{
    member = fromWord<T>(value.toString().toUtf8()).value_or(member);
}

template<HasCodec T>
void read(const QJsonValue &value, T &record)
{
    record = T::fromJson(value.toObject());
}

/// A value that reads alike from two defaults was really there.
template<typename T>
void read(const QJsonValue &value, std::optional<T> &member)
{
    T low{}, high = T(1);
    read(value, low);
    read(value, high);
    if (low == high)
        member = low;
}

template<typename T>
void read(const QJsonValue &value, QList<T> &list)
{
    const QJsonArray array = value.toArray();
    if constexpr (std::is_same_v<T, QString>) {
        for (const QJsonValue &item : array) {
            if (item.isString())
                list.append(item.toString());
        }
    } else if constexpr (std::is_same_v<T, Reason>) {
        list = reasonsFromJson(array);
    } else {
        list = listFromJson<T>(array);
    }
}

template<typename T>
using Members = boost::describe::describe_members<T, boost::describe::mod_public>;

template<typename T>
QJsonObject writeMembers(const T &record)
{
    QJsonObject object;
    boost::mp11::mp_for_each<Members<T>>([&](auto member) {
        if (const QJsonValue value = write(record.*member.pointer); !value.isUndefined())
            object.insert(QLatin1String(member.name), value);
    });
    return object;
}

template<typename T>
T readMembers(const QJsonObject &object)
{
    T record;
    boost::mp11::mp_for_each<Members<T>>(
        [&](auto member) { read(object.value(QLatin1String(member.name)), record.*member.pointer); });
    return record;
}

} // namespace

QJsonObject StageRecord::toJson() const { return writeMembers(*this); }
StageRecord StageRecord::fromJson(const QJsonObject &object) { return readMembers<StageRecord>(object); }
QJsonObject TlsRecord::toJson() const { return writeMembers(*this); }
TlsRecord TlsRecord::fromJson(const QJsonObject &object) { return readMembers<TlsRecord>(object); }
QJsonObject AuthenticationCheck::toJson() const { return writeMembers(*this); }
AuthenticationCheck AuthenticationCheck::fromJson(const QJsonObject &object) { return readMembers<AuthenticationCheck>(object); }
QJsonObject RecipientRecord::toJson() const { return writeMembers(*this); }
RecipientRecord RecipientRecord::fromJson(const QJsonObject &object) { return readMembers<RecipientRecord>(object); }
QJsonObject Message::toJson() const { return writeMembers(*this); }
Message Message::fromJson(const QJsonObject &object) { return readMembers<Message>(object); }
QJsonObject MessageFilter::toJson() const { return writeMembers(*this); }
MessageFilter MessageFilter::fromJson(const QJsonObject &object) { return readMembers<MessageFilter>(object); }
QJsonObject QuarantineItem::toJson() const { return writeMembers(*this); }
QuarantineItem QuarantineItem::fromJson(const QJsonObject &object) { return readMembers<QuarantineItem>(object); }
QJsonObject QueueItem::toJson() const { return writeMembers(*this); }
QueueItem QueueItem::fromJson(const QJsonObject &object) { return readMembers<QueueItem>(object); }
QJsonObject Domain::toJson() const { return writeMembers(*this); }
Domain Domain::fromJson(const QJsonObject &object) { return readMembers<Domain>(object); }
QJsonObject DirectorySource::toJson() const { return writeMembers(*this); }
DirectorySource DirectorySource::fromJson(const QJsonObject &object) { return readMembers<DirectorySource>(object); }
QJsonObject TlsSession::toJson() const { return writeMembers(*this); }
TlsSession TlsSession::fromJson(const QJsonObject &object) { return readMembers<TlsSession>(object); }
QJsonObject Certificate::toJson() const { return writeMembers(*this); }
Certificate Certificate::fromJson(const QJsonObject &object) { return readMembers<Certificate>(object); }
QJsonObject Status::toJson() const { return writeMembers(*this); }
Status Status::fromJson(const QJsonObject &object) { return readMembers<Status>(object); }
QJsonObject Event::toJson() const { return writeMembers(*this); }
Event Event::fromJson(const QJsonObject &object) { return readMembers<Event>(object); }
QJsonObject MailboxItem::toJson() const { return writeMembers(*this); }
MailboxItem MailboxItem::fromJson(const QJsonObject &object) { return readMembers<MailboxItem>(object); }
QJsonObject Sample::toJson() const { return writeMembers(*this); }
Sample Sample::fromJson(const QJsonObject &object) { return readMembers<Sample>(object); }
QJsonObject SendResult::toJson() const { return writeMembers(*this); }
SendResult SendResult::fromJson(const QJsonObject &object) { return readMembers<SendResult>(object); }

} // namespace gateway::admin
