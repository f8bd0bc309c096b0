#pragma once

#include <QDateTime>
#include <chrono>
#include <optional>

namespace gateway::daemon {

/// Notices that the clock was set: it and the monotonic one went on by different times (threats.md D11).
class ClockWatch
{
public:
    using Clock = std::chrono::steady_clock;

    /// By how much the clock jumped since the last call, if by more than 15 minutes; negative: backwards.
    [[nodiscard]] std::optional<std::chrono::seconds> jump(const QDateTime &wall, Clock::time_point now);

private:
    QDateTime m_wall;
    Clock::time_point m_now;
};

} // namespace gateway::daemon
