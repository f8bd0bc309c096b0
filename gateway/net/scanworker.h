#pragma once

#include "gateway/net/poisonlist.h"
#include "gateway/net/scanconnection.h"

namespace gateway::net {

/// One place in which a worker process is kept running: the queue in front of it, its restarts, and who is to blame when it
/// dies. Lives on one loop; submit() and the rest are called there.
class ScanWorker : public std::enable_shared_from_this<ScanWorker>
{
public:
    struct Observer {
        std::function<void(const WorkerFacts &)> ready;
        std::function<void(const QString &cause)> lost; ///< It ended or could not be started; it is started again.
    };

    /// \a poison is shared with the other workers of the layer. What dead processes leave behind is removed on \a cleaner.
    ScanWorker(boost::asio::any_io_executor executor, ScanCommand command, std::chrono::milliseconds readyWait,
               std::shared_ptr<PoisonList> poison, std::shared_ptr<BlockingPool> cleaner, Observer observer);

    void start();
    void submit(std::unique_ptr<ScanJob> job);
    /// Starts a second process with the same command; it takes over once it is ready, else the first stays.
    void replace(std::function<void(Result<>)> done);
    /// No more jobs; ends the processes by the end of their input, kills them after \a patience, then calls \a done.
    void stop(std::chrono::milliseconds patience, std::function<void()> done);
    [[nodiscard]] const boost::asio::any_io_executor &executor() const { return m_executor; }

private:
    [[nodiscard]] std::shared_ptr<ScanConnection> connect(std::function<void(ScanConnection &, const WorkerFacts &)> ready);
    void launch();
    void launchLater();
    void lost(ScanConnection *connection, const QString &cause);
    void ended(ScanConnection *connection, ScanConnection::End end);
    void blame(std::unique_ptr<ScanJob> job, const QString &cause, Error::Kind kind);
    void pump();
    void expire();
    void watchQueue();
    void refuseQueue(const QString &cause);
    void stoppedIfDone();

    boost::asio::any_io_executor m_executor;
    ScanCommand m_command;
    std::chrono::milliseconds m_readyWait;
    std::shared_ptr<PoisonList> m_poison;
    std::shared_ptr<BlockingPool> m_cleaner;
    Observer m_observer;
    boost::asio::steady_timer m_restart, m_queueTimer, m_stopTimer;
    ScanJobs m_queue;
    std::shared_ptr<ScanConnection> m_current; ///< Takes the jobs, or starts.
    std::shared_ptr<ScanConnection> m_next;    ///< Starts, to take over from m_current.
    QList<std::shared_ptr<ScanConnection>> m_retiring; ///< Finish what they have.
    std::function<void(Result<>)> m_replaced;
    std::function<void()> m_stopped;
    std::chrono::seconds m_backOff{0};         ///< Before the next start.
    QString m_lastCause;
    bool m_isStopping = false, m_isQueueWatched = false;
};

} // namespace gateway::net
