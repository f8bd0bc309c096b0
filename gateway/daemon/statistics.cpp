#include "gateway/daemon/statistics.h"

#include <QMutexLocker>
#include <algorithm>
#include <vector>

namespace gateway::daemon {
namespace {

std::int64_t secondOf(Statistics::TimePoint time)
{
    return std::chrono::duration_cast<std::chrono::seconds>(time.time_since_epoch()).count();
}

} // namespace

void Statistics::count(Fate fate, std::chrono::microseconds took, TimePoint now)
{
    const QMutexLocker lock(&m_mutex);
    const std::int64_t number = secondOf(now);
    Second &second = m_seconds[std::size_t(number) % m_seconds.size()];
    if (second.number != number)
        second = {number, 0};
    ++second.messages;
    m_took[m_messages++ % m_took.size()] = std::uint32_t(std::clamp<std::int64_t>(took.count(), 0, UINT32_MAX));
    ++m_fates[std::size_t(fate)];
}

double Statistics::messagesPerMinute(TimePoint now) const
{
    const QMutexLocker lock(&m_mutex);
    const std::int64_t number = secondOf(now);
    int sum = 0;
    for (const Second &second : m_seconds) {
        if (second.number >= number - 60 && second.number < number)
            sum += second.messages;
    }
    return sum;
}

double Statistics::medianMilliseconds() const
{
    const QMutexLocker lock(&m_mutex);
    const auto count = std::ptrdiff_t(std::min<std::uint64_t>(m_messages, m_took.size()));
    if (count == 0)
        return 0;
    std::vector<std::uint32_t> sorted(m_took.begin(), m_took.begin() + count);
    std::ranges::nth_element(sorted, sorted.begin() + count / 2);
    return sorted[std::size_t(count / 2)] / 1000.0;
}

std::array<std::uint64_t, 8> Statistics::fates() const
{
    const QMutexLocker lock(&m_mutex);
    return m_fates;
}

} // namespace gateway::daemon
