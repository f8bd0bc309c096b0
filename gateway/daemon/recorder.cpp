#include "gateway/daemon/recorder.h"

#include "gateway/logrecord.h"

#include <QLoggingCategory>
#include <QMutexLocker>

Q_LOGGING_CATEGORY(lcMail, "postern.mail")

namespace gateway::daemon {
namespace {

constexpr int maxHistoryText = 500;

QString text(const QByteArray &octets) { return QString::fromUtf8(octets); }

admin::RecipientRecord recipientRecord(const delivery::Settlement::Line &line, const QDateTime &time)
{
    admin::RecipientRecord record;
    record.address = text(line.path.mailbox.toBytes());
    record.verdict = line.decision.verdict;
    record.fate = line.fate.value_or(Fate::Deferred);
    record.rule = text(line.decision.rule);
    record.nextHop = text(line.nextHop);
    record.reply = line.reply.code != 0 ? text(line.reply.toLine()) : QString();
    record.changed = time;
    return record;
}

QList<Reason> heaviestFirst(QList<Reason> reasons)
{
    std::ranges::stable_sort(reasons, std::greater(), [](const Reason &reason) { return std::abs(reason.points); });
    return reasons;
}

constexpr qsizetype maxSignatures = 20;

QStringList attachmentNames(const content::Findings &findings)
{
    QStringList names;
    for (const content::Attachment &attachment : findings.attachments)
        names.append(attachment.names.isEmpty() ? QString::fromLatin1(attachment.declaredType) : attachment.names.first());
    return names;
}

/// What each check found, for people.
QList<admin::AuthenticationCheck> authenticationChecks(const auth::Authentication &all)
{
    const auto word = [](QByteArrayView octets) { return QString::fromLatin1(octets); };
    QList<admin::AuthenticationCheck> checks;
    checks.append({QStringLiteral("spf"), word(toText(all.spf.status)), text(all.spf.domain), {}, {}, text(all.spf.mechanism), all.spf.cause, all.dmarc.isSpfAligned});
    for (const auth::DkimCheck &each : all.dkim.first(std::min<qsizetype>(all.dkim.size(), maxSignatures))) {
        const QString key = each.keyBits > 0 ? QStringLiteral("%1, %2 bit").arg(text(each.algorithm), QString::number(each.keyBits)) : text(each.algorithm);
        checks.append({QStringLiteral("dkim"), word(toText(each.status)), text(each.domain), text(each.selector), {}, key, each.cause,
                       each.status == auth::DkimCheck::Status::Pass && all.dmarc.dkimAlignedDomains.contains(each.domain)});
    }
    if (all.arc.status != auth::ArcCheck::Status::None) {
        QStringList sealers;
        for (const auth::ArcCheck::Set &set : all.arc.sets)
            sealers.append(text(set.sealer));
        checks.append({QStringLiteral("arc"), word(toText(all.arc.status)), sealers.value(sealers.size() - 1), {}, {}, sealers.join(QStringLiteral(", ")), all.arc.cause,
                       !all.vouchedBy.isEmpty()});
    }
    checks.append({QStringLiteral("dmarc"), word(toText(all.dmarc.status)), text(all.dmarc.authorDomain), {},
                   all.dmarc.recordDomain.isEmpty() ? QString() : word(toText(all.dmarc.publishedPolicy)), text(all.dmarc.recordDomain), all.dmarc.cause, false});
    return checks;
}

admin::Message describe(const MessageCase &message, const smtp::Reply &reply)
{
    const smtp::Envelope &envelope = message.transaction.envelope;
    admin::Message record;
    record.id = QString::fromLatin1(message.id);
    record.received = message.received;
    record.clientAddress = text(message.session.clientAddress);
    record.helo = text(message.session.helo);
    record.sender = text(envelope.reversePath.toBytes());
    record.headerFrom = message.findings.headerFrom;
    record.subject = message.findings.subject;
    record.messageId = text(message.findings.messageId);
    record.size = message.octets.size();
    record.messageClass = message.assessment.messageClass;
    if (message.isAnalysed)
        record.score = message.assessment.score;
    record.fate = message.settlement.overallFate();
    record.took = message.sinceMail(smtp::Clock::now());
    for (const delivery::Settlement::Line &line : message.settlement.lines()) {
        record.recipients.append(recipientRecord(line, message.received));
        record.isTagged = record.isTagged || line.decision.verdict == Verdict::Tag;
        if (record.rule.isEmpty() || line.fate == record.fate)
            record.rule = text(line.decision.rule);
        if (line.isFateUnknown)
            record.history.append(QStringLiteral("The next hop was lost after the end of data; a second copy for %1 is possible.").arg(text(line.path.mailbox.toBytes())));
    }
    record.reply = text(reply.toLine());
    record.stages = message.stages;
    record.reasons = heaviestFirst(message.findings.reasons);
    if (message.authentication)
        record.authentication = authenticationChecks(*message.authentication);
    record.tlsIn = tlsRecord(message.session.tls);
    record.tlsOut = tlsRecord(message.tlsOut);
    record.urls = message.findings.urls.first(std::min<qsizetype>(message.findings.urls.size(), 50));
    record.attachments = attachmentNames(message.findings);
    record.policyVersion = message.settings->policyVersion;
    return record;
}

} // namespace

admin::TlsRecord tlsRecord(const net::TlsInfo &info)
{
    return {info.isEncrypted, text(info.version), text(info.cipher), text(info.group), text(info.serverName),
            info.peerSubject, info.peerIssuer, text(info.peerFingerprint), info.verification, info.isResumed};
}

QString messageIdOf(const delivery::SpoolFile &file)
{
    return file.notes.value(QLatin1String("message")).toString(QString::fromLatin1(file.id));
}

Recorder::Recorder(records::Trace &trace, EventBus &events, Statistics &statistics)
    : m_trace(trace), m_events(events), m_statistics(statistics), m_refusals([](const LogRecord &record) { qCInfo(lcMail).noquote() << record.text(); })
{
}

void Recorder::logRefusal(const admin::Message &record) // threats.md I11, R8
{
    const LogRecord line = LogRecord("refused").add("id", record.id).add("client", record.clientAddress).add("rule", record.rule).add("reply", record.reply);
    const QMutexLocker lock(&m_refusalsMutex);
    m_refusals.refused(record.clientAddress.toLatin1(), line, smtp::Clock::now());
}

void Recorder::publish(const admin::Message &message)
{
    if (m_events.hasListeners()) {
        admin::Message summary = message;
        summary.reasons.clear();
        summary.urls.clear();
        summary.attachments.clear();
        m_events.publish(QStringLiteral("message"), summary.toJson());
    }
}

void Recorder::finished(const MessageCase &message, const smtp::Reply &reply)
{
    const admin::Message record = describe(message, reply);
    m_statistics.count(record.fate, std::chrono::microseconds(qint64(record.took * 1000)), smtp::Clock::now());
    if (!reply.isPositive())
        logRefusal(record);
    publish(record);
    m_trace.add(record);
}

void Recorder::refused(const net::SessionInfo &session, const smtp::Envelope &envelope, const smtp::Mailbox &recipient, const RecipientRefusal &refusal)
{
    refused(session, Refusal{records::newMessageId(), true, refusal.rule, refusal.reply, refusal.reasons, &envelope, &recipient, Stage::Envelope});
}

void Recorder::refused(const net::SessionInfo &session, const Refusal &refusal)
{
    using State = admin::StageRecord::State;
    admin::Message record;
    record.id = QString::fromLatin1(refusal.id);
    record.received = QDateTime::currentDateTimeUtc();
    record.clientAddress = text(session.clientAddress);
    record.helo = text(session.helo);
    record.sender = refusal.envelope ? text(refusal.envelope->reversePath.toBytes()) : QString();
    record.messageClass = MessageClass::Policy;
    record.fate = refusal.reply.isPermanent() ? Fate::Rejected : Fate::Deferred;
    record.rule = text(refusal.rule);
    if (refusal.recipient)
        record.recipients.append({text(refusal.recipient->toBytes()), refusal.reply.isPermanent() ? Verdict::Reject : Verdict::Defer, record.fate, record.rule, {}, {}, record.received});
    record.reply = text(refusal.reply.toLine());
    record.reasons = heaviestFirst(refusal.reasons);
    if (refusal.stage != Stage::Connection)
        record.stages.append({Stage::Connection, State::Passed, 0, 0, {}});
    record.stages.append({refusal.stage, State::Stopped, 0, 0, record.reply.left(200)});
    record.tlsIn = tlsRecord(session.tls);
    m_statistics.count(record.fate, {}, smtp::Clock::now());
    logRefusal(record);
    if (!refusal.isOwn)
        return;
    publish(record);
    m_trace.add(record);
}

void Recorder::remarked(const QString &id, const QString &sentence)
{
    m_trace.remark(id, sentence.left(maxHistoryText), QDateTime::currentDateTimeUtc());
}

void Recorder::reported(const QByteArray &id, const smtp::Mailbox &recipient, const QString &subject, qint64 size)
{
    admin::Message record;
    record.id = QString::fromLatin1(id);
    record.received = QDateTime::currentDateTimeUtc();
    record.direction = QStringLiteral("outbound");
    record.subject = subject;
    record.size = size;
    record.fate = Fate::Queued;
    record.recipients.append({text(recipient.toBytes()), Verdict::Deliver, Fate::Queued, {}, {}, {}, record.received});
    publish(record);
    m_trace.add(record);
}

void Recorder::changed(const delivery::SpoolFile &file, const QList<int> &recipients, Fate fate, const QString &reply, const QString &sentence)
{
    QStringList addresses;
    for (const int index : recipients)
        addresses.append(text(file.recipients[index].path.mailbox.toBytes()));
    changed(messageIdOf(file), addresses, fate, reply, sentence);
}

void Recorder::changed(const QString &id, const QStringList &recipients, Fate fate, const QString &reply, const QString &sentence)
{
    if (recipients.isEmpty())
        return;
    if (!m_trace.change(id, recipients, fate, reply, sentence.left(maxHistoryText), QDateTime::currentDateTimeUtc())) {
        for (const QString &recipient : recipients) {
            const LogRecord line = LogRecord("fate").add("id", id).add("recipient", recipient).add("fate", toWord(fate)).add("reply", reply);
            qCWarning(lcMail).noquote() << line.text();
        }
    }
    if (!m_events.hasListeners())
        return;
    for (const QString &recipient : recipients) {
        m_events.publish(QStringLiteral("queue"), {{QStringLiteral("id"), id}, {QStringLiteral("recipient"), recipient},
                                                   {QStringLiteral("fate"), QString::fromLatin1(toWord(fate))}});
    }
}

void Recorder::tlsIn(const net::SessionInfo &session)
{
    m_trace.addTls({QDateTime::currentDateTimeUtc(), QStringLiteral("in"), text(session.clientAddress), {}, tlsRecord(session.tls)});
}

void Recorder::tlsOut(const QByteArray &hop, const QString &messageId, const net::TlsInfo &info)
{
    m_trace.addTls({QDateTime::currentDateTimeUtc(), QStringLiteral("out"), text(hop), messageId, tlsRecord(info)});
}

void Recorder::health(const QString &what, bool isGood)
{
    qCWarning(lcMail).noquote() << LogRecord("health").add("good", isGood ? "yes" : "no").add("what", what).text();
    m_events.publish(QStringLiteral("health"), {{QStringLiteral("good"), isGood}, {QStringLiteral("what"), what}});
}

} // namespace gateway::daemon
