#pragma once

#include <boost/asio/io_context.hpp>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <thread>
#include <vector>

namespace gateway::net {

class LoopLocal;

/// One event loop per core, each with its own thread; sessions never move between them.
class Loops
{
public:
    explicit Loops(std::size_t count = std::thread::hardware_concurrency());
    ~Loops(); ///< stop()s.
    Loops(const Loops &) = delete;
    Loops &operator=(const Loops &) = delete;

    void start();
    /// Ends the loops and joins their threads; what still waits is dropped: its coroutines are destroyed before this returns, so
    /// what they refer to may go afterwards. Not to be called from a loop. A stopped Loops cannot be started again.
    void stop();
    [[nodiscard]] std::size_t count() const { return m_contexts.size(); }
    [[nodiscard]] boost::asio::io_context &at(std::size_t index);
    [[nodiscard]] std::uint64_t stalls() const; ///< Of all loops; see LoopLocal::stalls().
    [[nodiscard]] LoopLocal &local(std::size_t index); ///< What the connections of that loop share; for its thread only.

private:
    class Context;
    std::vector<std::unique_ptr<Context>> m_contexts;
    std::vector<std::thread> m_threads;
};

} // namespace gateway::net
