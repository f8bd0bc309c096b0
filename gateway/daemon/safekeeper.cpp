#include "gateway/daemon/safekeeper.h"

#include "gateway/records/trace.h"

#include <QJsonArray>
#include <QMutexLocker>

namespace gateway::daemon {
namespace {

constexpr int maxReportsPerHour = 10, maxReportTargets = 10'000;

smtp::Envelope withoutRecipients(smtp::Envelope envelope)
{
    envelope.recipients.clear();
    return envelope;
}

/// A message's pieces as one view; copied only if there are several.
class Whole
{
public:
    explicit Whole(const QList<QByteArrayView> &pieces)
    {
        if (pieces.size() == 1) {
            m_view = pieces.first();
            return;
        }
        for (const QByteArrayView piece : pieces)
            m_joined.append(piece);
        m_view = m_joined;
    }
    Q_DISABLE_COPY_MOVE(Whole)
    [[nodiscard]] QByteArrayView view() const { return m_view; }

private:
    QByteArray m_joined;
    QByteArrayView m_view;
};

delivery::SpoolFile spoolFile(const MessageCase &message, const QByteArray &id, const QList<int> &indexes, const QByteArray &prefix)
{
    delivery::SpoolFile file;
    file.id = id;
    file.received = message.received;
    file.envelope = withoutRecipients(message.transaction.envelope);
    for (const int index : indexes) {
        const delivery::Settlement::Line &line = message.settlement.lines()[index];
        file.recipients.append({line.path, {}, line.reply.code != 0 ? QString::fromUtf8(line.reply.toLine()) : QString()});
    }
    file.prefix = prefix;
    file.nextAttempt = message.received;
    file.notes = {{QStringLiteral("message"), QString::fromLatin1(message.id)}, {QStringLiteral("subject"), message.findings.subject}};
    return file;
}

} // namespace

SafeKeeper::SafeKeeper(net::BlockingPool &pool, delivery::Queue &queue, quarantine::Quarantine &quarantine, StorageGuard &guard,
                       Recorder &recorder, QByteArray hostName, std::chrono::hours quarantineTime)
    : m_pool(pool), m_queue(queue), m_quarantine(quarantine), m_guard(guard), m_recorder(recorder), m_hostName(std::move(hostName)),
      m_quarantineTime(quarantineTime)
{
}

Result<> SafeKeeper::noted(Result<> result)
{
    if (!result && result.error().kind != Error::Kind::Full)
        m_guard.failed(smtp::Clock::now());
    return result;
}

net::Task<Result<>> SafeKeeper::quarantine(MessageCase &message, const QList<int> &indexes, const QByteArray &prefix, const QList<QByteArrayView> &pieces)
{
    const delivery::SpoolFile file = spoolFile(message, message.id, indexes, prefix);
    quarantine::Entry entry;
    entry.id = message.id;
    entry.received = message.received;
    entry.expires = message.received.addSecs(std::chrono::seconds(m_quarantineTime).count());
    entry.reversePath = message.transaction.envelope.reversePath.toBytes();
    for (const int index : indexes) {
        const delivery::Settlement::Line &line = message.settlement.lines()[index];
        entry.recipients.append(line.path.mailbox.toBytes());
        entry.isForAdministratorOnly = entry.isForAdministratorOnly || line.decision.isForAdministratorOnly;
        entry.rule = QString::fromUtf8(line.decision.rule);
    }
    entry.headerFrom = message.findings.headerFrom;
    entry.subject = message.findings.subject;
    entry.messageClass = message.assessment.messageClass;
    entry.score = message.assessment.score;
    entry.size = message.octets.size();
    entry.reasons = message.findings.reasons;
    const Whole content(pieces);
    co_return noted(co_await m_pool.run([this, &file, &entry, &content] { return m_quarantine.add(file, entry, content.view()); }));
}

net::Task<Result<>> SafeKeeper::queue(MessageCase &message, const delivery::Consignment &consignment, const QList<int> &indexes)
{
    // The first file has the message's own id; further ones, for other next hops, get ids of their own.
    const bool isFirst = std::ranges::none_of(message.settlement.lines(), [](const auto &line) { return !line.queueId.isEmpty(); });
    const QByteArray id = isFirst ? message.id : records::newMessageId();
    delivery::SpoolFile file = spoolFile(message, id, indexes, consignment.delivery.prefix);
    if (std::ranges::any_of(consignment.result.outcomes, &smtp::RecipientOutcome::isFateUnknown))
        file.nextAttempt = {}; // Not at once: the next hop may be at work on the first copy still.
    const Whole content(consignment.delivery.content);
    const Result<> stored = noted(co_await m_pool.run([this, &file, &content] { return m_queue.add(file, content.view()); }));
    if (stored) {
        for (const int index : indexes)
            message.settlement.lines()[index].queueId = id;
    }
    co_return stored;
}

bool SafeKeeper::mayReportTo(const QByteArray &target)
{
    const QMutexLocker lock(&m_mutex);
    const smtp::Clock::time_point now = smtp::Clock::now();
    const auto isOld = [now](smtp::Clock::time_point time) { return now - time > std::chrono::hours(1); };
    if (m_reports.size() >= maxReportTargets)
        m_reports.removeIf([&isOld](auto entry) { return std::ranges::all_of(entry.value(), isOld); });
    if (m_reports.size() >= maxReportTargets && !m_reports.contains(target))
        return false;
    QList<smtp::Clock::time_point> &times = m_reports[target];
    times.removeIf(isOld);
    return times.size() < maxReportsPerHour;
}

void SafeKeeper::noteReportTo(const QByteArray &target)
{
    const QMutexLocker lock(&m_mutex);
    m_reports[target].append(smtp::Clock::now());
}

net::Task<Result<bool>> SafeKeeper::report(const smtp::Envelope &envelope, QByteArrayView original, const QDateTime &arrived,
                                           QList<mail::DsnFacts::Failure> failures)
{
    const mail::HeaderSection header(original);
    failures.removeIf([&](const mail::DsnFacts::Failure &failure) { return !mail::mayReport(envelope, failure.path, header); });
    if (failures.isEmpty() || !mayReportTo(envelope.reversePath.toBytes()))
        co_return false;
    delivery::SpoolFile file;
    file.id = records::newMessageId();
    file.received = QDateTime::currentDateTimeUtc();
    file.nextAttempt = file.received;
    file.recipients.append(delivery::SpoolRecipient{{envelope.reversePath, {}, {}}, {}, {}});
    const QString subject = QStringLiteral("Your message could not be delivered");
    file.notes = {{QStringLiteral("message"), QString::fromLatin1(file.id)}, {QStringLiteral("subject"), subject}};
    const QByteArray content = mail::deliveryStatusNotification({m_hostName, file.id, arrived, file.received, envelope, failures}, header);
    const Result<> stored = noted(co_await m_pool.run([this, &file, &content] { return m_queue.add(file, content); }));
    if (!stored)
        co_return tl::make_unexpected(stored.error());
    noteReportTo(envelope.reversePath.toBytes());
    m_recorder.reported(file.id, envelope.reversePath, subject, content.size());
    co_return true;
}

} // namespace gateway::daemon
