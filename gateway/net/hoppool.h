#pragma once

#include "gateway/net/clientconnection.h"

#include <boost/asio/steady_timer.hpp>
#include <boost/intrusive/list.hpp>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace gateway::net {

class Loops;

/// The connections to all next hops: at most so many to each over all loops (threats.md C3), idle ones kept for a while by the loop
/// they live on. Who finds none free waits in turn.
class HopPool : public std::enable_shared_from_this<HopPool>
{
public:
    using Clock = smtp::Clock;

    /// The right to have one connection to a hop open from a loop. Given back at its end.
    class Slot
    {
    public:
        Slot() = default;
        Slot(std::shared_ptr<HopPool> pool, std::size_t loop, NextHop hop) : m_pool(std::move(pool)), m_loop(loop), m_hop(std::move(hop)) {}
        Slot(Slot &&) = default;
        Slot &operator=(Slot &&other) noexcept;
        ~Slot() { release(); }
        void release();
        [[nodiscard]] std::size_t loop() const { return m_loop; }
        [[nodiscard]] const NextHop &hop() const { return m_hop; }

    private:
        std::shared_ptr<HopPool> m_pool;
        std::size_t m_loop = 0;
        NextHop m_hop;
    };

    /// A slot, and the kept-open connection that uses it already, or none.
    struct Lease {
        Slot slot;
        std::unique_ptr<ClientConnection> connection;
    };

    HopPool(Loops &loops, int maxPerHop, std::chrono::seconds keepOpen);

    /// From a coroutine on \a loop. Nothing if no turn came until \a deadline.
    [[nodiscard]] Task<std::optional<Lease>> acquire(std::size_t loop, NextHop hop, Clock::time_point deadline);
    /// On the lease's loop: keeps its connection, which must be idle, for the next.
    void giveBack(Lease lease);
    void shutDown(); ///< Closes what is idle, now and from now on.
    void clear();    ///< When the loops have stopped: forgets what is idle.

private:
    struct Waiter : public boost::intrusive::list_base_hook<boost::intrusive::link_mode<boost::intrusive::auto_unlink>> {
        explicit Waiter(boost::asio::io_context &context) : timer(context) {}
        boost::asio::steady_timer timer;
        std::optional<Lease> lease;
    };
    struct LoopPart {
        int open = 0;
        std::deque<Lease> idle; ///< The youngest at the back, which is used first.
        boost::intrusive::list<Waiter, boost::intrusive::constant_time_size<false>> waiters;
    };
    struct Hop {
        explicit Hop(std::size_t loops) : parts(loops) {}
        int open = 0;
        std::vector<LoopPart> parts;
    };
    struct Sweeper { ///< Of one loop.
        explicit Sweeper(boost::asio::io_context &context) : timer(context) {}
        boost::asio::steady_timer timer;
        bool isRunning = false;
    };

    void release(std::size_t loop, const NextHop &hop);
    /// The loop whose waiter is to get a slot that is free on \a own; nothing if nobody waits. Under the mutex.
    [[nodiscard]] static std::optional<std::size_t> nextLoop(const Hop &hop, std::size_t own);
    void grant(std::size_t loop, const NextHop &hop);
    void closeOneIdle(std::size_t loop, const NextHop &hop);
    void sweep(std::size_t loop);
    [[nodiscard]] std::vector<Lease> takeIdle(std::size_t loop, Clock::time_point idleBefore);

    Loops &m_loops;
    const int m_maxPerHop;
    const std::chrono::seconds m_keepOpen;
    std::mutex m_mutex;
    bool m_isShutDown = false;
    std::map<NextHop, Hop> m_hops; ///< Only those with something open or someone waiting.
    std::vector<std::unique_ptr<Sweeper>> m_sweepers;
};

} // namespace gateway::net
