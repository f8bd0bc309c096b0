#include "gateway/delivery/hophealth.h"

#include <QMutexLocker>

namespace gateway::delivery {

void HopHealth::report(const net::NextHop &hop, bool isReachable, const QString &cause, TimePoint now)
{
    bool isChange = false;
    {
        const QMutexLocker lock(&m_mutex);
        const auto known = m_down.find(hop.toBytes());
        isChange = isReachable == (known != m_down.end());
        if (isReachable) {
            if (isChange)
                m_down.erase(known);
        } else {
            State &state = m_down[hop.toBytes()];
            state.failures = std::min(state.failures + 1, 16);
            state.nextTry = now + std::min(std::chrono::seconds(30), std::chrono::seconds(1) * (1 << std::min(state.failures - 1, 5)));
        }
    }
    if (isChange && m_listener)
        m_listener(hop, isReachable, cause);
}

bool HopHealth::isUp(const net::NextHop &hop) const
{
    const QMutexLocker lock(&m_mutex);
    return !m_down.contains(hop.toBytes());
}

bool HopHealth::mayTry(const net::NextHop &hop, TimePoint now)
{
    const QMutexLocker lock(&m_mutex);
    const auto known = m_down.find(hop.toBytes());
    if (known == m_down.end())
        return true;
    if (now < known->nextTry)
        return false;
    known->nextTry = now + std::chrono::seconds(30); // Until this attempt reports.
    return true;
}

bool HopHealth::areAllUp() const
{
    const QMutexLocker lock(&m_mutex);
    return m_down.isEmpty();
}

void HopHealth::tryNow()
{
    const QMutexLocker lock(&m_mutex);
    for (State &state : m_down)
        state.nextTry = {};
}

} // namespace gateway::delivery
