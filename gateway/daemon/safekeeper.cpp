#include "gateway/daemon/safekeeper.h"

#include "gateway/records/trace.h"

#include <QJsonArray>
#include <QLoggingCategory>
#include <QMutexLocker>
#include <boost/asio/this_coro.hpp>
#include <numeric>

namespace gateway::daemon {
namespace {

constexpr int maxReportsPerHour = 10, maxReportTargets = 10'000;

smtp::Envelope withoutRecipients(smtp::Envelope envelope)
{
    envelope.recipients.clear();
    return envelope;
}

Q_LOGGING_CATEGORY(lcKeeper, "postern.keeper")

/// The client was told 451: what was stored after all is taken back, lest there be two.
void logLate(const char *where, const QByteArray &id, const Result<> &removed)
{
    LogRecord record("stored-too-late");
    record.add("in", where).add("id", id);
    if (!removed)
        record.add("cause", removed.error().message);
    qCWarning(lcKeeper).noquote() << record.text();
}

/// A message's pieces in one, for an errand that may outlive them. The loop has other things to do between the parts of a big one.
net::Task<QByteArray> joined(const QList<QByteArrayView> &pieces)
{
    constexpr qsizetype partSize = 1 << 20;
    const auto home = co_await boost::asio::this_coro::executor;
    QByteArray whole;
    whole.reserve(std::accumulate(pieces.begin(), pieces.end(), qsizetype(0), [](qsizetype sum, QByteArrayView piece) { return sum + piece.size(); }));
    for (QByteArrayView piece : pieces) {
        while (piece.size() > partSize) {
            whole.append(piece.first(partSize));
            piece = piece.sliced(partSize);
            co_await boost::asio::post(home, boost::asio::use_awaitable);
        }
        whole.append(piece);
    }
    co_return whole;
}

/// Into the queue, where it is withheld until somebody has learned that it is there.
class QueueErrand final : public net::Errand
{
public:
    QueueErrand(delivery::Queue &queue, delivery::SpoolFile file, QByteArray content) : m_queue(queue), m_file(std::move(file)), m_content(std::move(content)) {}
    void run() override { m_result = m_queue.add(m_file, m_content, delivery::Queue::Turn::Withheld); }
    void takeBack() override
    {
        if (!m_result)
            return;
        const Result<> removed = m_queue.withdraw(m_file.id);
        logLate("queue", m_file.id, removed);
    }
    [[nodiscard]] const Result<> &result() const { return m_result; }

private:
    delivery::Queue &m_queue;
    const delivery::SpoolFile m_file;
    const QByteArray m_content;
    Result<> m_result;
};

class QuarantineErrand final : public net::Errand
{
public:
    QuarantineErrand(quarantine::Quarantine &quarantine, delivery::SpoolFile file, quarantine::Entry entry, QByteArray content)
        : m_quarantine(quarantine), m_file(std::move(file)), m_entry(std::move(entry)), m_content(std::move(content)) {}
    void run() override { m_result = m_quarantine.add(m_file, m_entry, m_content); }
    void takeBack() override
    {
        if (!m_result)
            return;
        const Result<> removed = m_quarantine.remove(m_file.id);
        logLate("quarantine", m_file.id, removed);
    }
    [[nodiscard]] const Result<> &result() const { return m_result; }

private:
    quarantine::Quarantine &m_quarantine;
    const delivery::SpoolFile m_file;
    const quarantine::Entry m_entry;
    const QByteArray m_content;
    Result<> m_result;
};

const Error diskIsSilent{Error::Kind::Timeout, QStringLiteral("the disk does not answer")};

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
                       Recorder &recorder, Times times, QByteArray hostName)
    : m_pool(pool), m_queue(queue), m_quarantine(quarantine), m_guard(guard), m_recorder(recorder), m_times(times),
      m_hostName(std::move(hostName))
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
    entry.expires = message.received.addSecs(std::chrono::seconds(m_times.quarantine).count());
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
    QByteArray content = co_await joined(pieces);
    const auto errand = std::make_shared<QuarantineErrand>(m_quarantine, file, entry, std::move(content));
    const bool isDone = co_await m_pool.runUntil(errand, smtp::Clock::now() + m_times.storagePatience);
    co_return noted(isDone ? errand->result() : tl::make_unexpected(diskIsSilent));
}

net::Task<Result<>> SafeKeeper::queue(MessageCase &message, const delivery::Consignment &consignment, const QList<int> &indexes)
{
    // The first file has the message's own id; further ones, for other next hops, get ids of their own.
    const bool isFirst = std::ranges::none_of(message.settlement.lines(), [](const auto &line) { return !line.queueId.isEmpty(); });
    const QByteArray id = isFirst ? message.id : records::newMessageId();
    delivery::SpoolFile file = spoolFile(message, id, indexes, consignment.delivery.prefix);
    if (std::ranges::any_of(consignment.result.outcomes, &smtp::RecipientOutcome::isFateUnknown))
        file.nextAttempt = {}; // Not at once: the next hop may be at work on the first copy still.
    QByteArray content = co_await joined(consignment.delivery.content);
    const Result<> stored = co_await enqueue(file, std::move(content));
    if (stored) {
        for (const int index : indexes)
            message.settlement.lines()[index].queueId = id;
    }
    co_return stored;
}

net::Task<Result<>> SafeKeeper::enqueue(const delivery::SpoolFile &file, QByteArray content)
{
    const auto errand = std::make_shared<QueueErrand>(m_queue, file, std::move(content));
    const bool isDone = co_await m_pool.runUntil(errand, smtp::Clock::now() + m_times.storagePatience);
    Result<> stored = noted(isDone ? errand->result() : tl::make_unexpected(diskIsSilent));
    if (stored)
        m_queue.giveBack(file.id);
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
    QByteArray own = content;
    const Result<> stored = co_await enqueue(file, std::move(own));
    if (!stored)
        co_return tl::make_unexpected(stored.error());
    noteReportTo(envelope.reversePath.toBytes());
    m_recorder.reported(file.id, envelope.reversePath, subject, content.size());
    co_return true;
}

} // namespace gateway::daemon
