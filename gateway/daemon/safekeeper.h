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
/// the message is durable (threats.md I1), or with the error; Error::Kind::Timeout from a disk that hangs (D6), and then it is not kept, even if
/// the disk comes to it later. All references must outlive it.
class SafeKeeper
{
public:
    struct Times {
        std::chrono::hours quarantine{30 * 24};      ///< How long a message is kept there.
        std::chrono::seconds storagePatience{20};    ///< How long a disk may take for one.
    };

    SafeKeeper(net::BlockingPool &pool, delivery::Queue &queue, quarantine::Quarantine &quarantine, StorageGuard &guard, Recorder &recorder,
               Times times, QByteArray hostName);

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
    [[nodiscard]] net::Task<Result<>> enqueue(const delivery::SpoolFile &file, QByteArray content);
    [[nodiscard]] bool mayReportTo(const QByteArray &target);
    void noteReportTo(const QByteArray &target);
    /// What a write brought; tells the guard of a failure.
    [[nodiscard]] Result<> noted(Result<> result);

    net::BlockingPool &m_pool;
    delivery::Queue &m_queue;
    quarantine::Quarantine &m_quarantine;
    StorageGuard &m_guard;
    Recorder &m_recorder;
    const Times m_times;
    const QByteArray m_hostName;
    QMutex m_mutex;
    QHash<QByteArray, QList<smtp::Clock::time_point>> m_reports; ///< By target, the last hour's (B2: at most 10).
};

} // namespace gateway::daemon
