#include "gateway/net/looplocal.h"

#include "gateway/net/log.h"

namespace gateway::net {

namespace {

constexpr std::chrono::milliseconds tickTime{50};
constexpr int ticksPerLook = 4;
constexpr std::chrono::milliseconds longestDelay{50};

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
    m_timer.expires_after(tickTime);
    m_timer.async_wait([this](const boost::system::error_code &error) {
        if (!error)
            tick();
    });
}

void LoopLocal::tick()
{
    const auto delay = Clock::now() - m_timer.expiry();
    if (delay > longestDelay) {
        ++m_stalls;
        const qint64 milliseconds = std::chrono::duration_cast<std::chrono::milliseconds>(delay).count();
        qCWarning(lcNet).noquote() << LogRecord("loop-stalled").add("milliseconds", milliseconds).text();
    }
    if (++m_ticks % ticksPerLook == 0)
        look();
    m_isArmed = !m_deadlines.empty();
    if (m_isArmed)
        arm();
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
}

} // namespace gateway::net
