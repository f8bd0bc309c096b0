#pragma once

#include <boost/asio/io_context.hpp>
#include <cstddef>
#include <memory>
#include <thread>
#include <vector>

namespace gateway::net {

/// One event loop per core, each with its own thread; sessions never move between them.
class Loops
{
public:
    explicit Loops(std::size_t count = std::thread::hardware_concurrency());
    ~Loops(); ///< stop()s.

    void start();
    void stop(); ///< Ends the loops and joins their threads; what still waits is dropped.
    [[nodiscard]] std::size_t count() const { return m_contexts.size(); }
    [[nodiscard]] boost::asio::io_context &at(std::size_t index) { return *m_contexts[index]; }

private:
    std::vector<std::unique_ptr<boost::asio::io_context>> m_contexts;
    std::vector<std::thread> m_threads;
};

} // namespace gateway::net
