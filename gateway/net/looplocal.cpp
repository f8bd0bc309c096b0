#include "gateway/net/looplocal.h"

#include "gateway/net/log.h"

namespace gateway::net {

namespace {

constexpr std::chrono::milliseconds tickTime{50};
constexpr int ticksPerLook = 4;
constexpr std::chrono::milliseconds longestDelay{50};
constexpr std::chrono::seconds timeBetweenReports{10};

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
    const Clock::time_point now = Clock::now();
    if (const auto delay = now - m_timer.expiry(); delay > longestDelay) {
        ++m_stalls;
        m_longestStall = std::max(m_longestStall, std::chrono::duration_cast<std::chrono::milliseconds>(delay));
    }
    if (m_longestStall > std::chrono::milliseconds(0) && now - m_stallsTold >= timeBetweenReports) {
        qCWarning(lcNet).noquote() << LogRecord("loop-stalled").add("longest-ms", m_longestStall.count()).add("stalls", qint64(m_stalls.load())).text();
        m_stallsTold = now;
        m_longestStall = {};
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
