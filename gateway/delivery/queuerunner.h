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

/// Told what became of queued messages, on the loop of the attempt.
class QueueObserver
{
public:
    virtual ~QueueObserver() = default;
    /// Recipients are done: delivered, refused for good by the next hop (Fate::Dsn), or their time is over (Fate::Expired). Returns once a
    /// report that is due is durable.
    [[nodiscard]] virtual net::Task<> settled(const SpoolFile &file, QByteArrayView content, const QList<int> &recipients, Fate fate,
                                              const smtp::Reply &reply) = 0;
    virtual void attempted(const SpoolFile &file, const Consignment &consignment) = 0;
    virtual void damaged(const QByteArray &id, const QString &cause) = 0;
};

/// Redelivers the queue: oldest first, with growing numbers of connections for each destination (5 to 20, threats.md C3), one probe at a
/// time for a next hop that is down. Runs on loop 0, deliveries on all loops. All references must outlive it.
class QueueRunner
{
public:
    using RoutesSource = std::function<std::shared_ptr<const Routes>()>;
    QueueRunner(net::Loops &loops, net::BlockingPool &pool, Queue &queue, Courier &courier, HopHealth &health, RoutesSource routes, QueueObserver &observer);

    void start();
    void stop();                 ///< No new attempts; isIdle() once the running ones have ended.
    void wake();                 ///< Looks at the queue now. From any thread.
    [[nodiscard]] bool isIdle() const { return m_inFlight == 0; }

private:
    struct Ramp {
        int inFlight = 0, allowed = 5;
    };
    [[nodiscard]] net::Task<> run();
    [[nodiscard]] net::Task<> dispatchDue();
    [[nodiscard]] int room(const Routes &routes, const QByteArray &destination);
    /// The file, or nothing if it is damaged: then it was set aside.
    [[nodiscard]] net::Task<std::optional<SpoolFile>> load(QByteArray id);
    [[nodiscard]] net::Task<> attempt(std::size_t loop, SpoolFile file, std::shared_ptr<const Routes> routes, QByteArray destination);
    [[nodiscard]] net::Task<> deliver(std::size_t loop, SpoolFile &file, const Routes &routes);
    [[nodiscard]] net::Task<> settle(const SpoolFile &file, QByteArrayView content, const std::vector<Consignment> &consignments);
    void ended(const QByteArray &destination);

    net::Loops &m_loops;
    net::BlockingPool &m_pool;
    Queue &m_queue;
    Courier &m_courier;
    HopHealth &m_health;
    RoutesSource m_routes;
    QueueObserver &m_observer;
    boost::asio::steady_timer m_timer;
    QHash<QByteArray, Ramp> m_ramps;   ///< Used on loop 0 only.
    std::atomic<int> m_inFlight{0};
    std::atomic<bool> m_isStopping{false};
    std::size_t m_nextLoop = 0;
};

} // namespace gateway::delivery
