#pragma once

#include "gateway/net/task.h"

#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <chrono>
#include <concepts>
#include <memory>
#include <mutex>
#include <type_traits>

namespace gateway::net {

/// Blocking work that its caller may give up waiting for. It owns all it needs. What it found out stands in it.
class Errand
{
public:
    virtual ~Errand() = default;
    virtual void run() = 0;        ///< On a thread of the pool.
    virtual void takeBack() {}     ///< After run(), on the same thread, if nobody waited for its end.

private:
    friend class BlockingPool;
    enum class State { Waiting, Running, Done, GivenUp };
    /// Leaves \a from for \a to; false if the state is another.
    [[nodiscard]] bool enter(State from, State to);
    void perform();
    [[nodiscard]] bool finish();

    std::mutex m_mutex;
    State m_state = State::Waiting;
};

/// Threads for what blocks (flushes, files, the database), so that no event loop ever does (threats.md R6).
class BlockingPool
{
public:
    using Clock = std::chrono::steady_clock;

    explicit BlockingPool(std::size_t threads) : m_pool(threads) {}
    ~BlockingPool() { join(); }
    void join() { m_pool.join(); } ///< Returns when all posted work is done.

    /// Runs \a work on the pool and returns its value on the caller's own loop, which must be kept running. What the work needs it captures
    /// by reference, from the frame of the caller that waits: GCC 12 destroys a temporary's captured objects twice around a co_await.
    template<typename Work>
    [[nodiscard]] Task<std::invoke_result_t<Work>> run(Work work)
    {
        static_assert(std::is_trivially_destructible_v<Work>);
        using Value = std::invoke_result_t<Work>;
        co_return co_await boost::asio::async_initiate<const boost::asio::use_awaitable_t<>, void(Value)>(
            [this](auto handler, Work job) {
                boost::asio::post(m_pool, [handler = std::move(handler), job = std::move(job)]() mutable {
                    const auto home = boost::asio::get_associated_executor(handler);
                    boost::asio::post(home, [handler = std::move(handler), value = job()]() mutable { handler(std::move(value)); });
                });
            },
            boost::asio::use_awaitable, std::move(work));
    }

    /// Runs \a errand and returns true on the caller's own loop when it is done; false at \a deadline, as when a disk hangs (threats.md D6):
    /// then the errand is not begun any more, or, once it ends, taken back.
    template<std::derived_from<Errand> Kind>
    [[nodiscard]] Task<bool> runUntil(const std::shared_ptr<Kind> &errand, Clock::time_point deadline)
    {
        const std::shared_ptr<Errand> plain = errand;
        co_return co_await waitFor(plain, deadline);
    }

    template<typename Work>
    void post(Work work)
    {
        boost::asio::post(m_pool, std::move(work));
    }

private:
    [[nodiscard]] Task<bool> waitFor(const std::shared_ptr<Errand> &errand, Clock::time_point deadline);

    boost::asio::thread_pool m_pool;
};

} // namespace gateway::net
