#include "gateway/net/loops.h"

#include "gateway/net/looplocal.h"

#include <algorithm>
#include <boost/asio/executor_work_guard.hpp>

namespace gateway::net {

/// Lets stop() destroy the waiting coroutines while the objects they use are still there.
class Loops::Context : public boost::asio::io_context
{
public:
    Context() : io_context(1), m_work(get_executor()), m_local(*this) {} // 1: only one thread runs it, so Asio need not wake others.
    void drop() { shutdown(); }
    LoopLocal &local() { return m_local; }

private:
    boost::asio::executor_work_guard<executor_type> m_work;
    LoopLocal m_local;
};

Loops::Loops(std::size_t count)
{
    for (std::size_t i = 0; i < std::max<std::size_t>(count, 1); ++i)
        m_contexts.push_back(std::make_unique<Context>());
}

Loops::~Loops()
{
    stop();
}

void Loops::start()
{
    if (!m_threads.empty())
        return;
    for (const std::unique_ptr<Context> &context : m_contexts)
        m_threads.emplace_back([loop = context.get()] { loop->run(); });
}

void Loops::stop()
{
    for (const std::unique_ptr<Context> &context : m_contexts)
        context->stop();
    for (std::thread &thread : m_threads)
        thread.join();
    m_threads.clear();
    for (const std::unique_ptr<Context> &context : m_contexts)
        context->drop();
}

boost::asio::io_context &Loops::at(std::size_t index)
{
    return *m_contexts[index];
}

std::uint64_t Loops::stalls() const
{
    std::uint64_t all = 0;
    for (const std::unique_ptr<Context> &context : m_contexts)
        all += context->local().stalls();
    return all;
}

LoopLocal &Loops::local(std::size_t index)
{
    return m_contexts[index]->local();
}

} // namespace gateway::net
