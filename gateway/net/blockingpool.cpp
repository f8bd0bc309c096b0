#include "gateway/net/blockingpool.h"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>

namespace gateway::net {

bool Errand::enter(State from, State to)
{
    const std::scoped_lock lock(m_mutex);
    if (m_state != from)
        return false;
    m_state = to;
    return true;
}

void Errand::perform()
{
    if (!enter(State::Waiting, State::Running))
        return;
    run();
    if (!enter(State::Running, State::Done))
        takeBack();
}

/// True if it is done; else it is given up.
bool Errand::finish()
{
    const std::scoped_lock lock(m_mutex);
    if (m_state == State::Done)
        return true;
    m_state = State::GivenUp;
    return false;
}

Task<bool> BlockingPool::waitFor(const std::shared_ptr<Errand> &errand, Clock::time_point deadline)
{
    const auto home = co_await boost::asio::this_coro::executor;
    const auto bell = std::make_shared<boost::asio::steady_timer>(home, deadline);
    // Weak: an errand that was given up before its turn need not be kept.
    boost::asio::post(m_pool, [weak = std::weak_ptr(errand), bell, home] {
        if (const std::shared_ptr<Errand> own = weak.lock()) {
            own->perform();
            boost::asio::post(home, [bell] { bell->cancel(); });
        }
    });
    co_await bell->async_wait(asTuple);
    co_return errand->finish();
}

} // namespace gateway::net
