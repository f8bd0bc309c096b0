#pragma once

#include "gateway/delivery/courier.h"
#include "gateway/delivery/queue.h"
#include "gateway/delivery/routes.h"
#include "gateway/net/blockingpool.h"

#include <QHash>
#include <boost/asio/steady_timer.hpp>

namespace gateway::net {
class Loops;
}

namespace gateway::delivery {

/// One recipient of a queued message who is done.
struct Settled {
    int recipient = 0; ///< Index into SpoolFile::recipients.
    Fate fate = Fate::Delivered;
    smtp::Reply reply; ///< The next hop's, or ours.
};

/// Told what became of queued messages, on the loop of the attempt.
class QueueObserver
{
public:
    virtual ~QueueObserver() = default;
    /// These were refused for good (Fate::Dsn), or their time is over (Fate::Expired): tells the sender, in one report. True once that is
    /// durable, false if this sender must not get one; after an error the recipients go on waiting.
    [[nodiscard]] virtual net::Task<Result<bool>> report(const SpoolFile &file, QByteArrayView content, const QList<Settled> &recipients) = 0;
    /// These were delivered, and the report of that is ours (RFC 3461 5.2.2).
    [[nodiscard]] virtual net::Task<> relayed(const SpoolFile &file, QByteArrayView content, const QList<Settled> &recipients) = 0;
    virtual void settled(const SpoolFile &file, const QList<Settled> &recipients) = 0;
    virtual void attempted(const SpoolFile &file, const Consignment &consignment) = 0;
    virtual void damaged(const QByteArray &id, const QString &cause) = 0;
};

/// Redelivers the queue: oldest first, with growing numbers of connections for each next hop (5 to 20, threats.md C3), one probe at a
/// time for one that is down. Runs on loop 0, deliveries on all loops. All references must outlive it.
class QueueRunner
{
public:
    using RoutesSource = std::function<std::shared_ptr<const Routes>()>;
    QueueRunner(net::Loops &loops, net::BlockingPool &pool, Queue &queue, Courier &courier, HopHealth &health, RoutesSource routes, QueueObserver &observer);

    void start();                ///< Nothing if it runs already. From any thread.
    void stop();                 ///< No new attempts; isIdle() once the running ones have ended.
    void wake();                 ///< Looks at the queue now. From any thread.
    [[nodiscard]] bool isIdle() const { return m_inFlight == 0 && !m_isRunning; }

private:
    struct Ramp {
        int inFlight = 0, allowed = 5;
    };
    [[nodiscard]] net::Task<> run();
    [[nodiscard]] net::Task<> dispatchDue();
    [[nodiscard]] int room(const net::NextHop &hop);
    void dispatch(SpoolFile file, std::shared_ptr<const Routes> routes);
    /// The file, or nothing if it is damaged: then it was set aside.
    [[nodiscard]] net::Task<std::optional<SpoolFile>> load(QByteArray id);
    [[nodiscard]] net::Task<> attempt(std::size_t loop, SpoolFile file, std::shared_ptr<const Routes> routes, QByteArray hop);
    [[nodiscard]] net::Task<> deliver(std::size_t loop, SpoolFile &file, const Routes &routes);
    [[nodiscard]] net::Task<> settle(const SpoolFile &file, QByteArrayView content, const std::vector<Consignment> &consignments);
    [[nodiscard]] net::Task<bool> report(const SpoolFile &file, QByteArrayView content, QList<Settled> &recipients);
    void ended(const QByteArray &hop, qint64 octets);

    net::Loops &m_loops;
    net::BlockingPool &m_pool;
    Queue &m_queue;
    Courier &m_courier;
    HopHealth &m_health;
    RoutesSource m_routes;
    QueueObserver &m_observer;
    boost::asio::steady_timer m_timer;
    QHash<QByteArray, Ramp> m_ramps;   ///< By NextHop::toBytes(). This and the next line are used on loop 0 only.
    qint64 m_octets = 0;               ///< Of the contents in memory.
    std::atomic<int> m_inFlight{0};
    std::atomic<bool> m_isStopping{false}, m_isRunning{false};
    std::size_t m_nextLoop = 0;
};

} // namespace gateway::delivery
