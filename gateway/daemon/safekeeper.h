#pragma once

#include "gateway/daemon/messagecase.h"
#include "gateway/daemon/recorder.h"
#include "gateway/daemon/storageguard.h"
#include "gateway/delivery/queue.h"
#include "gateway/mail/dsn.h"
#include "gateway/net/blockingpool.h"
#include "gateway/quarantine/quarantine.h"

namespace gateway::daemon {

/// Puts messages where a crash cannot reach them: the quarantine and the queue, and reports into the queue. Every function returns once
/// the message is durable (threats.md I1), or with the error. All references must outlive it.
class SafeKeeper
{
public:
    SafeKeeper(net::BlockingPool &pool, delivery::Queue &queue, quarantine::Quarantine &quarantine, StorageGuard &guard, Recorder &recorder,
               QByteArray hostName, std::chrono::hours quarantineTime);

    /// The lines \a indexes of the message; \a pieces are its octets but for the fields that must not pass.
    [[nodiscard]] net::Task<Result<>> quarantine(MessageCase &message, const QList<int> &indexes, const QByteArray &prefix, const QList<QByteArrayView> &pieces);
    /// Whether the queue would take \a octets more.
    [[nodiscard]] bool hasRoomFor(qint64 octets) const { return m_queue.hasRoomFor(octets); }
    /// A consignment that could not be delivered now.
    [[nodiscard]] net::Task<Result<>> queue(MessageCase &message, const delivery::Consignment &consignment, const QList<int> &indexes);
    /// A report of failure to the originator, if one may be sent (B2). True if it was queued.
    [[nodiscard]] net::Task<Result<bool>> report(const smtp::Envelope &envelope, QByteArrayView original, const QDateTime &arrived,
                                                 QList<mail::DsnFacts::Failure> failures);

private:
    [[nodiscard]] bool mayReportTo(const QByteArray &target);
    void noteReportTo(const QByteArray &target);
    /// What a write brought; tells the guard of a failure.
    [[nodiscard]] Result<> noted(Result<> result);

    net::BlockingPool &m_pool;
    delivery::Queue &m_queue;
    quarantine::Quarantine &m_quarantine;
    StorageGuard &m_guard;
    Recorder &m_recorder;
    const QByteArray m_hostName;
    const std::chrono::hours m_quarantineTime;
    QMutex m_mutex;
    QHash<QByteArray, QList<smtp::Clock::time_point>> m_reports; ///< By target, the last hour's (B2: at most 10).
};

} // namespace gateway::daemon
