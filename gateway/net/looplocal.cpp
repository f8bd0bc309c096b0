#include "gateway/net/looplocal.h"

namespace gateway::net {

namespace {

constexpr std::chrono::milliseconds interval{200};

} // namespace

void LoopLocal::watch(Deadline &deadline)
{
    m_deadlines.push_back(deadline);
    if (!m_isArmed)
        arm();
}

void LoopLocal::arm()
{
    m_isArmed = true;
    m_timer.expires_after(interval);
    m_timer.async_wait([this](const boost::system::error_code &error) {
        if (!error)
            look();
    });
}

void LoopLocal::look()
{
    const Clock::time_point now = Clock::now();
    for (Deadline &deadline : m_deadlines) {
        if (deadline.m_at <= now) {
            deadline.clear();
            deadline.expired();
        }
    }
    m_isArmed = !m_deadlines.empty();
    if (m_isArmed)
        arm();
}

} // namespace gateway::net
