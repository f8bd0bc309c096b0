#include "gateway/daemon/clockwatch.h"

namespace gateway::daemon {

std::optional<std::chrono::seconds> ClockWatch::jump(const QDateTime &wall, Clock::time_point now)
{
    using std::chrono::seconds;
    const bool isFirst = !m_wall.isValid();
    const seconds byWall(isFirst ? 0 : m_wall.secsTo(wall));
    const seconds byClock = isFirst ? seconds(0) : std::chrono::duration_cast<seconds>(now - m_now);
    m_wall = wall;
    m_now = now;
    const seconds difference = byWall - byClock;
    return std::chrono::abs(difference) > std::chrono::minutes(15) ? std::optional(difference) : std::nullopt;
}

} // namespace gateway::daemon
