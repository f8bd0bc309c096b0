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
/// the message is durable (threats.md I1), or with the error; Error::Kind::Timeout from a disk that hangs (D6), and then it is not kept: what
/// the disk comes to later is taken back. All references must outlive it.
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
    /// A consignment that could not be delivered now. Returns its id in the queue, where it is withheld until letGo().
    [[nodiscard]] net::Task<Result<QByteArray>> queue(MessageCase &message, const delivery::Consignment &consignment, const QList<int> &indexes);
    void letGo(const QList<QByteArray> &ids);
    /// Of a message that is deferred after all: each copy of it that stays behind would come twice (I3). \a quarantined: the message's id.
    void takeBack(const QList<QByteArray> &queued, const std::optional<QByteArray> &quarantined);
    /// A report to the originator, if one may be sent (B2). True if it was queued.
    [[nodiscard]] net::Task<Result<bool>> report(const smtp::Envelope &envelope, QByteArrayView original, const QDateTime &arrived,
                                                 QList<mail::DsnFacts::Failure> failures, mail::DsnAction action = mail::DsnAction::Failed);

private:
    class StoreErrand;
    [[nodiscard]] std::shared_ptr<StoreErrand> queueErrand(const delivery::SpoolFile &file, const QByteArray &content);
    /// Until \a deadline at most; tells the guard of a failure.
    [[nodiscard]] net::Task<Result<>> store(const std::shared_ptr<StoreErrand> &errand, smtp::Clock::time_point deadline);
    [[nodiscard]] bool mayReportTo(const QByteArray &target);
    void noteReportTo(const QByteArray &target);

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
