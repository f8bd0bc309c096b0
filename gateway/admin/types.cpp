#include "gateway/admin/types.h"

#include "gateway/admin/described.h"

namespace gateway::admin {

using described::readMembers, described::writeMembers;

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
BOOST_DESCRIBE_STRUCT(Domain, (),
                      (name, nextHop, recipients, recipientCheck, aliasDomains, catchAll, subaddressSeparator, acceptsUnknown))
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
