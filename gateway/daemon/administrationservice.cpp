#include "gateway/daemon/administrationservice.h"

#include "gateway/daemon/audited.h"
#include "gateway/daemon/certificatealarm.h"
#include "gateway/daemon/metrics.h"
#include "gateway/daemon/samples.h"
#include "gateway/daemon/senderlistjson.h"
#include "gateway/daemon/submission.h"
#include "gateway/delivery/outcome.h"
#include "gateway/net/tlscontext.h"
#include "gateway/store/database.h"

#include <QMutexLocker>

namespace gateway::daemon {
namespace {

constexpr qsizetype maxShown = 200'000;

QString text(const QByteArray &octets) { return QString::fromUtf8(octets); }

QStringList texts(const QList<QByteArray> &all)
{
    QStringList result;
    for (const QByteArray &each : all)
        result.append(text(each));
    return result;
}

admin::QuarantineItem quarantineItemOf(const quarantine::Entry &entry)
{
    admin::QuarantineItem item;
    item.id = text(entry.id);
    item.received = entry.received;
    item.expires = entry.expires;
    item.sender = text(entry.reversePath);
    item.headerFrom = entry.headerFrom;
    item.subject = entry.subject;
    item.rule = entry.rule;
    item.recipients = texts(entry.recipients);
    item.messageClass = entry.messageClass;
    item.score = entry.score;
    item.size = entry.size;
    item.isForAdministratorOnly = entry.isForAdministratorOnly;
    item.reasons = entry.reasons;
    return item;
}

admin::QueueItem queueItemOf(const delivery::QueueEntry &entry)
{
    admin::QueueItem item;
    item.id = text(entry.id);
    item.received = entry.received;
    item.nextAttempt = entry.nextAttempt;
    item.expires = entry.expires;
    item.sender = text(entry.reversePath);
    item.destination = text(entry.destination);
    item.subject = entry.subject;
    item.lastReply = entry.lastReply;
    item.recipients = texts(entry.recipients);
    item.size = entry.size;
    item.attempts = entry.attempts;
    item.isHeld = entry.isHeld;
    return item;
}

} // namespace

AdministrationService::AdministrationService(Parts parts) : m_parts(std::move(parts)) {}

void AdministrationService::setEndpoints(const Endpoints &endpoints)
{
    const QMutexLocker lock(&m_endpointsMutex);
    m_endpoints = endpoints;
}

AdministrationService::Endpoints AdministrationService::endpoints() const
{
    const QMutexLocker lock(&m_endpointsMutex);
    return m_endpoints;
}

template<typename T>
Result<T> AdministrationService::audited(const char *action, const QString &object, Result<T> result)
{
    return daemon::audited(m_parts.audit, action, object, std::move(result));
}

admin::Status AdministrationService::status()
{
    const smtp::Clock::time_point now = smtp::Clock::now();
    const net::ScannerStatus scanner = m_parts.scanner.status();
    admin::Status status;
    status.version = QStringLiteral(POSTERN_VERSION);
    status.hostName = text(m_parts.config.server.session.hostName);
    status.mode = m_parts.config.isTrial ? QStringLiteral("trial") : QStringLiteral("service");
    status.started = m_started;
    const Endpoints endpoints = this->endpoints();
    status.smtp = endpoints.smtp;
    status.api = endpoints.api;
    status.nextHop = endpoints.nextHop;
    status.sessions = m_parts.server.sessions();
    status.messagesPerMinute = m_parts.statistics.messagesPerMinute(now);
    status.medianMilliseconds = m_parts.statistics.medianMilliseconds();
    status.queued = m_parts.queue.size();
    status.quarantined = m_parts.quarantine.count({});
    status.isNextHopUp = m_parts.health.areAllUp();
    status.virusEngine = scanner.engine;
    status.sandbox = scanner.sandbox;
    status.signatures = scanner.signatures;
    status.signatureDate = scanner.signatureDate;
    status.hasOnlyTestSignatures = scanner.hasOnlyTestSignatures;
    status.policyVersion = m_parts.settings.current()->policyVersion;
    {
        const QMutexLocker lock(&m_todayMutex); // Counting reads the trace: once in 5 s is enough for a status line.
        const QDateTime wallClock = QDateTime::currentDateTimeUtc();
        if (!m_todayLooked.isValid() || std::abs(m_todayLooked.secsTo(wallClock)) >= 5) {
            m_todayLooked = wallClock;
            admin::MessageFilter filter;
            filter.since = QDate::currentDate().startOfDay();
            filter.limit = 0;
            const auto countOf = [this](const admin::MessageFilter &f) {
                const auto page = m_parts.trace.find(f);
                return page ? page->total : 0;
            };
            m_today = countOf(filter);
            m_stoppedToday = 0;
            for (const Fate fate : {Fate::Quarantined, Fate::Rejected, Fate::Discarded}) {
                filter.fate = fate;
                m_stoppedToday += countOf(filter);
            }
        }
        status.messagesToday = m_today;
        status.stoppedToday = m_stoppedToday;
    }
    const bool scannerIsReady = (scanner.isVirusReady || !m_parts.config.scanner.scansVirus) && (scanner.isContentReady || !m_parts.config.scanner.scansContent);
    if (!scannerIsReady)
        status.problems.append(QStringLiteral("Mail is deferred, because the scanner does not run: %1").arg(scanner.lastFailure));
    if (const QString problem = m_parts.guard.problem(now); !problem.isEmpty())
        status.problems.append(problem);
    if (const QString problem = m_parts.restore.problem(); !problem.isEmpty())
        status.problems.append(problem);
    if (m_parts.database.isDamaged()) // threats.md D7
        status.problems.append(QStringLiteral("The database %1 is damaged. Restart the gateway: it is made anew from the stored messages.").arg(m_parts.database.file()));
    status.health = status.problems.isEmpty() ? QStringLiteral("good") : QStringLiteral("bad");
    if (!status.isNextHopUp)
        status.problems.append(QStringLiteral("The mail server %1 does not answer. Mail is accepted and held; nothing is lost.").arg(endpoints.nextHop));
    if (m_parts.resolver && m_parts.resolver->isSilent()) {
        status.problems.append(QStringLiteral("The DNS does not answer: nobody's sender can be authenticated, and mail passes without it. Check the network, or name "
                                              "a name server in dns.forwarders."));
    }
    if (m_parts.resolver && m_parts.resolver->isAllBogus()) {
        status.problems.append(QStringLiteral("No answer of the DNS passes its DNSSEC check, so nobody's sender can be authenticated. If the name servers in dns.forwarders "
                                              "do not pass signatures on, set dns.validate to off."));
    }
    if (m_parts.database.wasRebuilt()) {
        status.problems.append(QStringLiteral("The database was damaged and was made anew at the start. Queue, quarantine and settings are complete; older records "
                                              "of mail are lost. The damaged file is kept beside %1.").arg(m_parts.database.file()));
    }
    status.problems += m_parts.directoryProblems();
    if (scanner.hasOnlyTestSignatures)
        status.problems.append(QStringLiteral("Only the built-in test signatures are loaded: real viruses are not found."));
    for (const net::CertificateInfo &certificate : m_parts.tls.certificates()) {
        if (const QString problem = certificateProblem(certificate, QDateTime::currentDateTimeUtc()); !problem.isEmpty())
            status.problems.append(problem);
    }
    if (!m_parts.config.scanner.scansVirus || !m_parts.config.scanner.scansContent)
        status.problems.append(QStringLiteral("A layer is switched off in the settings: mail passes without it."));
    if (status.health == QLatin1String("good") && !status.problems.isEmpty())
        status.health = QStringLiteral("attention");
    return status;
}

Result<admin::Page<admin::Message>> AdministrationService::messages(const admin::MessageFilter &filter) { return m_parts.trace.find(filter); }

Result<admin::Message> AdministrationService::message(const QString &id) { return m_parts.trace.message(id); }

Result<admin::Page<admin::QuarantineItem>> AdministrationService::quarantine(const admin::MessageFilter &filter)
{
    const QString words = !filter.text.isEmpty() ? filter.text : !filter.sender.isEmpty() ? filter.sender : filter.recipient;
    const quarantine::Filter wanted{words, filter.messageClass, filter.since, filter.offset, filter.limit};
    admin::Page<admin::QuarantineItem> page;
    page.total = m_parts.quarantine.count(wanted);
    for (const quarantine::Entry &entry : m_parts.quarantine.list(wanted))
        page.items.append(quarantineItemOf(entry));
    return page;
}

Result<admin::QuarantineItem> AdministrationService::quarantineItem(const QString &id)
{
    const std::optional<quarantine::Entry> entry = m_parts.quarantine.find(id.toLatin1());
    if (!entry)
        return failure(Error::Kind::NotFound, QStringLiteral("There is no message %1 in the quarantine.").arg(id));
    admin::QuarantineItem item = quarantineItemOf(*entry);
    const Result<QByteArray> content = m_parts.quarantine.content(entry->id);
    if (!content)
        return tl::make_unexpected(content.error());
    item.text = QString::fromUtf8(content->left(maxShown));
    return audited("quarantine.view", id, Result<admin::QuarantineItem>(item));
}

Result<> AdministrationService::releaseFromQuarantine(const QString &idText)
{
    const QByteArray id = idText.toLatin1();
    const auto release = [&]() -> Result<> {
        const QByteArray queueId = records::newMessageId(); // Of its own: recipients of the same message may wait in the queue under the message's.
        const Result<bool> begun = m_parts.quarantine.beginRelease(id, queueId);
        if (!begun)
            return tl::make_unexpected(begun.error());
        if (!*begun)
            return {}; // Somebody else releases it: exactly one delivery, the same answer (threats.md Q5).
        const auto undo = [this, &id](const Error &error) -> Result<> {
            m_parts.quarantine.cancelRelease(id);
            return tl::make_unexpected(error);
        };
        Result<delivery::SpoolFile> file = m_parts.quarantine.file(id);
        if (!file)
            return undo(file.error());
        const Result<QByteArray> content = m_parts.quarantine.content(id);
        if (!content)
            return undo(content.error());
        // Durable in the queue before it leaves here, and gone from here before the queue delivers it: whenever a crash comes, one of the two
        // has it, and Gateway::adoptFiles() knows which.
        file->id = queueId;
        file->nextAttempt = QDateTime::currentDateTimeUtc();
        file->received = file->nextAttempt;
        if (const Result<> queued = m_parts.queue.add(*file, *content, delivery::Queue::Turn::Withheld); !queued)
            return undo(queued.error());
        m_parts.recorder.changed(*file, delivery::waitingRecipients(*file), Fate::Queued, {},
                                 QStringLiteral("Released from the quarantine by the administrator."));
        const Result<> removed = m_parts.quarantine.remove(id);
        m_parts.queue.giveBack(queueId);
        m_parts.runner.wake();
        return removed;
    };
    return audited("quarantine.release", idText, release());
}

Result<> AdministrationService::deleteFromQuarantine(const QString &id)
{
    const std::optional<quarantine::Entry> entry = m_parts.quarantine.find(id.toLatin1());
    if (!entry)
        return failure(Error::Kind::NotFound, QStringLiteral("There is no message %1 in the quarantine.").arg(id));
    const Result<> removed = m_parts.quarantine.remove(entry->id);
    if (removed)
        m_parts.recorder.changed(id, texts(entry->recipients), Fate::Discarded, {}, QStringLiteral("Deleted from the quarantine by the administrator."));
    return audited("quarantine.delete", id, removed);
}

Result<admin::Page<admin::QueueItem>> AdministrationService::queue(int offset, int limit)
{
    admin::Page<admin::QueueItem> page;
    page.total = m_parts.queue.size();
    for (const delivery::QueueEntry &entry : m_parts.queue.list(offset, limit))
        page.items.append(queueItemOf(entry));
    return page;
}

Result<> AdministrationService::retryQueued(const QString &id)
{
    const Result<> result = m_parts.queue.retry(id.toLatin1());
    m_parts.health.tryNow();
    m_parts.runner.wake();
    return audited("queue.retry", id, result);
}

Result<> AdministrationService::holdQueued(const QString &id, bool held)
{
    return audited(held ? "queue.hold" : "queue.unhold", id, m_parts.queue.hold(id.toLatin1(), held));
}

Result<> AdministrationService::removeQueued(const QString &id)
{
    const Result<delivery::SpoolFile> file = m_parts.queue.file(id.toLatin1(), delivery::Verify::LengthOnly);
    const Result<> removed = m_parts.queue.remove(id.toLatin1());
    if (removed && file) {
        m_parts.recorder.changed(*file, delivery::waitingRecipients(*file), Fate::Discarded, {},
                                 QStringLiteral("Removed from the queue by the administrator."));
    }
    return audited("queue.remove", id, removed);
}

Result<> AdministrationService::drainQueue(const QString &destination)
{
    if (m_parts.restore.isRestored()) {
        if (!destination.isEmpty())
            return failure(Error::Kind::Invalid, m_parts.restore.problem());
        if (const Result<> accepted = m_parts.restore.accept(); !accepted)
            return audited("queue.drain", destination, accepted);
    }
    m_parts.startQueue();
    m_parts.queue.drain(destination.toLower().toUtf8());
    m_parts.health.tryNow();
    m_parts.runner.wake();
    return audited("queue.drain", destination, Result<>());
}

QList<admin::Domain> AdministrationService::domains() { return m_parts.settings.current()->domains; }

Result<> AdministrationService::putDomain(const admin::Domain &domain)
{
    return audited("domain.put", domain.name, m_parts.settings.putDomain(domain));
}

Result<> AdministrationService::removeDomain(const QString &name) { return audited("domain.remove", name, m_parts.settings.removeDomain(name)); }

QJsonObject AdministrationService::policy()
{
    const auto snapshot = m_parts.settings.current();
    QJsonObject document = snapshot->policyDocument;
    document.insert(QLatin1String("version"), snapshot->policyVersion);
    return document;
}

Result<> AdministrationService::checkPolicy(const QJsonObject &document)
{
    const Result<policy::Policy> parsed = policy::policyFromJson(document);
    return parsed ? Result<>() : tl::make_unexpected(parsed.error());
}

Result<int> AdministrationService::applyPolicy(const QJsonObject &document, const QString &note)
{
    const Result<int> version = audited("policy.apply", note, m_parts.settings.applyPolicy(document, note));
    if (version)
        m_parts.events.publish(QStringLiteral("policy"), {{QStringLiteral("version"), *version}});
    return version;
}

Result<admin::Page<admin::TlsSession>> AdministrationService::tlsSessions(int offset, int limit) { return m_parts.trace.tlsSessions(offset, limit); }

QList<admin::Certificate> AdministrationService::certificates()
{
    QList<admin::Certificate> all;
    for (const net::CertificateInfo &info : m_parts.tls.certificates())
        all.append({text(info.file), info.subject, info.issuer, text(info.fingerprint), texts(info.names), info.notBefore, info.notAfter, info.isSelfSigned});
    return all;
}

Result<> AdministrationService::reloadCertificates() { return audited("tls.reload", {}, m_parts.tls.reload()); }

QJsonObject AdministrationService::exportConfig()
{
    (void)audited("config.export", {}, Result<>());
    QJsonObject document = m_parts.settings.exportAll();
    document.insert(senderListsMember, toJson(m_parts.storedSenders.current()->entries()));
    return document;
}

Result<> AdministrationService::importConfig(const QJsonObject &document)
{
    const auto import = [&]() -> Result<> {
        const Result<std::optional<QList<reputation::SenderEntry>>> senders = senderEntriesFromJson(document);
        if (!senders)
            return tl::make_unexpected(senders.error());
        QJsonObject others = document;
        others.remove(senderListsMember);
        if (!*senders || !others.isEmpty()) {
            if (const Result<> imported = m_parts.settings.importAll(others); !imported)
                return imported;
        }
        return *senders ? m_parts.storedSenders.import(**senders, reputation::StoredSenderLists::Import::Replace) : Result<>();
    };
    return audited("config.import", {}, import());
}

QList<admin::Sample> AdministrationService::samples()
{
    return m_parts.mailbox ? daemon::samples(Language::English) : QList<admin::Sample>();
}

Result<admin::SendResult> AdministrationService::sendSample(const QString &id)
{
    const Result<QByteArray> content = sampleContent(id);
    if (!content)
        return tl::make_unexpected(content.error());
    const QList<admin::Sample> all = daemon::samples(Language::English);
    const auto sample = std::ranges::find(all, id, &admin::Sample::id);
    return send(*content, sample->sender, {sample->recipient});
}

Result<admin::SendResult> AdministrationService::send(const QByteArray &content, const QString &sender, const QStringList &recipients)
{
    return audited("send", recipients.join(u' '), submit(m_parts.loops, m_parts.submitter, endpoints().smtp, content, sender, recipients));
}

Result<admin::Page<admin::MailboxItem>> AdministrationService::testMailbox(int offset, int limit)
{
    return m_parts.mailbox ? m_parts.mailbox->list(offset, limit) : admin::Page<admin::MailboxItem>();
}

Result<admin::MailboxItem> AdministrationService::testMail(const QString &id)
{
    if (!m_parts.mailbox)
        return failure(Error::Kind::NotFound, QStringLiteral("Only a trial has a test mailbox."));
    return m_parts.mailbox->find(id);
}

QByteArray AdministrationService::metrics() { return prometheusText(status(), m_parts.statistics.fates(), m_parts.loops.stalls()); }

int AdministrationService::subscribe(Listener listener) { return m_parts.events.subscribe(std::move(listener)); }

void AdministrationService::unsubscribe(int subscription) { m_parts.events.unsubscribe(subscription); }

} // namespace gateway::daemon
