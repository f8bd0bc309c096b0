#include "gateway/daemon/safekeeper.h"

#include "gateway/records/trace.h"

#include <QJsonArray>
#include <QLoggingCategory>
#include <QMutexLocker>
#include <boost/asio/this_coro.hpp>
#include <functional>
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

/// Stores a message; if its client was told 451 meanwhile, what was stored after all is taken back, lest there be two.
class SafeKeeper::StoreErrand final : public net::Errand
{
public:
    using Act = std::function<Result<>()>;
    StoreErrand(QByteArray id, Act store, Act undo) : m_id(std::move(id)), m_store(std::move(store)), m_undo(std::move(undo)) {}
    void run() override { m_result = m_store(); }
    void takeBack() override
    {
        if (!m_result)
            return;
        const Result<> undone = m_undo();
        LogRecord record(undone ? "stored-too-late" : "second-copy-possible");
        record.add("id", m_id);
        if (!undone)
            record.add("cause", undone.error().message);
        qCWarning(lcKeeper).noquote() << record.text();
    }
    [[nodiscard]] const Result<> &result() const { return m_result; }

private:
    const QByteArray m_id;
    const Act m_store, m_undo;
    Result<> m_result;
};

SafeKeeper::SafeKeeper(net::BlockingPool &pool, delivery::Queue &queue, quarantine::Quarantine &quarantine, StorageGuard &guard,
                       Recorder &recorder, Times times, QByteArray hostName)
    : m_pool(pool), m_queue(queue), m_quarantine(quarantine), m_guard(guard), m_recorder(recorder), m_times(times),
      m_hostName(std::move(hostName))
{
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
    const QByteArray content = co_await joined(pieces);
    const auto errand = std::make_shared<StoreErrand>(
        message.id, [this, file, entry, content] { return m_quarantine.add(file, entry, content); }, [this, id = message.id] { return m_quarantine.remove(id); });
    co_return co_await store(errand, message.replyBy);
}

net::Task<Result<QByteArray>> SafeKeeper::queue(MessageCase &message, const delivery::Consignment &consignment, const QList<int> &indexes)
{
    // The first file has the message's own id; further ones, for other next hops, get ids of their own.
    const bool isFirst = std::ranges::none_of(message.settlement.lines(), [](const auto &line) { return !line.queueId.isEmpty(); });
    const QByteArray id = isFirst ? message.id : records::newMessageId();
    delivery::SpoolFile file = spoolFile(message, id, indexes, consignment.delivery.prefix);
    if (std::ranges::any_of(consignment.result.outcomes, &smtp::RecipientOutcome::isFateUnknown))
        file.nextAttempt = {}; // Not at once: the next hop may be at work on the first copy still.
    const QByteArray content = co_await joined(consignment.delivery.content);
    const auto errand = queueErrand(file, content);
    const Result<> stored = co_await store(errand, message.replyBy);
    if (!stored)
        co_return tl::make_unexpected(stored.error());
    for (const int index : indexes)
        message.settlement.lines()[index].queueId = id;
    co_return id;
}

void SafeKeeper::letGo(const QList<QByteArray> &ids)
{
    for (const QByteArray &id : ids)
        m_queue.giveBack(id);
}

void SafeKeeper::takeBack(const QList<QByteArray> &queued, const std::optional<QByteArray> &quarantined)
{
    m_pool.post([this, queued, quarantined] {
        for (const QByteArray &id : queued)
            (void)m_queue.withdraw(id);
        if (quarantined)
            (void)m_quarantine.remove(*quarantined);
    });
}

std::shared_ptr<SafeKeeper::StoreErrand> SafeKeeper::queueErrand(const delivery::SpoolFile &file, const QByteArray &content)
{
    return std::make_shared<StoreErrand>(
        file.id, [this, file, content] { return m_queue.add(file, content, delivery::Queue::Turn::Withheld); }, [this, id = file.id] { return m_queue.withdraw(id); });
}

net::Task<Result<>> SafeKeeper::store(const std::shared_ptr<StoreErrand> &errand, smtp::Clock::time_point deadline)
{
    const bool isDone = co_await m_pool.runUntil(errand, std::min(deadline, smtp::Clock::now() + m_times.storagePatience));
    Result<> stored = isDone ? errand->result() : tl::make_unexpected(Error{Error::Kind::Timeout, QStringLiteral("the disk does not answer")});
    if (!stored && stored.error().kind != Error::Kind::Full)
        m_guard.failed(smtp::Clock::now());
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
                                           QList<mail::DsnFacts::Failure> failures, mail::DsnAction action)
{
    const mail::HeaderSection header(original);
    failures.removeIf([&](const mail::DsnFacts::Failure &failure) { return !mail::mayReport(envelope, failure.path, header, action); });
    if (failures.isEmpty() || !mayReportTo(envelope.reversePath.toBytes()))
        co_return false;
    delivery::SpoolFile file;
    file.id = records::newMessageId();
    file.received = QDateTime::currentDateTimeUtc();
    file.nextAttempt = file.received;
    file.recipients.append(delivery::SpoolRecipient{{envelope.reversePath, {}, {}}, {}, {}});
    const QString subject = action == mail::DsnAction::Relayed ? QStringLiteral("Your message was passed on") : QStringLiteral("Your message could not be delivered");
    file.notes = {{QStringLiteral("message"), QString::fromLatin1(file.id)}, {QStringLiteral("subject"), subject}};
    const QByteArray content = mail::deliveryStatusNotification({m_hostName, file.id, arrived, file.received, envelope, failures, action}, header);
    const auto errand = queueErrand(file, content);
    const Result<> stored = co_await store(errand, smtp::Clock::now() + m_times.storagePatience);
    if (!stored)
        co_return tl::make_unexpected(stored.error());
    m_queue.giveBack(file.id);
    noteReportTo(envelope.reversePath.toBytes());
    m_recorder.reported(file.id, envelope.reversePath, subject, content.size());
    co_return true;
}

} // namespace gateway::daemon
