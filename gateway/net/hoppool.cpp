#include "gateway/net/hoppool.h"

#include "gateway/net/loops.h"

#include <algorithm>
#include <boost/asio/post.hpp>

namespace gateway::net {

using namespace std::chrono_literals;
using boost::asio::post;

HopPool::Slot &HopPool::Slot::operator=(Slot &&other) noexcept
{
    if (this != &other) {
        release();
        m_pool = std::move(other.m_pool);
        m_loop = other.m_loop;
        m_hop = std::move(other.m_hop);
    }
    return *this;
}

void HopPool::Slot::release()
{
    if (const auto pool = std::exchange(m_pool, nullptr))
        pool->release(m_loop, m_hop);
}

HopPool::HopPool(Loops &loops, int maxPerHop, std::chrono::seconds keepOpen)
    : m_loops(loops), m_maxPerHop(std::max(maxPerHop, 1)), m_keepOpen(keepOpen)
{
    for (std::size_t i = 0; i < loops.count(); ++i)
        m_sweepers.push_back(std::make_unique<Sweeper>(loops.at(i)));
}

Task<std::optional<HopPool::Lease>> HopPool::acquire(std::size_t loop, NextHop hop, Clock::time_point deadline)
{
    Waiter waiter(m_loops.at(loop));
    {
        const std::scoped_lock lock(m_mutex);
        Hop &entry = m_hops.try_emplace(hop, m_loops.count()).first->second;
        LoopPart &part = entry.parts[loop];
        if (!part.idle.empty()) {
            Lease lease = std::move(part.idle.back());
            part.idle.pop_back();
            co_return lease;
        }
        if (entry.open < m_maxPerHop) {
            ++entry.open;
            ++part.open;
            co_return Lease{Slot(shared_from_this(), loop, std::move(hop)), nullptr};
        }
        part.waiters.push_back(waiter);
        for (std::size_t other = 0; other < entry.parts.size(); ++other) {
            if (!entry.parts[other].idle.empty()) {
                post(m_loops.at(other), [self = shared_from_this(), other, hop] { self->closeOneIdle(other, hop); });
                break;
            }
        }
    }
    struct Leave { // Also when this coroutine is dropped.
        HopPool &pool;
        Waiter &waiter;
        ~Leave()
        {
            const std::scoped_lock lock(pool.m_mutex);
            waiter.unlink();
        }
    };
    {
        const Leave leave{*this, waiter};
        waiter.timer.expires_at(deadline);
        co_await waiter.timer.async_wait(asTuple);
    }
    co_return std::move(waiter.lease);
}

void HopPool::giveBack(Lease lease)
{
    const std::size_t loop = lease.slot.loop();
    lease.connection->idleSince = Clock::now();
    {
        const std::scoped_lock lock(m_mutex);
        Hop &hop = m_hops.at(lease.slot.hop());
        LoopPart &part = hop.parts[loop];
        const std::optional<std::size_t> next = nextLoop(hop, loop);
        if (next == loop) {
            Waiter &waiter = part.waiters.front();
            part.waiters.pop_front();
            waiter.lease = std::move(lease);
            waiter.timer.cancel();
            return;
        }
        if (!next && !m_isShutDown) {
            part.idle.push_back(std::move(lease));
            Sweeper &sweeper = *m_sweepers[loop];
            if (!std::exchange(sweeper.isRunning, true))
                sweep(loop);
            return;
        }
    }
    lease.connection->quit(); // Connections cannot change loops: another one needs the slot.
}

std::optional<std::size_t> HopPool::nextLoop(const Hop &hop, std::size_t own)
{
    std::optional<std::size_t> found;
    for (std::size_t i = 0; i < hop.parts.size(); ++i) {
        if (hop.parts[i].waiters.empty())
            continue;
        if (i != own && hop.parts[i].open == 0)
            return i; // It would never have a turn while the others are busy.
        if (!found || i == own)
            found = i;
    }
    return found;
}

void HopPool::release(std::size_t loop, const NextHop &hop)
{
    std::optional<std::size_t> next;
    {
        const std::scoped_lock lock(m_mutex);
        const auto entry = m_hops.find(hop);
        --entry->second.parts[loop].open;
        next = nextLoop(entry->second, loop);
        if (next)
            ++entry->second.parts[*next].open;
        else if (--entry->second.open == 0)
            m_hops.erase(entry);
    }
    if (next)
        post(m_loops.at(*next), [self = shared_from_this(), loop = *next, hop] { self->grant(loop, hop); });
}

/// A slot, counted already, for the first who waits on \a loop. If nobody does any more it goes on.
void HopPool::grant(std::size_t loop, const NextHop &hop)
{
    Slot slot(shared_from_this(), loop, hop);
    const std::scoped_lock lock(m_mutex);
    auto &waiters = m_hops.at(hop).parts[loop].waiters;
    if (!waiters.empty()) {
        Waiter &waiter = waiters.front();
        waiters.pop_front();
        waiter.lease = Lease{std::move(slot), nullptr};
        waiter.timer.cancel();
    }
}

void HopPool::closeOneIdle(std::size_t loop, const NextHop &hop)
{
    Lease lease;
    {
        const std::scoped_lock lock(m_mutex);
        const auto entry = m_hops.find(hop);
        if (entry == m_hops.end() || entry->second.parts[loop].idle.empty())
            return;
        lease = std::move(entry->second.parts[loop].idle.front());
        entry->second.parts[loop].idle.pop_front();
    }
    lease.connection->quit();
}

std::vector<HopPool::Lease> HopPool::takeIdle(std::size_t loop, Clock::time_point idleBefore)
{
    std::vector<Lease> taken;
    const std::scoped_lock lock(m_mutex);
    for (auto &[hop, entry] : m_hops) {
        std::deque<Lease> &idle = entry.parts[loop].idle;
        while (!idle.empty() && idle.front().connection->idleSince <= idleBefore) {
            taken.push_back(std::move(idle.front()));
            idle.pop_front();
        }
    }
    return taken;
}

/// Looks once a second for connections that were idle long enough.
void HopPool::sweep(std::size_t loop)
{
    Sweeper &sweeper = *m_sweepers[loop];
    sweeper.timer.expires_after(1s);
    sweeper.timer.async_wait([self = shared_from_this(), loop](const boost::system::error_code &error) {
        if (error)
            return;
        for (const Lease &lease : self->takeIdle(loop, Clock::now() - self->m_keepOpen))
            lease.connection->quit();
        const std::scoped_lock lock(self->m_mutex);
        Sweeper &own = *self->m_sweepers[loop];
        own.isRunning = std::ranges::any_of(self->m_hops, [loop](const auto &hop) { return !hop.second.parts[loop].idle.empty(); });
        if (own.isRunning)
            self->sweep(loop);
    });
}

void HopPool::shutDown()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_isShutDown = true;
    }
    for (std::size_t i = 0; i < m_loops.count(); ++i) {
        post(m_loops.at(i), [self = shared_from_this(), i] {
            for (const Lease &lease : self->takeIdle(i, Clock::time_point::max()))
                lease.connection->quit();
        });
    }
}

void HopPool::clear()
{
    for (std::size_t i = 0; i < m_loops.count(); ++i)
        static_cast<void>(takeIdle(i, Clock::time_point::max()));
}

} // namespace gateway::net
