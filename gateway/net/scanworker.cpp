#include "gateway/net/scanworker.h"

#include <QLoggingCategory>
#include <algorithm>

Q_LOGGING_CATEGORY(lcScan, "postern.scan")

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace gateway::net {
namespace {

constexpr auto maxBackOff = 60s; // D16: 1, 2, 4 .. 60 s.

} // namespace

ScanWorker::ScanWorker(boost::asio::any_io_executor executor, ScanCommand command, std::chrono::milliseconds readyWait,
                       std::shared_ptr<PoisonList> poison, std::shared_ptr<BlockingPool> cleaner, Observer observer)
    : m_executor(executor), m_command(std::move(command)), m_readyWait(readyWait), m_poison(std::move(poison)), m_cleaner(std::move(cleaner)),
      m_observer(std::move(observer)), m_restart(executor), m_queueTimer(executor), m_stopTimer(executor)
{
}

void ScanWorker::start()
{
    if (!m_current && !m_isStopping)
        launch();
}

std::shared_ptr<ScanConnection> ScanWorker::connect(std::function<void(ScanConnection &, const WorkerFacts &)> ready)
{
    // The connection calls us only while we live, and names itself by its address.
    const auto holder = std::make_shared<ScanConnection *>(nullptr);
    const std::weak_ptr<ScanWorker> self = weak_from_this();
    auto connection = std::make_shared<ScanConnection>(
        m_executor, m_command, m_cleaner,
        ScanConnection::Callbacks{
            [self, holder, ready = std::move(ready)](const WorkerFacts &facts) {
                if (self.lock())
                    ready(**holder, facts);
            },
            [poison = m_poison](const ScanJob &job) { poison->forgive(*job.digest); },
            [self] {
                if (const auto worker = self.lock())
                    worker->pump();
            },
            [self, holder](ScanConnection::End end) {
                if (const auto worker = self.lock())
                    worker->ended(*holder, std::move(end));
            }});
    *holder = connection.get();
    return connection;
}

void ScanWorker::launch()
{
    m_current = connect([this](ScanConnection &connection, const WorkerFacts &facts) {
        if (&connection != m_current.get())
            return;
        m_lastCause.clear();
        m_observer.ready(facts);
        pump();
    });
    if (const Result<> started = m_current->start(); !started)
        lost(m_current.get(), started.error().message);
}

/// The first restart is at once; the delay doubles from one process to the next that was of no use.
void ScanWorker::launchLater()
{
    if (m_isStopping)
        return;
    m_restart.expires_after(m_backOff);
    m_backOff = std::clamp(m_backOff * 2, 1s, std::chrono::seconds(maxBackOff));
    m_restart.async_wait([self = weak_from_this()](const boost::system::error_code &error) {
        if (const auto worker = self.lock(); worker && !error && !worker->m_current && !worker->m_isStopping)
            worker->launch();
    });
}

void ScanWorker::lost(ScanConnection *connection, const QString &cause)
{
    if (m_current && m_current.get() == connection) {
        if (connection->hasServed(std::max(1s, m_backOff)))
            m_backOff = 0s;
        m_current.reset();
        if (!m_isStopping) {
            if (std::exchange(m_lastCause, cause) != cause) // Not again each minute while it cannot start.
                qCWarning(lcScan).noquote() << u"The %1 worker %2."_s.arg(m_command.role, cause);
            m_observer.lost(cause);
        }
        launchLater();
    } else if (m_next && m_next.get() == connection) {
        m_next.reset();
        if (const auto done = std::exchange(m_replaced, {}))
            done(failure(Error::Kind::Invalid, u"The new %1 worker %2."_s.arg(m_command.role, cause)));
    } else {
        erase_if(m_retiring, [connection](const auto &retiring) { return retiring.get() == connection; });
    }
}

void ScanWorker::ended(ScanConnection *connection, ScanConnection::End end)
{
    lost(connection, end.cause);
    const auto now = ScanJob::Clock::now();
    for (ScanJobs *jobs : {&end.innocent, &end.suspects}) { // The suspects come first, one by one.
        for (; !jobs->empty(); jobs->pop_back()) {
            std::unique_ptr<ScanJob> job = std::move(jobs->back());
            job->isSuspect = job->isSuspect || jobs == &end.suspects;
            job->waitingSince = now;
            m_queue.push_front(std::move(job));
        }
    }
    for (std::unique_ptr<ScanJob> &job : end.blamed)
        blame(std::move(job), end.cause, end.kind);
    if (m_isStopping)
        refuseQueue(u"The gateway stops."_s);
    pump();
    watchQueue();
    stoppedIfDone();
}

void ScanWorker::blame(std::unique_ptr<ScanJob> job, const QString &cause, Error::Kind kind)
{
    const int deaths = m_isStopping ? 0 : m_poison->add(*job->digest, ScanJob::Clock::now());
    if (deaths >= PoisonList::maxDeaths) {
        qCCritical(lcScan).noquote() << u"A message has ended its %1 worker %2 times; SHA-256 %3."_s.arg(
            m_command.role, QString::number(deaths), QString::fromLatin1(job->digest->value().toHex()));
        job->done(failure(Error::Kind::Invalid, u"The message cannot be scanned: it ended the %1 worker %2 times."_s.arg(
                                                    m_command.role, QString::number(deaths))));
        return;
    }
    job->done(failure(kind, u"The %1 worker %2."_s.arg(m_command.role, cause)));
}

void ScanWorker::submit(std::unique_ptr<ScanJob> job)
{
    if (m_isStopping)
        return job->done(failure(Error::Kind::Io, u"The gateway stops."_s));
    job->waitingSince = ScanJob::Clock::now();
    job->giveUp = job->waitingSince + m_readyWait + m_command.deadline;
    job->isSuspect = m_poison->deaths(*job->digest, job->waitingSince) > 0;
    m_queue.push_back(std::move(job));
    pump();
    watchQueue();
}

void ScanWorker::pump()
{
    while (m_current && m_current->isReady() && !m_queue.empty() && m_current->hasRoomFor(*m_queue.front())) {
        std::unique_ptr<ScanJob> job = std::move(m_queue.front());
        m_queue.pop_front();
        if (ScanJob::Clock::now() < job->giveUp)
            m_current->send(std::move(job));
        else
            job->done(busyFailure(m_command.role));
    }
}

/// A job waits a few seconds for a worker that is being started, and as long as one scan may take for one that is busy; the connection
/// sees to those that it has.
void ScanWorker::expire()
{
    const auto now = ScanJob::Clock::now();
    const bool isReady = m_current && m_current->isReady();
    ScanJobs expired;
    std::erase_if(m_queue, [&](std::unique_ptr<ScanJob> &job) {
        const bool isOver = now >= job->giveUp || (!isReady && now >= job->waitingSince + m_readyWait);
        if (isOver)
            expired.push_back(std::move(job));
        return isOver;
    });
    for (const std::unique_ptr<ScanJob> &job : expired) {
        job->done(isReady ? busyFailure(m_command.role)
                          : failure(Error::Kind::Timeout, u"The %1 worker is not ready: it %2."_s.arg(m_command.role, m_lastCause.isEmpty() ? u"starts"_s : m_lastCause)));
    }
}

void ScanWorker::watchQueue()
{
    if (m_queue.empty() || m_isQueueWatched)
        return;
    m_isQueueWatched = true;
    m_queueTimer.expires_after(std::min(m_readyWait, m_command.deadline) / 4 + 1ms);
    m_queueTimer.async_wait([self = weak_from_this()](const boost::system::error_code &error) {
        const auto worker = self.lock();
        if (!worker || error)
            return;
        worker->m_isQueueWatched = false;
        worker->expire();
        worker->watchQueue();
    });
}

void ScanWorker::replace(std::function<void(Result<>)> done)
{
    if (m_isStopping || m_next)
        return done(failure(Error::Kind::Invalid, m_isStopping ? u"The gateway stops."_s : u"New signatures are being loaded already."_s));
    m_replaced = std::move(done);
    m_next = connect([this](ScanConnection &connection, const WorkerFacts &facts) {
        if (&connection != m_next.get())
            return;
        m_restart.cancel();
        m_backOff = 0s;
        m_lastCause.clear();
        const std::shared_ptr<ScanConnection> old = std::exchange(m_current, std::exchange(m_next, nullptr));
        if (old) {
            m_retiring.append(old);
            old->retire();
        }
        m_observer.ready(facts);
        if (const auto replaced = std::exchange(m_replaced, {}))
            replaced({});
        pump();
    });
    if (const Result<> started = m_next->start(); !started)
        lost(m_next.get(), started.error().message);
}

void ScanWorker::stop(std::chrono::milliseconds patience, std::function<void()> done)
{
    m_isStopping = true;
    m_stopped = std::move(done);
    m_restart.cancel();
    refuseQueue(u"The gateway stops."_s);
    const auto each = [this](const auto &act) {
        for (const auto &connection : QList<std::shared_ptr<ScanConnection>>{m_current, m_next} + m_retiring) {
            if (connection)
                act(*connection);
        }
    };
    each([](ScanConnection &connection) { connection.retire(); });
    m_stopTimer.expires_after(patience);
    m_stopTimer.async_wait([self = weak_from_this(), each](const boost::system::error_code &error) {
        if (const auto worker = self.lock(); worker && !error)
            each([](ScanConnection &connection) { connection.kill(u"did not end"_s); });
    });
    stoppedIfDone();
}

void ScanWorker::refuseQueue(const QString &cause)
{
    for (ScanJobs queue = std::exchange(m_queue, {}); !queue.empty(); queue.pop_front())
        queue.front()->done(failure(Error::Kind::Io, cause));
}

void ScanWorker::stoppedIfDone()
{
    if (!m_isStopping || m_current || m_next || !m_retiring.isEmpty())
        return;
    m_stopTimer.cancel();
    if (const auto stopped = std::exchange(m_stopped, {}))
        stopped();
}

} // namespace gateway::net
