#pragma once

#include "gateway/content/findings.h"
#include "gateway/content/frame.h"
#include "gateway/net/blockingpool.h"
#include "gateway/net/poisonlist.h"
#include "gateway/net/scratchdirectory.h"
#include "gateway/net/task.h"
#include "gateway/net/workerfacts.h"
#include "gateway/net/workerprocess.h"

#include <algorithm>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <deque>
#include <functional>
#include <memory>

namespace gateway::net {

/// One message on its way through one layer.
struct ScanJob {
    using Clock = std::chrono::steady_clock;

    QByteArrayView message;                ///< Borrowed from the caller until \a done was called.
    const content::ScanContext *context = nullptr; ///< Likewise.
    std::shared_ptr<const MessageDigest> digest; ///< Of \a message.
    std::function<void(Result<content::Findings>)> done; ///< Called once, on the worker's loop.
    Clock::time_point waitingSince;        ///< When it came, or came back from a worker that died.
    Clock::time_point giveUp;              ///< When it is answered as one that could not be scanned, unless its scan has begun (threats.md S18).
    bool isSuspect = false;                ///< It may have killed a worker: scanned alone, so that no other is blamed.
};
/// The sentence for a Failure frame, whose words come from a worker that is not trusted.
[[nodiscard]] QString scanFailureText(const QString &role, const QByteArray &words);
/// For a job whose time to begin is over.
[[nodiscard]] tl::unexpected<Error> busyFailure(const QString &role);

using ScanJobs = std::deque<std::unique_ptr<ScanJob>>;

/// How a worker process is started and how long it may take.
struct ScanCommand {
    QString program, role;
    QStringList arguments;                 ///< Beside the role and the temporary directory.
    QString scratchParent;                 ///< Where the temporary directory is made; empty: the role needs none.
    int threads = 1;                       ///< How many messages it scans at a time, in the order in which they came.
    std::chrono::milliseconds startDeadline{30'000}; ///< Until its Hello.
    std::chrono::milliseconds deadline{120'000};     ///< For the scan of one message (threats.md V2).
    std::chrono::milliseconds slowAfter{1'000};      ///< A scan that has taken longer gets no further messages sent behind it.

    [[nodiscard]] Result<WorkerProcess> start(const ScratchDirectory &scratch) const;
};

/// One worker process and the messages it has. Lives on one loop; all calls and callbacks are made there.
class ScanConnection : public std::enable_shared_from_this<ScanConnection>
{
public:
    /// How the process ended, and the jobs it had not answered.
    struct End {
        QString cause;
        Error::Kind kind = Error::Kind::Io;
        ScanJobs blamed;   ///< At most one: the one that was being scanned alone, or was over its deadline, or had a false answer.
        ScanJobs suspects; ///< Being scanned at that time, one of them to blame.
        ScanJobs innocent; ///< Not begun.
    };
    struct Callbacks {
        std::function<void(const WorkerFacts &)> ready;
        std::function<void(const ScanJob &)> scanned; ///< It got findings; called before its done().
        std::function<void()> room;                   ///< Another job can be sent.
        std::function<void(End)> ended;               ///< The last call.
    };

    /// The temporary directory is removed on \a cleaner: it may hold gigabytes (threats.md R6).
    ScanConnection(boost::asio::any_io_executor executor, ScanCommand command, std::shared_ptr<BlockingPool> cleaner, Callbacks callbacks);
    [[nodiscard]] Result<> start();

    [[nodiscard]] bool isReady() const { return m_isReady && !m_isRetired && m_cause.isEmpty(); }
    [[nodiscard]] bool hasRoomFor(const ScanJob &job) const;
    /// Whether it was of use: scanned something, or was ready for at least \a time.
    [[nodiscard]] bool hasServed(std::chrono::milliseconds time) const;
    void send(std::unique_ptr<ScanJob> job); ///< Needs hasRoomFor().
    void retire();                           ///< Takes no more; ends when what it has is answered.
    void kill(const QString &cause, Error::Kind kind = Error::Kind::Io);

private:
    using TimePoint = ScanJob::Clock::time_point;

    struct Entry {
        std::unique_ptr<ScanJob> job;      ///< Null once it was given up: the worker has the message still, nobody waits for the answer.
        quint64 id = 0;
        qsizetype size = 0;                ///< Of the message.
        QByteArray octets;                 ///< What is to be written first.
        QByteArrayView rest;               ///< And then, of the job's message. Empty for one that may be given up: all of it is copied.
        std::optional<TimePoint> begun;    ///< When the worker could begin with it.
        bool isWritten = false;
        std::optional<Result<content::Findings>> answer; ///< Came before we had finished writing: kept until then.
    };

    Task<> read();
    [[nodiscard]] bool take(content::Frame frame);
    [[nodiscard]] bool takeAnswer(const content::Frame &frame);
    void complete(std::size_t index);
    void beginNext();
    [[nodiscard]] std::size_t beginning() const { return std::min(m_entries.size(), std::size_t(m_command.threads)); }
    [[nodiscard]] TimePoint due(const Entry &entry) const;
    [[nodiscard]] std::optional<TimePoint> endOfVainWork() const;
    void giveUpLate(TimePoint now);
    void write();
    void written(std::size_t count, const boost::system::error_code &error);
    void closeInputIfDone();
    void watch();
    void watchBy(TimePoint time);
    void finish();

    ScanCommand m_command;
    std::shared_ptr<BlockingPool> m_cleaner;
    Callbacks m_callbacks;
    boost::asio::posix::stream_descriptor m_input, m_output;
    boost::asio::steady_timer m_watch;
    ScratchDirectory m_scratch;       // Removed after the process, which is declared below it.
    std::optional<WorkerProcess> m_process;
    std::deque<Entry> m_entries;      ///< In the order in which the worker gets them.
    std::size_t m_sent = 0;           ///< How many of them are written or being written.
    qsizetype m_octets = 0;           ///< Of all messages in m_entries.
    quint64 m_nextId = 1;
    quint64 m_blamedId = 0;
    QString m_cause;                  ///< Why we ended it.
    Error::Kind m_kind = Error::Kind::Io;
    TimePoint m_started, m_readySince;
    bool m_isReady = false, m_hasScanned = false, m_isRetired = false, m_isWriting = false, m_isReading = false;
};

} // namespace gateway::net
