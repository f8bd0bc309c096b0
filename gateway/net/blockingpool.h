#pragma once

#include "gateway/net/task.h"

#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <type_traits>

namespace gateway::net {

/// Threads for what blocks (flushes, files, the database), so that no event loop ever does (threats.md R6).
class BlockingPool
{
public:
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

    template<typename Work>
    void post(Work work)
    {
        boost::asio::post(m_pool, std::move(work));
    }

private:
    boost::asio::thread_pool m_pool;
};

} // namespace gateway::net
