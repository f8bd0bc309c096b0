#pragma once

#include "gateway/verdict.h"

#include <QMutex>
#include <array>
#include <chrono>
#include <cstdint>

namespace gateway::daemon {

/// Counters for the status line and /metrics. Thread-safe, constant memory.
class Statistics
{
public:
    using TimePoint = std::chrono::steady_clock::time_point;

    void count(Fate fate, std::chrono::microseconds took, TimePoint now);
    [[nodiscard]] double messagesPerMinute(TimePoint now) const; ///< Over the last whole 60 seconds.
    [[nodiscard]] double medianMilliseconds() const;             ///< Of the last 512 messages; 0 if there were none.
    [[nodiscard]] std::array<std::uint64_t, 8> fates() const;    ///< Since the start, in the order of Fate.

private:
    struct Second {
        std::int64_t number = -1;
        int messages = 0;
    };
    mutable QMutex m_mutex;
    std::array<Second, 61> m_seconds; ///< A ring by second of the monotonic clock.
    std::array<std::uint32_t, 512> m_took{};
    std::uint64_t m_messages = 0;
    std::array<std::uint64_t, 8> m_fates{};
};

} // namespace gateway::daemon
